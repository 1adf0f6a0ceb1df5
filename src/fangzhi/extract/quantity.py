"""A number with its unit, bound and range, as it stands in a text."""

from fangzhi.model.facts import Bound


class Quantity:
    """A number in a text: ``start:end`` with its bound words, ``core`` where the number itself begins.

    A plain class with slots, for there are thousands, and compiled its fields are found at once.

    ``form`` is ``number``; ``bare`` (no unit of its own); ``share`` (五成, 一半); ``multiple`` (翻番);
    ``rank`` (第一); ``signed`` (同比+7.8%); ``ratio`` (one part of 4.0∶37.7∶58.3, ``part`` counts from 0).
    """

    __slots__ = ("bound", "core", "counter", "end", "form", "high", "magnitude", "part", "start", "unit", "value")

    def __init__(  # noqa: PLR0913, PLR0917  # a value: its fields in the order of the docstring
        self,
        start: int,
        core: int,
        end: int,
        value: float,
        high: float | None,
        unit: str,
        bound: Bound,
        form: str = "number",
        counter: bool = False,
        magnitude: str = "",
        part: int = 0,
    ) -> None:
        self.start = start
        self.core = core
        self.end = end
        self.value = value
        self.high = high
        self.unit = unit
        self.bound = bound
        self.form = form
        self.counter = counter
        self.magnitude = magnitude
        self.part = part

    def bounded(self, bound: Bound) -> "Quantity":
        """The same number with another bound."""
        return Quantity(
            self.start,
            self.core,
            self.end,
            self.value,
            self.high,
            self.unit,
            bound,
            self.form,
            self.counter,
            self.magnitude,
            self.part,
        )
