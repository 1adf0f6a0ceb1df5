"""A list of areas with a figure in brackets behind each: «增速居前的有山西（5.3%）、福建（5.2%）»."""

import re
from typing import Final

from fangzhi.extract.binding.scene import SPEEDS, Binding
from fangzhi.extract.places import Place, Places, place_of
from fangzhi.extract.quantity import Quantity
from fangzhi.extract.times import TimeMention

_OPEN: Final = frozenset("（(")
_CLOSE: Final = frozenset("）)")
LIST_JOINTS: Final = frozenset({"、", "和", "与", "，", ",", "以及"})
_LONGEST_AREA: Final = 12
_SPEED: Final = re.compile(rf"(?P<what>[^，、；。：,;:（）()“”0-9]{{2,18}}?)(?P<speed>{'|'.join(sorted(SPEEDS))})")
_BEHIND: Final = re.compile(r"(?P<what>[^，、；。：,;:（）()“”0-9]{2,18}?)(?:均|都)?(?:超过|突破|超|达到|达|为|在)$")

_OPENING: Final = re.compile(
    r"^(?:从|有|以|按|其中|\d{0,2}个?省份|(?:今年|去年|全年|前[一二三]季度|上半年|[一二三四]季度|同比|总体))+"
)


def with_area_lists(
    bindings: list[Binding],
    text: str,
    sentence: tuple[int, int],
    quantities: list[Quantity],
    times: tuple[TimeMention, ...],
    places: Places,
) -> list[Binding]:
    """The bindings of a sentence, those of lists of areas with bracketed figures put in the place of what was read.

    The label stands before the list as a rate of growth, or behind it before the figure that all of them exceed, which
    is a figure of none of them. Where no label is found the figures are left unread.
    """
    if not any(in_bracket(text, quantity) for quantity in quantities):
        return bindings
    listed = _lists(text, *sentence, quantities, times, places)
    if not listed:
        return bindings
    kept = [one for one in bindings if one.quantity.start not in listed]
    by_start = {quantity.start: quantity for quantity in quantities}
    kept += [
        Binding(
            by_start[at],
            told[1],
            "growth" if told[2] else "level",
            1,
            "respectively",
            sentence[0],
            carried=True,
            place=told[0],
        )
        for at, told in listed.items()
        if told is not None
    ]
    return sorted(kept, key=lambda one: one.quantity.start)


def _lists(
    text: str, lead: int, end: int, quantities: list[Quantity], times: tuple[TimeMention, ...], places: Places
) -> dict[int, tuple[Place, str, bool] | None]:
    """By the start of each figure of such lists: its area, the label, whether it is growth; None to leave it."""
    run: list[tuple[Quantity, Place, int]] = []
    out: dict[int, tuple[Place, str, bool] | None] = {}
    for quantity in quantities:
        named = _area_before(text, lead, quantity, places)
        joined = run and named is not None and text[run[-1][0].end + 1 : named[1]] in LIST_JOINTS
        if run and not joined:
            out |= _told(text, lead, end, run, quantities, times, places)
            run = []
        if named is not None:
            run.append((quantity, *named))
    return out | _told(text, lead, end, run, quantities, times, places) if run else out


def in_bracket(text: str, quantity: Quantity) -> bool:
    """Whether nothing but the figure stands in a bracket."""
    return text[quantity.start - 1] in _OPEN and quantity.start > 0 and text[quantity.end : quantity.end + 1] in _CLOSE


def _area_before(text: str, lead: int, quantity: Quantity, places: Places) -> tuple[Place, int] | None:
    """The area whose name ends right before the bracket of a figure, and where it begins."""
    if not in_bracket(text, quantity):
        return None
    stop = quantity.start - 1
    for at in range(max(lead, stop - _LONGEST_AREA), stop - 1):
        if places.may_begin(text, at) and (found := places.at(text, at, stop)) is not None and found[1] == stop:
            return place_of(found[0]), at
    return None


def _told(
    text: str,
    lead: int,
    end: int,
    run: list[tuple[Quantity, Place, int]],
    quantities: list[Quantity],
    times: tuple[TimeMention, ...],
    places: Places,
) -> dict[int, tuple[Place, str, bool] | None]:
    """The readings of one list; a single figure in a bracket is no list and is left to the other rules."""
    if len(run) < 2:
        return {}
    label, grown = "", run[0][0].unit == "%"
    above: dict[int, tuple[Place, str, bool] | None] = {}
    if grown:
        said = [_bare(match["what"], places) for match in _SPEED.finditer(text, lead, run[0][2])]
        label = next((what for what in reversed(said) if what), "")
    else:
        last = run[-1][0].end + 1
        after = next((q for q in quantities if q.start >= last), None)
        if after is not None and after.start < end and after.unit == run[0][0].unit:
            at = max([last, *[time.end for time in times if last <= time.start and time.end <= after.start]])
            behind = _BEHIND.fullmatch(text, at, after.start if after.bound == "eq" else after.core)
            label = _bare(behind["what"], places) if behind else ""
            above = {after.start: None} if label else {}
    return above | {quantity.start: (place, label, grown) if label else None for quantity, place, _ in run}


def _bare(label: str, places: Places) -> str:
    """A label without the times and areas that open it."""
    label = _OPENING.sub("", label)
    found = places.at(label, 0, len(label))
    return label[found[1] :] if found is not None else label
