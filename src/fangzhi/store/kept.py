"""What was asked for last, kept in memory up to a cost."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Kept(Generic[Key, Value]):
    """Values by key, the ones that were used last, whose costs make at most ``most``; several threads may use it.

    A value that costs more than ``largest`` is not kept at all, so that one answer cannot push out all others.

    >>> kept = Kept[str, int](most=2, largest=2)
    >>> for name in ("a", "b", "a", "c"): kept.keep(name, 1, cost=1)
    >>> kept.get("a"), kept.get("b"), kept.get("c")
    (1, None, 1)
    """

    def __init__(self, most: int, largest: int) -> None:
        self._most = most
        self._largest = largest
        self._lock = Lock()
        self._cost = 0
        self._values: OrderedDict[Key, tuple[Value, int]] = OrderedDict()

    def get(self, key: Key) -> Value | None:
        """The value, None when it is not kept (any more)."""
        with self._lock:
            found = self._values.get(key)
            if found is None:
                return None
            self._values.move_to_end(key)
            return found[0]

    def keep(self, key: Key, value: Value, cost: int) -> None:
        """Keep a value; the ones that were not used for longest make room."""
        if cost > self._largest:
            return
        with self._lock:
            _, old_cost = self._values.pop(key, (None, 0))
            self._cost += cost - old_cost
            self._values[key] = (value, cost)
            while self._cost > self._most:
                _, (_, dropped) = self._values.popitem(last=False)
                self._cost -= dropped
