"""Counts of things that hold a rank, of people whom a work serves, and goals that name growth alone."""

import re
from typing import Final

from fangzhi.extract.binding.scene import JOINTS, Binding, Memory, Scene, Words

_AREAS: Final = ("全国", "全球", "世界", "国内", "亚洲", "全省", "全市", "西部", "中部", "东部")
_SHARES: Final = ("率", "占比", "比重", "比例")
_SERVING: Final = ("惠及", "造福", "服务", "覆盖", "受益")
_GROWTH_TARGET: Final = re.compile("的(?:经济|GDP|地区生产总值)?增长(?:预期)?目标")
_OUTPUT: Final = "地区生产总值"
_LONGEST_RANKED: Final = 10
_PERSONS: Final = frozenset({"人", "户", "人次"})


def bind_ranked_things(scene: Scene, memory: Memory, words: Words) -> list[Binding] | None:
    """«80多种产品产能全国第一»: how many of them hold the place; None where nothing of the kind is told."""
    after = scene.after
    if after is None or after.form != "rank" or not scene.number_follows:
        return None
    whole = scene.between(scene.quantity.end, scene.stop)
    stem = words.labels.cut_rank_tail(whole)
    noun = words.nouns.holder_of(stem)
    rest = whole[len(noun) :]
    if (
        not noun
        or len(rest) > _LONGEST_RANKED
        or " " in whole
        or "数" in rest
        or not whole.endswith(_AREAS)
        or stem.endswith(_SHARES)
        or not words.labels.measures(stem)
    ):
        return None
    label = f"{rest}{scene.between(after.start, after.end)}的{noun}"
    memory.consumed = after.end
    memory.tell([label], noun, scene.clause)
    return [Binding(scene.quantity, label, "level", 1, "counted noun", scene.left, None)]


def bind_served(scene: Scene, memory: Memory, words: Words) -> list[Binding] | None:
    """«惠及400万人的供水工程开工»: whom the work serves; None where the clause tells no such thing."""
    head = scene.head.strip(JOINTS) if scene.head.rstrip().endswith(_SERVING[2:]) else scene.head.lstrip(JOINTS)
    if scene.quantity.unit not in _PERSONS or not scene.following.startswith("的") or head not in _SERVING:
        return None
    whole = scene.between(scene.quantity.end, scene.stop).lstrip("的")
    noun = words.nouns.after(whole, 0, len(whole))[0]
    noun = noun if words.nouns.ends_with_head(noun) else words.nouns.holder_of(noun)
    if not noun:
        return None
    memory.consumed = scene.stop
    memory.tell([noun], noun, scene.clause)
    return [Binding(scene.quantity, f"{noun}{head}人口", "level", 1, "counted noun", scene.left, None)]


def bind_growth_target(scene: Scene, memory: Memory, words: Words) -> list[Binding] | None:
    """«确定4.5%左右的增长目标»: the growth of output, where no other measure is named; else None."""
    if "增长" not in scene.following or _GROWTH_TARGET.match(scene.following) is None:
        return None
    label, _ = words.labels.clean(words.labels.cut_tail(scene.head).stem)
    if words.labels.measures(label) or (label and label[-1] in "业链群"):
        return None
    memory.tell([_OUTPUT], _OUTPUT, scene.clause)
    return [Binding(scene.quantity, _OUTPUT, "growth", 1, "stated", scene.left, expected=True)]
