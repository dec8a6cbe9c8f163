"""YAML to plain values that remember on which line they stand, so that a fault can be named where it is.

A key that stands twice is a fault here: plain YAML would silently keep the last one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

import yaml

_MOST_NODES = 200_000
_DEEPEST = 20


@dataclass(slots=True)
class Lined:
    """A value and its line. `value` is plain, or a dict or list of further Lined."""

    value: Any
    line: int

    @property
    def plain(self) -> Any:
        """Give the value without lines."""
        if isinstance(self.value, dict):
            return {key: one.plain for key, one in self.items()}
        if isinstance(self.value, list):
            return [one.plain for one in self.elements()]
        return self.value

    def items(self) -> list[tuple[Any, Lined]]:
        """Give keys and values of a mapping; of anything else nothing."""
        value: Any = self.value
        return list(cast(dict[Any, Lined], value).items()) if isinstance(value, dict) else []

    def elements(self) -> list[Lined]:
        """Give the elements of a list; of anything else nothing."""
        value: Any = self.value
        return list(cast(list[Lined], value)) if isinstance(value, list) else []

    def get(self, key: str) -> Lined | None:
        """Give what stands under a key; a key without a value counts as left out."""
        found = dict(self.items()).get(key)
        return None if found is None or found.value is None else found


@dataclass(slots=True)
class Faults:
    """Faults of a file, each with its line."""

    found: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])

    def add(self, line: int, what: str) -> None:
        """Note a fault."""
        if (line, what) not in self.found:
            self.found.append((line, what))

    def __iter__(self) -> Iterator[str]:
        for line, what in sorted(self.found):
            yield f"line {line}: {what}"

    def __bool__(self) -> bool:
        return bool(self.found)


def read_lines(text: str, faults: Faults) -> Lined | None:
    """Read a YAML text; None when it cannot be read at all, with the reason among the faults."""
    loader = _loader(text, faults)
    try:
        node = loader.get_single_node() if loader else None
        if loader is None or node is None:
            if not faults:
                faults.add(1, "the file is empty")
            return None
        return _Reader(loader, faults).read(node, 0)
    except yaml.MarkedYAMLError as failure:
        mark = failure.problem_mark or failure.context_mark
        faults.add(mark.line + 1 if mark else 1, f"this is no YAML: {failure.problem or failure.context}")
    except (yaml.YAMLError, RecursionError, ValueError) as failure:
        faults.add(1, f"this is no YAML: {failure}")
    return None


def _loader(text: str, faults: Faults) -> yaml.SafeLoader | None:
    try:
        return yaml.SafeLoader(text)
    except yaml.YAMLError as failure:
        faults.add(1, f"this is no YAML: {failure}")
        return None


class _Reader:
    def __init__(self, loader: yaml.SafeLoader, faults: Faults) -> None:
        self._loader: Any = loader
        self._faults = faults
        self._nodes = 0

    def read(self, node: Any, depth: int) -> Lined:
        line = node.start_mark.line + 1
        self._nodes += 1
        if self._nodes > _MOST_NODES or depth > _DEEPEST:
            raise ValueError("too large or too deep")
        if isinstance(node, yaml.MappingNode):
            return Lined(self._mapping(node, depth), line)
        if isinstance(node, yaml.SequenceNode):
            return Lined([self.read(one, depth + 1) for one in node.value], line)
        try:
            return Lined(self._loader.construct_object(node), line)
        except (ValueError, yaml.YAMLError):
            self._faults.add(line, f"{node.value!r} cannot be read")
            return Lined(None, line)

    def _mapping(self, node: Any, depth: int) -> dict[Any, Lined]:
        found: dict[Any, Lined] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self._faults.add(line, "a key must be a word")
                continue
            key = self.read(key_node, depth + 1).value
            if key in found:
                self._faults.add(line, f"{key} stands there twice, first on line {found[key].line}")
            value = self.read(value_node, depth + 1)
            found[key] = Lined(value.value, line if not isinstance(value.value, dict | list) else value.line)
        return found
