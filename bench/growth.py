"""What many stored requests cost: a vote and spend per theme of one programme, at 1,000 and at 100,000 requests."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bench.figures import Figure, interleaved, timed
from bench.world import PROGRAMME, World, as_in_use, grow, open_world
from doorbraak.overviews import SpendFilter
from storage.overviews.spend import spend

ROUNDS = 25
_VOTES_A_ROUND = 40
_WARM_UP = 200
_FEW, _TIMES = 1000, 100
_YEAR = SpendFilter(since=date(2026, 1, 1), until=date(2026, 12, 31))


def growth(folder: Path) -> list[Figure]:
    """Measure on SQLite."""
    few = open_world(f"sqlite:///{folder / 'few.db'}", open_requests=_FEW, synchronous="OFF")
    many = open_world(f"sqlite:///{folder / 'many.db'}", open_requests=_FEW, synchronous="OFF")
    try:
        grow(many, _TIMES)
        for world in (few, many):
            _warm_up(world)
        vote_few, vote_many = interleaved(ROUNDS, lambda: _votes(few), lambda: _votes(many))
        spend_few, spend_many = interleaved(ROUNDS, lambda: _spend(few), lambda: _spend(many))
    finally:
        few.store.close()
        many.store.close()
    return [
        Figure("sqlite_vote_at_100000_per_vote_at_1000", vote_many / vote_few, 1.2, "lower"),
        Figure("sqlite_spend_at_100000_per_spend_at_1000", spend_many / spend_few, None, "lower"),
        Figure("sqlite_spend_at_100000_milliseconds", spend_many * 1000, None, "lower", "ms"),
    ]


def _warm_up(world: World) -> None:
    as_in_use(world)
    for _ in range(_WARM_UP):
        world.vote()


def _votes(world: World) -> float:
    return timed(lambda: [world.vote() for _ in range(_VOTES_A_ROUND)])


def _spend(world: World) -> float:
    return timed(lambda: world.store.answer(lambda connection: spend(connection, PROGRAMME, _YEAR)))
