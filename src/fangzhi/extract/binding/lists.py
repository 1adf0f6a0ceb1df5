"""Several numbers in a row: 分别, ranks of several things, ratios of the three sectors."""

import re
from itertools import pairwise
from typing import Final, NamedTuple

from fangzhi.extract.binding.completed import grown
from fangzhi.extract.binding.measures import measure_of
from fangzhi.extract.binding.scene import HOLE, JOINTS, SPEEDS, Binding, Memory, Scene, Words, bare
from fangzhi.extract.labels import Tail
from fangzhi.extract.quantity import Quantity
from fangzhi.extract.times import TimeMention

_AND_OTHERS: Final = re.compile(r"(?<=\w\w)等[^、等]{0,10}$")
_MARKS: Final = re.compile("[，、,]")
_COMMAS: Final = "，,"
_COMMA: Final = re.compile("[，,]")
_OPENING_CLAUSES: Final = frozenset({0, 1, 2})  # clauses that may stand before a list: 去年，重点行业中，…
_AFTER_NUMBER: Final = re.compile("[0-9。；：！？;:!?]")
_PAIR: Final = 2
_STILL: Final = frozenset({"added", "more", "less", "growth_up", "growth_down"})
_LONGEST_MEMBER: Final = 16
_FRAMES: Final = ("中", "方面", "看")  # 规上工业中，A业，B业…: no member
_IN_A_ROW: Final = re.compile("^(?:连续[0-9一二三四五六七八九十]{1,2}[年次])?在?")
_TWO_OF: Final = ("分",)
_ALL_OF_THEM: Final = re.compile("^(?:两|二|三|上述)?[项者个]+(?=增速|增幅|总量|指标)")
_APART: Final = "分别"
_EACH: Final = ("均", "都", "双双", "分别")
_GREW: Final = re.compile("的?(?:高速|快速|稳定)?增长")
_HEADS: Final = re.compile("[、和与及]")
_BOTH: Final = re.compile("(?P<count>[两三四五六])项?(?:主要)?(?:指标)?(?P<speed>增速|增幅)?")
_OF_PRODUCTS: Final = ("产量", "产销量", "出货量", "销量", "出口量", "产值", "种植面积")
_SPEED_BEHIND: Final = re.compile("增速|增幅")
_TRADED: Final = re.compile("对(?![外接])")
_TRADE: Final = ("出口", "进口", "进出口")
_SHARE_ENDS: Final = ("比重", "比例", "比", "份额")


class _Members(NamedTuple):
    """The things that values belong to, one for each of ``quantities``; ``times`` where each has its own.

    ``reached`` is whether the last value is what the change before led to.
    """

    subjects: list[str] | None
    quantities: tuple[Quantity, ...]
    carried: bool = False
    deed: str | None = None
    times: tuple[TimeMention, ...] = ()
    reached: bool = False


def bind_respectively(scene: Scene, tail: Tail, memory: Memory, words: Words) -> list[Binding] | None:
    """Hand values to their own subjects; None where the numbers of both differ."""
    stem = tail.stem.strip(JOINTS)
    count = len(scene.quantities)
    if count > 1 and count in {len(scene.places), len(scene.times)}:
        found = _one_of_each(scene, stem, memory, words)
    elif stem:
        found = _members(scene, stem, tail, memory, words)
    else:
        # 材料产业和电子产业较快增长，增速分别为16.9%、13.2%: of what was told before, one each
        told = _told(count, memory, words)
        found = _Members(told, scene.quantities, told is not None)
    if found.subjects is None:
        return None
    cleaned = [words.labels.clean(subject) for subject in found.subjects]
    deed = found.deed or cleaned[0][1]
    out: list[Binding] = []
    ways = _ways(scene, tail, words) if count == len(found.subjects) else [tail] * len(found.subjects)
    for quantity, way, subject, (clean, _) in zip(
        _closed(found.quantities), ways, found.subjects, cleaned, strict=True
    ):
        label = _whole(clean or subject, way, scene, memory, words)
        if quantity.unit == "席" and label == "占":
            return None  # of what, the clause does not tell
        if out and _TRADED.match(out[0].label) and label.endswith(_TRADE) and label[0] != "对":
            label = f"对{label}"  # 对拉美、非洲出口分别…
        measure, sign = measure_of(quantity, way, deed, label)
        if measure == "level" and quantity.unit == "%" and _grows(scene, memory, found.carried):
            measure = "growth"
        if quantity.unit == "%" and measure == "level" and "占" in label and not label.endswith(_SHARE_ENDS):
            label += "比重"
        earlier = tail.verbs[:1] == ("from",)
        out.append(
            Binding(
                quantity,
                label,
                measure,
                sign,
                "respectively",
                scene.left,
                deed,
                found.carried,
                tail.has("average", "cumulative"),
                earlier,
                way.verbs,
            )
        )
    if found.reached:
        out[-1].measure, out[-1].sign, out[-1].cumulative = "level", 1, False
    for binding, time in zip(out, found.times, strict=False):
        binding.when = time
    memory.tell([b.label for b in out], words.labels.subject(out[-1].label), scene.clause)
    return out


