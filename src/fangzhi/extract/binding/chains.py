"""What the last member of a chain of counts says of all: 6个世界级、9个区域级产业集群; 27条、12条等政策举措."""

import re
from typing import Final

from fangzhi.extract.binding.scene import Binding, Scene

_FIRST_OF: Final = frozenset({"首批", "第一批", "第二批", "第三批"})
_SIZE: Final = re.compile("[百千万亿](?:元|级)?(?:以上|以下)?$")
_SIZED: Final = re.compile("[百千万亿](?:元|级)?(?:以上|以下)?([^百千万亿元级以]{2,})$")
_SHARED: Final = re.compile(
    "等(?P<noun>[^，、；。]{0,4}(?:举措|措施|政策|文件|条例|法规|活动|赛事|展会))(?=$|[，；。])"
)


def share_noun(earlier: list[Binding], bound: list[Binding], scene: Scene) -> None:
    """Give counts of named things, in place, the noun that stands behind the last: 惠民27条、助企12条等政策举措."""
    if not scene.following.startswith("等") or len(bound) != 1 or not scene.quantity.counter:
        return
    match = _SHARED.match(scene.following)
    if match is None:
        return
    for one in [*earlier[::-1], *bound] if bound[0].rule in {"deed", "stated"} else []:
        of_chain = one is bound[0] or (one.at >= scene.clause and one.deed == bound[0].deed)
        if of_chain and one.quantity.unit == scene.quantity.unit and not one.label.endswith(match["noun"]):
            one.label += match["noun"]


def close_chains(bindings: list[Binding]) -> list[Binding]:
    """Give all bindings, in place, what the last of their chain says: 6个世界级、9个区域级产业集群; 10个、30个左右."""
    for index in range(len(bindings) - 2, -1, -1):
        here, after = bindings[index], bindings[index + 1]
        if here.label in _FIRST_OF and after.rule == "counted noun":
            here.label += after.label  # 首批12项及第二批14项重点改革
        if here.at == after.at or here.rule != after.rule:
            continue
        if here.rule == "counted noun" and here.label.endswith("级") and "级" in after.label[:-1]:
            here.label += after.label.split("级", 1)[1]
        elif here.rule == "counted noun" and _SIZE.search(here.label) and (sized := _SIZED.search(after.label)):
            here.label += sized[1]  # 12个百亿元、70个30亿元以上项目
        closes = after.quantity.bound == "approx" and after.quantity.start == after.quantity.core
        if (
            here.rule == "deed"
            and here.deed == after.deed
            and closes
            and here.quantity.bound == "eq"
            and after.at == here.quantity.end
        ):
            here.quantity = here.quantity.bounded("approx")
    return bindings
