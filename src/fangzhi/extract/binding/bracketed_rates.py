"""Things with a rate in brackets behind each: «手机（18%）、芯片（29%）等产量快速增长»."""

import re
from typing import Final, NamedTuple

from fangzhi.extract.binding.bracketed import LIST_JOINTS, in_bracket, with_area_lists
from fangzhi.extract.binding.scene import Binding
from fangzhi.extract.places import Places
from fangzhi.extract.quantity import Quantity
from fangzhi.extract.times import TimeMention

_THING: Final = re.compile(r"(?P<joint>[、和与及，,]|以及)?(?P<thing>[^，、；。：,;:（）()\d]{2,16})$")
_LONGEST: Final = 18  # characters of a thing with the joint before it
_VERBED: Final = re.compile(r"(?:增长|下降|回落|提高|上升|占|达|为|有|是)")
# behind the list: what of the things grew or fell, and which of both
_BEHIND: Final = re.compile(
    r"等?(?:\d{0,3}[个类种](?:重点|主要)?(?:行业|产品|领域|品类))?的?(?P<what>[^，、；。：,;:（）()\d]{0,8}?)"
    r"(?:(?P<speed>增速|增幅|涨幅)(?:居前|领先|靠前|较快|明显|均?超过?|保持)"
    r"|(?:分别|同比|均|都|实现|保持|继续|依然|呈现?|快速|较快|高速|大幅|明显|稳定|平稳|持续|两位数|显著|的)*"
    r"(?P<verb>增长|上涨|下降|下滑|回落|负增长))"
)
# before the list: 增速较快的产品有…, 出口下降的有…
_BEFORE: Final = re.compile(
    r"(?P<what>[^，、；。：,;:（）()\d]{0,8}?)(?:(?P<speed>增速|增幅|涨幅|降幅)[^，；。]{0,4}?的|"
    r"(?:较快|快速|明显|大幅|两位数|同比)?(?P<verb>增长|上涨|下降|下滑)[^，；。]{0,4}?的)"
    r"(?:重点|主要|工业)?(?:行业|产品|品类|商品|领域)?(?:主要)?(?:有|为|是|包括|[：:])"
)
_FALLING: Final = frozenset({"下降", "下滑", "回落", "负增长", "降幅"})
_TELLS_ITSELF: Final = ("率", "比重", "占比", "比例", "份额", "增速", "增幅", "涨幅", "同比")


class _Rate(NamedTuple):
    """A percentage in a bracket, the thing before it, and where that begins."""

    quantity: Quantity
    thing: str
    start: int


def with_brackets(
    bindings: list[Binding],
    text: str,
    sentence: tuple[int, int],
    quantities: list[Quantity],
    times: tuple[TimeMention, ...],
    places: Places,
) -> tuple[list[Binding], list[Quantity]]:
    """The bindings of a sentence, figures in brackets read by the list they stand in; and those left unread."""
    if text.find("（", *sentence) < 0 and text.find("(", *sentence) < 0:
        return bindings, []
    bindings = with_area_lists(bindings, text, sentence, quantities, times, places)
    return _with_rates(bindings, text, sentence, quantities)


def _with_rates(
    bindings: list[Binding], text: str, sentence: tuple[int, int], quantities: list[Quantity]
) -> tuple[list[Binding], list[Quantity]]:
    """The bindings of a sentence, bare rates in brackets read as the list tells them, and the figures left unread.

    A percentage alone in a bracket behind a thing may be its share or its growth: where neither the thing nor the words
    around the list say which, nothing is said of it.
    """
    rates = [q for q in quantities if q.unit == "%" and in_bracket(text, q)]
    if not rates:
        return bindings, []
    opened = _BEFORE.search(text, sentence[0], rates[0].start)
    from_there = opened.end() if opened is not None else sentence[0]
    of_areas = {one.quantity.start for one in bindings if one.place is not None}
    told: dict[int, Binding | None] = {}
    run: list[_Rate] = []
    for quantity in rates:
        opening = quantity.start - 1
        thing = _THING.search(text, max(from_there, opening - _LONGEST), opening)
        if run and (thing is None or text[run[-1].quantity.end + 1 : thing.start("thing")] not in LIST_JOINTS):
            told |= _read(text, sentence, run, opened)
            run = []
        if thing is not None and quantity.start not in of_areas:
            run.append(_Rate(quantity, thing["thing"], thing.start("thing")))
    told |= _read(text, sentence, run, opened)
    kept = [one for one in bindings if one.quantity.start not in told]
    unread = [one.quantity for one in bindings if told.get(one.quantity.start, one) is None]
    kept += [one for one in told.values() if one is not None]
    return sorted(kept, key=lambda one: one.quantity.start), unread


def _read(
    text: str, sentence: tuple[int, int], run: list[_Rate], opened: re.Match[str] | None
) -> dict[int, Binding | None]:
    """The figures of one list by their start: as growth, or None to leave one; what is not here stays as it was."""
    things = [one for one in run if not one.thing.endswith(_TELLS_ITSELF) and not _VERBED.search(one.thing)]
    if not things:
        return {}
    around = _BEHIND.match(text, run[-1].quantity.end + 1, sentence[1])
    if around is None and opened is not None and opened.end() == run[0].start:
        around = opened
    if around is None:
        return {one.quantity.start: None for one in things}
    sign = 1 if _FALLING.isdisjoint((around["speed"], around["verb"])) else -1
    return {
        one.quantity.start: Binding(
            one.quantity, one.thing + around["what"], "growth", sign, "respectively", sentence[0]
        )
        for one in things
    }