def _whole(label: str, way: Tail, scene: Scene, memory: Memory, words: Words) -> str:
    """The label of a member with the owner or the measure that was told before."""
    if label in words.labels.elliptical and memory.subject:
        return memory.subject + label
    return grown(label, way, scene, memory, words) if memory.measured else label


def _ways(scene: Scene, tail: Tail, words: Words) -> list[Tail]:
    """For each value the verb that holds for it: 分别增长8.3%和下降5.6%."""
    ways = [tail]
    for here, after in pairwise(scene.quantities):
        between = scene.text[here.end - scene.offset : after.start - scene.offset].strip().lstrip(JOINTS)
        own = words.labels.cut_tail(between) if len(between) > 1 else tail
        ways.append(own if own.verbs else ways[-1])
    return ways


def _one_of_each(scene: Scene, stem: str, memory: Memory, words: Words) -> _Members:
    """One label, and as many areas or times as values: 安徽、湖南地区生产总值分别…, 一季度、上半年利润分别…."""
    label, deed = words.labels.clean(stem)
    count = len(scene.quantities)
    if len(scene.places) != count and stem and words.coordination.split(stem, count) is not None:
        return _Members(None, scene.quantities)  # as many things as times as values: which is whose, nothing tells
    told = label or (memory.labels[-1] if memory.labels else memory.subject)
    times = () if len(scene.places) == count else scene.times
    return _Members([told] * count if told else None, scene.quantities, not label, deed, times)


def _members(scene: Scene, stem: str, tail: Tail, memory: Memory, words: Words) -> _Members:
    """The members of the list that stands before the values."""
    quantities = scene.quantities
    count = len(quantities)
    if count == 1 and _APART not in scene.head:
        every = "各" in scene.head
        each = words.coordination.split_all(stem) if every else each_of(stem, scene, tail, words) or [stem]
        return _Members(each, quantities * len(each))
    if _APART in scene.head and (apart := _told_apart(scene, stem, memory, words)) is not None:
        return apart
    if (split := words.coordination.split(stem, count)) is not None:
        return _Members(split, quantities)
    stem, deed = words.labels.clean(stem)
    split = words.coordination.split(stem, count) if stem else None
    distributive = tail.has("distributive")
    if split is None and count > 1 and distributive:
        split = _listed_with_commas(scene, stem, count, words)
    if split is not None:
        return _Members(split, quantities, deed=deed)
    if stem in words.labels.elliptical and (passed := _listed_before(count, memory, words)):
        # 机械、电子等行业增势较好，实现营业收入分别增长9%、12%
        return _Members([told + stem for told in passed], quantities, carried=True, deed=deed)
    if stem and "、" not in stem and not distributive and "分别" not in scene.head:
        return _of_one(stem, tail, quantities, deed)
    return _Members(None, quantities)


def each_of(stem: str, scene: Scene, tail: Tail, words: Words) -> list[str] | None:
    """The members of a list that one number is said of each: A、B产量均…, A率、B率达90%, A、B、C增速…."""
    plain = not tail.has("each")
    if plain and (scene.quantity.unit != "%" or "、" not in stem):
        return None
    each = words.coordination.split_each(stem)
    if each is None or not plain:
        return each
    if _SPEED_BEHIND.match(scene.head, scene.head.find(stem) + len(stem)):
        return each
    return each if all(one.endswith("率") for one in stem.split("、")) else None


def _told_apart(scene: Scene, stem: str, memory: Memory, words: Words) -> _Members | None:
    """What each did, «甲区、乙区分别完成投资…», and one value behind 分别, which is of each or of nobody knows whom."""
    quantities = scene.quantities
    count = len(quantities)
    if count > 1:
        whose, _, what = stem.rpartition(_APART)
        noun, deed = words.labels.clean(what)
        members = words.coordination.split(whose, count) if whose and noun else None
        return _Members([member + noun for member in members], quantities, deed=deed) if members else None
    each = words.coordination.split_each(stem) if _APART not in stem else None
    if each is None:
        return None
    if scene.after is None or scene.after.start >= scene.clause_end:
        return _Members(each, quantities * len(each))  # A、B分别增加2个
    memory.labels = []  # A、B产量分别达8亿吨、增长5%: whose figure it is, nothing tells
    return _Members(None, quantities)


