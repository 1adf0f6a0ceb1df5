"""A long list that is read as far as it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar, overload

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Listed(Sequence[Row], Generic[Row]):
    """``total`` rows, of which ``read(skip, most)`` gives some in their order.

    A page shows the beginning of it, its data has it whole; only what is asked for is read.

    >>> asked = []
    >>> def read(skip, most):
    ...     asked.append((skip, most))
    ...     return tuple(range(skip, min(skip + most, 5)))
    >>> rows = Listed(5, read)
    >>> len(rows), list(rows[1:3]), rows[-1], asked
    (5, [1, 2], 4, [(1, 2), (4, 1)])
    >>> list(rows)
    [0, 1, 2, 3, 4]
    """

    total: int
    read: Callable[[int, int], tuple[Row, ...]]

    def __len__(self) -> int:
        return self.total

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, at: int | slice) -> Row | tuple[Row, ...]:
        if isinstance(at, slice):
            start, stop, step = at.indices(self.total)
            rows = self.read(start, stop - start) if stop > start else ()
            return rows if step == 1 else rows[::step]
        place = at + self.total if at < 0 else at
        if not 0 <= place < self.total:
            raise IndexError(at)
        return self.read(place, 1)[0]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.read(0, self.total) if self.total else ())
