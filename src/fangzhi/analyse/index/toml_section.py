"""A table of a TOML file that knows its line, for messages that lead there."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fangzhi.model.errors import InputError

_HEADER = re.compile(r"\s*\[\[?([^\[\]]+)\]\]?\s*(?:#.*)?$")


@dataclass(frozen=True, slots=True)
class Section:
    """One table: its file, its heading, the lines it stands in and its values."""

    file: str
    heading: str
    lines: tuple[tuple[int, str], ...]
    values: Mapping[str, Any]

    def where(self, key: str | None = None) -> str:
        """File and line of a key, or of the heading."""
        pattern = re.compile(rf"\s*{re.escape(key)}\s*=") if key else None
        for number, line in self.lines:
            if pattern is None or pattern.match(line):
                return f"{self.file} line {number}"
        return self.file

    def only(self, known: Sequence[str]) -> None:
        """InputError for a key that is not known."""
        for key in self.values:
            if key not in known:
                raise InputError(
                    f"{self.where(key)}: {key!r} is unknown in [{self.heading}]; known are {', '.join(known)}"
                )

    def text(self, key: str, default: str | None = None) -> str:
        """A string; InputError when it is absent without default or no string."""
        value = self.values.get(key, default)
        if not isinstance(value, str) or (default is None and not value):
            raise InputError(f'{self.where(key)}: [{self.heading}] needs {key} = "…"; write it')
        return value

    def number(self, key: str) -> float | None:
        """A number, or None when absent; InputError for anything else."""
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise InputError(f"{self.where(key)}: {key} = {value!r} is no number; write one")
        return float(value)


def sections(text: str, heading: str) -> list[tuple[tuple[int, str], ...]]:
    r"""The numbered lines below each occurrence of a heading, in order.

    >>> sections("[a]\nx = 1\n[[b]]\ny = 2\n[[b]]", "b")
    [((3, '[[b]]'), (4, 'y = 2')), ((5, '[[b]]'),)]
    """
    found: list[list[tuple[int, str]]] = []
    inside = False
    for number, line in enumerate(text.splitlines(), start=1):
        header = _HEADER.match(line)
        if header:
            inside = header[1].strip() == heading
            if inside:
                found.append([])
        if inside:
            found[-1].append((number, line))
    return [tuple(lines) for lines in found]