def _of_one(stem: str, tail: Tail, quantities: tuple[Quantity, ...], deed: str | None) -> _Members:
    """Several figures of one subject."""
    count = len(quantities)
    if count == _PAIR and not _STILL.isdisjoint(tail.verbs) and quantities[1].start < quantities[1].core:
        return _Members([stem] * count, quantities, deed=deed, reached=True)  # 里程新增1700公里、突破7000公里
    if len({quantity.unit for quantity in quantities}) == count:
        return _Members([stem] * count, quantities, deed=deed)  # 并购重组397起、1767.8亿元
    # 接连突破8万亿元、9万亿元: the last figure holds
    return _Members([stem], (_last_of_series(quantities),), deed=deed)


def _told(count: int, memory: Memory, words: Words) -> list[str] | None:
    """As many things as there are values: those bound last, else the list that opens the clause passed over."""
    for told in (memory.clause_labels, memory.labels):
        if len(told) == count:
            return list(told)
    if count > 1 and len(memory.stated) == count:
        return list(memory.stated)  # 生猪存栏617万头，累计出栏217万头，分别增长12%和14%
    return None if memory.labels else _listed_before(count, memory, words)


def _listed_with_commas(scene: Scene, stem: str, count: int, words: Words) -> list[str] | None:
    """The members of a list that has commas between them: «汽车业，纺织业，化工业增加值分别…»."""
    begins = scene.text[: scene.clause - scene.offset]
    told = _AFTER_NUMBER.split(begins)[-1]
    if sum(map(told.count, _COMMAS)) < 1:
        return None
    # a member may have marks of its own between the commas: 计算机、通信和其他电子设备制造业
    for marks in (_COMMA, _MARKS):
        parts = [part for part in marks.split(f"{told}{stem}") if bare(part).strip()]
        first = len(parts) - count
        if first not in _OPENING_CLAUSES or not all(_may_be_member(part, words) for part in parts[first:-1]):
            continue
        if first and _may_be_member(parts[first - 1], words) and not parts[first - 1].endswith(_FRAMES):
            continue  # four things and three values: which is whose, nothing tells
        return words.coordination.restore(parts[first:])
    return None


def _may_be_member(part: str, words: Words) -> bool:
    """Whether words between commas are a name, and tell nothing."""
    noun, _, kind = words.nouns.after(part, 0, len(part))
    return HOLE not in part and not kind and noun == part and 1 < len(part) <= _LONGEST_MEMBER


def _listed_before(count: int, memory: Memory, words: Words) -> list[str] | None:
    """The list that opens the clause passed over: «化工、纺织较快增长，…分别…»."""
    if not memory.skipped:
        return None
    stem = words.labels.clean(bare(memory.skipped))[0]
    noun, _, kind = words.nouns.after(stem, 0, len(stem))
    noun = _AND_OTHERS.sub("", noun.rstrip())
    return words.coordination.split(noun, count) if kind and noun else None


