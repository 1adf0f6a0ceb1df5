"""Level, growth, change: what the verb and the unit make of a number."""

from typing import Final

from fangzhi.extract.labels import Tail
from fangzhi.extract.quantity import Quantity
from fangzhi.model.facts import Measure

POINTS: Final = frozenset({"个百分点", "个基点"})
MOVING: Final = frozenset({"growth_up", "growth_down", "more", "less"})
_ORDERS: Final = ("排名", "位次", "排位", "名次")
_GROWING: Final = frozenset({"growth_up", "growth_down"})


def measure_of(quantity: Quantity, tail: Tail, deed: str | None, label: str) -> tuple[Measure, int]:
    """The measure of a number and the sign that its verb gives it."""
    verbs = tail.verbs
    sign = -1 if ("growth_down" in verbs) != ("less" in verbs) else 1  # 降幅收窄 is more, 涨幅收窄 less
    moving = not MOVING.isdisjoint(verbs) and not (_reaching(verbs) and _GROWING.isdisjoint(verbs))
    grown: Measure = "cagr" if tail.has("average") else "growth"
    if quantity.unit == "位" and label.endswith(_ORDERS):
        return "rank", 1  # “500强”排名由369位上升到235位
    if quantity.form in {"multiple", "signed"}:
        return grown, 1
    if quantity.unit in POINTS:
        return "change", sign
    if quantity.unit in {"%", "‰"}:
        return (grown, sign) if moving else ("level", 1)
    if quantity.unit == "倍":
        return (grown, sign) if moving else ("level", 1)
    if "added" in verbs or deed == "added" or "新增" in label or "净增" in label:
        return ("level", 1) if "平均" in label else ("change", 1)  # 新增劳动力平均受教育年限
    return ("change", sign) if moving else ("level", 1)


def _reaching(verbs: tuple[str, ...]) -> bool:
    """Whether the verb nearest to the number is one of reaching."""
    for verb in verbs:
        if verb != "of":
            return verb == "reach"
    return False
