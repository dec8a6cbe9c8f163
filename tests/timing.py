"""How long something takes, in a way that other work on the machine does not change."""

from collections.abc import Callable
from time import thread_time


def quickest(work: Callable[[], object], times: int = 5) -> float:
    """Give the processor seconds of the quickest of several runs; what other threads and processes do is left out."""
    took: list[float] = []
    for _ in range(times):
        begin = thread_time()
        work()
        took.append(thread_time() - begin)
    return min(took)