def bind_rank(scene: Scene, memory: Memory, words: Words) -> list[Binding] | None:
    """Bind places in an order: «汽车、新能源汽车产量均居全国第一»."""
    head = scene.head
    quantities = list(scene.quantities)
    stem = words.labels.cut_rank_tail(head)
    if "、并" in stem:
        stem = _IN_A_ROW.sub("", stem.rpartition("、并")[2])  # 完成改革任务、并连续4年在综合测评中位列第一
    label, _ = words.labels.clean(stem)
    each = any(mark in head for mark in _EACH) or stem.endswith(_TWO_OF)
    stem = stem.removesuffix("分")  # 分居全省第4、第2位
    label = _ALL_OF_THEM.sub("", label.removesuffix("分"))
    carried = not label or (label in words.labels.elliptical and bool(memory.subject))
    if not label:
        if not memory.labels:
            return None
        subjects = list(memory.clause_labels or memory.labels) if each else memory.labels[-1:]
    else:
        if label in SPEEDS and memory.labels:
            if each and len(memory.labels) < 2:
                return None  # 增速均居全省第一: of which, the clause does not tell
            subjects = [told + label for told in (memory.labels if each else memory.labels[-1:])]
            quantities *= len(subjects) if len(quantities) == 1 else 1
            return [
                Binding(quantity, subject, "rank", 1, "rank", scene.left, None, carried=True)
                for quantity, subject in zip(quantities, subjects, strict=False)
            ]
        if _BOTH.fullmatch(label) and "分" in head and len(quantities) == 1:
            return None
        subjects = _heads_of(label, memory, words) or [memory.subject + label if carried else label]
        carried = carried or len(subjects) > 1
        if len(subjects) == 1 and not each and "、" in label:
            subjects = _ranked_each(label, words) or subjects
        elif len(subjects) == 1 and (each or len(quantities) > 1):
            count = max(len(quantities), label.count("、") + 1)
            subjects = words.coordination.split(subjects[0], count) or subjects
        memory.tell(subjects, words.labels.subject(subjects[-1]), scene.clause)
    if len(quantities) > 1 and len(quantities) != len(subjects):
        return None
    if len(quantities) == 1:
        quantities *= len(subjects)
    earlier = any(mark in head[len(stem) :] for mark in "从由")
    return [
        Binding(quantity, subject, "rank", 1, "rank", scene.left, None, carried, earlier=earlier)
        for quantity, subject in zip(quantities, subjects, strict=True)
    ]


def _ranked_each(label: str, words: Words) -> list[str] | None:
    """The members of a list of products: 水稻、油茶产量居全国第一, for no sum of them has a place."""
    each = words.coordination.split_each(label)
    measure = words.labels.measure_of(label)
    if each is None or not all(one.endswith(measure) for one in each) or words.labels.tells_a_deed(label):
        return None
    if measure == "数量":
        return each if all(words.nouns.ends_with_head(one.removesuffix(measure)) for one in each) else None
    return each if measure.endswith(_OF_PRODUCTS) else None


def _heads_of(label: str, memory: Memory, words: Words) -> list[str]:
    """Bare heads in a list, each of what was told: (地区生产总值)总量和增速; empty where they are no such list."""
    if (counted := _BOTH.fullmatch(label)) is not None:
        count = "两三四五六".find(counted["count"]) + _PAIR
        told = memory.told[-count:]
        return [one + (counted["speed"] or "") for one in told] if len(told) == count else []
    if not memory.labels:
        return []
    parts = _HEADS.split(label)
    if len(parts) < _PAIR or not all(part in words.labels.elliptical or part in SPEEDS for part in parts):
        return []
    return [(memory.subject or memory.labels[-1]) + part for part in parts]


def bind_sectors(scene: Scene, memory: Memory) -> list[Binding] | None:
    """Bind a ratio of three parts to the shares of the three sectors, where the text speaks of them.

    «由上年的13∶46∶41调整为12∶48∶40»: the first is of the time before.
    """
    names = ["第一产业比重", "第二产业比重", "第三产业比重"]
    told = memory.labels == names or any(word in scene.head for word in ("产业", "三次", "结构"))
    if len(scene.quantities) != len(names) or not told:
        return None
    memory.tell(names, "", scene.clause)
    earlier = "由" in scene.head or "从" in scene.head
    return [
        Binding(q, names[q.part], "level", 1, "three sectors", scene.left, earlier=earlier) for q in scene.quantities
    ]


def _grows(scene: Scene, memory: Memory, carried: bool) -> bool:
    """Whether percentages without a verb are growth: A、B均保持10%以上增长; …增幅最大，分别为."""
    if carried and _speeding(memory.skipped):
        return True
    return len(scene.quantities) == 1 and _GREW.match(scene.following) is not None


def _speeding(clause: str) -> bool:
    """Whether a clause speaks of growth rates: 化工和医药增幅最大，分别为…."""
    return "增幅" in clause or "增速" in clause or "涨幅" in clause


def _last_of_series(quantities: tuple[Quantity, ...]) -> Quantity:
    first, last = quantities[0], quantities[-1]
    said_before = first.start < first.core
    return last.bounded(first.bound) if said_before and last.bound == "eq" else last


def _closed(quantities: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """One bound word may open or close a list: «分别超4.5%、5.5%», «分别增长4.5%、5.5%左右» hold for both."""
    first, last = quantities[0], quantities[-1]
    if last.bound != "eq" and last.start == last.core:
        return tuple(q.bounded(last.bound) if q.bound == "eq" else q for q in quantities)
    if first.bound != "eq" and first.start < first.core and all(q.bound == "eq" for q in quantities[1:]):
        return tuple(q.bounded(first.bound) for q in quantities)
    return quantities
