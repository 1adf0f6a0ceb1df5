"""«10个开发区完成总产值…，财政收入…»: figures of a set of things, which are not those of the region.

A set is counted, and the clauses behind tell what its members have together. What is told of the set keeps its name;
a clause about the region ends it.
"""

import re
from typing import Final

from fangzhi.extract.binding.scene import JOINTS, SPEEDS, Binding, Memory, Scene, Words, bare
from fangzhi.extract.quantity import Quantity

_RATES: Final = ("率", "占比", "比重", "比例", "增速", "增幅")
TASK: Final = "任务数"
_ROUND: Final = re.compile("(?P<measured>.{3,30}?)(?P<bound>(?:超过|突破|超|达到|达)[十百千万]*亿元)(?:以上|大关)?")
_AREA: Final = re.compile(r"\w{2,8}[省市县区州盟旗]")


def bind_set(scene: Scene, memory: Memory, words: Words) -> list[Binding] | None:
    """Bind the count of a set of which a figure is told next; None where what stands behind is one noun.

    «15个园区总产值超过百亿元» counts those that meet the condition.
    """
    head, quantity, sets = bare(scene.head).strip(JOINTS), scene.quantity, words.sets
    plain = scene.between(quantity.end, scene.stop)
    rounded = None if scene.number_follows else _ROUND.fullmatch(plain)
    if not (scene.number_follows or rounded) or head.endswith((*words.labels.to_whom, "有关")):
        return None
    opening, deed = words.labels.clean(head)
    if deed is not None or not (opening == "" or _AREA.fullmatch(opening)):
        return None
    found = sets.split(rounded["measured"] if rounded else plain, words.labels)
    if found is None:
        return None
    noun, measure, acted = found
    label, after = noun, scene.after
    if rounded:
        label = f"{measure}{rounded['bound']}的{noun}"
        memory.consumed = scene.stop
    elif after is not None and _is_limit(after) and not acted and not sets.sums(measure, head):
        label = f"{measure}{scene.between(after.start, after.end)}的{noun}"
        memory.consumed = after.end
    else:
        memory.hold(noun, scene.clause, projects=sets.are_projects(noun))
        behind = scene.text[quantity.end - scene.offset : scene.stop - scene.offset]
        memory.consumed = quantity.end + behind.index(noun[-1], _matched(behind, noun)) + 1
    memory.tell([label], noun, scene.clause)
    return [Binding(quantity, label, "level", 1, "counted noun", scene.left, None)]


def _is_limit(quantity: Quantity) -> bool:
    """Whether a number may be the condition of a count; a share of a whole is none."""
    return quantity.bound == "min" and quantity.unit != "%"


def _matched(behind: str, noun: str) -> int:
    """Where the last character of a noun stands in words that may have holes in them."""
    at = 0
    for character in noun[:-1]:
        at = behind.index(character, at) + 1
    return at


def owned(label: str, deed: str | None, scene: Scene, memory: Memory, words: Words) -> str:
    """A label with the set that it tells of, where one was told before: 财政收入 of 10个开发区."""
    sets, holder = words.sets, memory.holder
    if memory.holds_projects and sets.are_projects(several := memory.owner_of_all(scene.clause)):
        holder = memory.holder = several  # 项目120个，其中亿元以上8个、十亿元以上2个，总投资…
    if label.startswith(TASK) and memory.labels:
        return memory.labels[-1] + TASK  # 引进企业21家（任务数18家）
    if not holder or scene.clause < memory.holder_clause or not label:
        return label
    mark = scene.text[scene.clause - scene.offset - 1 : scene.clause - scene.offset]
    among = bare(scene.head).lstrip(JOINTS).startswith("其中")
    later = scene.clause > memory.holder_clause
    other = scene.places or sets.region_said(scene.head) or (mark in "；。" and deed is None and not among)
    if later and other:
        memory.release()
        return label
    elliptical = label in words.labels.elliptical
    if memory.holds_projects:
        if sets.tells_money(label):
            return holder + label
        if not elliptical and later:
            memory.release()
        return label
    if holder in label or label in SPEEDS or (elliptical and (among or label.endswith(_RATES))):
        return label
    return holder + label
