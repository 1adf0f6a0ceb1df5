"""«城镇调查失业率5.5%», «增至3022家»: the label stands before the number, or is carried over."""

import re
from typing import Final, NamedTuple

from fangzhi.extract.binding.behind import FUNDS_FOR, of_whom, purpose_of, reached_by, share_of_whom, spent
from fangzhi.extract.binding.measures import POINTS, measure_of
from fangzhi.extract.binding.owners import held, joined, part_of
from fangzhi.extract.binding.scene import JOINTS, SPEEDS, Binding, Memory, Scene, Words, bare, has_words
from fangzhi.extract.binding.sets import TASK, owned
from fangzhi.extract.labels import Tail
from fangzhi.extract.quantity import Quantity

_GROWING: Final = re.compile(r"(?:的)?(?P<average>年均)?(?:高速|快速|平稳|稳定|高位|正)?(?:增长|成长|增速|增幅|涨幅)")
_COMPARED: Final = re.compile(
    r"(?:增速|增幅)?(?P<word>高于|超过|优于|快于|高出|低于|超出|领先|好于|超)(?P<with>[^，、；]{0,16})$"
)
_COMPARED_AS: Final = re.compile(
    r"(?<![同环])(?:比(?![率重例值])|较)(?P<with>[^，、；\d]{1,10})(?<![加提放减降])(?P<word>高|低|快|慢|多|少)(?:出)?$"
)
_COMPARED_EACH: Final = re.compile(
    r"(?:增速|增幅)?(?P<word>高于|超过|优于|快于|高出|低于|超出|领先|好于)"
    r"(?P<with>[^，；、\d]{1,8}(?:[、和][^，；、和\d]{1,8}?){1,3})(?:平均水平|平均|水平)?$"
)
_COMPARISON_ONLY: Final = re.compile(r"(?:高于|快于|低于|优于|好于|慢于)[^，、；的]{1,6}$")
_DRAWING: Final = ("带动", "拉动", "推动")
_DONE_SHARE: Final = re.compile(
    r"(?:超额)?(?:完成|达到|实现|占)?(?:了)?(?:全年|年度|年初|预期|既定){0,4}(?:目标|计划|任务|预算)(?:任务|数)?的$"
)
_TAKEN_FOR_GRANTED: Final = frozenset({"实现", "完成", "新增", "达到", "增加", "净增", "安排", "投入"})
_SPEED_ITSELF: Final = re.compile(r"(?:增速|增幅|涨幅)(?:实现|达到|基本)*$")
_LONGEST_FUNDING: Final = 6
_PLACES_MOVED: Final = ("前移", "后移", "前进", "跃升", "上升", "提升", "下降", "后退")
_KINDS_OF_GOALS: Final = frozenset({"约束性", "预期性"})  # 约束性指标9项: what a plan is made of
_NEW_NAMES: Final = ("新三板", "新能源", "新材料", "新型", "新兴", "新一代", "新质", "新媒体", "新业态", "新农")
_LESSENED: Final = re.compile("(?:减少|减排)(.{2,})$")
_YEARLY: Final = ("年均", "每年")
_GROWTH: Final = frozenset({"growth_up", "growth_down"})
_ADDED: Final = ("新增", "净增", "城镇新增")
_SHARED: Final = ("比重", "份额", "占比")
_TRADE: Final = ("出口", "进口", "出口额", "进口额", "进出口", "贸易额", "进出口总额", "进出口总值", "贸易")
_HOLDERS: Final = ("主体", "单位", "法人", "企业")
_ABOUT: Final = re.compile(r"对(?![接口外标象比应])")


class _Subject(NamedTuple):
    """What a number is about: one label, or one for each of several things; ``rule`` says how it was found.

    ``carried`` is whether the words stand in an earlier clause.
    """

    labels: tuple[str, ...]
    rule: str = "stated"
    carried: bool = False


def bind_stated(scene: Scene, tail: Tail, memory: Memory, words: Words) -> list[Binding] | None:
    """Bind one number to the label before it, or to what the clause before spoke of."""
    quantity = scene.quantity
    stem = tail.stem
    label, deed = _read(stem, scene, words)
    label = owned(label, deed, scene, memory, words)
    listed = memory.deed_clause == scene.clause and stem.lstrip()[:1] in JOINTS
    if deed is None and memory.deed == "added" and scene.head.lstrip("，, ").startswith("其中"):
        deed = "added"
    elif deed is None and listed and not tail.verbs:
        deed = _deed_of_list(stem.lstrip(JOINTS), quantity, memory)
    subject = _named(label, scene, memory, words) if label else _unnamed(stem, deed, scene, tail, memory, words)
    if subject is None or len(subject.labels[0]) < 2 or not has_words(subject.labels[0]):
        return None
    if (
        label in _KINDS_OF_GOALS
        or _COMPARISON_ONLY.match(label) is not None
        or (quantity.unit == "位" and scene.head.rstrip().endswith(_PLACES_MOVED))
    ):
        return None  # 位次前移6位: how far it moved is no place
    if quantity.form == "multiple" and (label in SPEEDS or _SPEED_ITSELF.search(scene.head)):
        return None  # 增速翻番: the growth rate doubled, and what it was is not told
    found = subject.labels
    measure, sign = measure_of(quantity, tail, deed, found[0])
    if label in SPEEDS and quantity.unit == "%":
        # 增速达5.3%: the growth of the subject
        measure, found = "growth", tuple(one.removesuffix(label) or one for one in found)
    if subject.rule == "carried subject" and measure == "level" and _another_thing(quantity, memory, found[0]):
        return None
    if quantity.unit == "%" and measure == "level" and (growing := _GROWING.match(scene.following)):
        measure = "cagr" if growing["average"] else "growth"
        found = tuple(one.removesuffix(growing[0]) for one in found)
    if measure == "level" and not tail.verbs and (less := _LESSENED.match(found[0])) and not subject.carried:
        measure, sign, found = "change", -1, (less[1],)  # 减少碳排放2810万吨
    rule = _remember(subject, found, deed, listed, scene, memory, words)
    yearly = tail.has("average") or ("年" in stem and stem.lstrip(JOINTS).startswith(_YEARLY))
    summed = tail.has("cumulative") or "累计" in stem
    cumulative = yearly or (summed and not (quantity.counter and "reach" in tail.verbs))
    earlier = "from" in (tail.verbs[:1] + tail.verbs[-1:])
    carried, expected = subject.carried, tail.has("expected")
    out = []
    for one in found:
        plain = _without_goal(one)
        goal = expected or plain != one or TASK in one
        if yearly and measure != "cagr" and not one.startswith(_YEARLY):
            plain = f"年均{plain}"  # 年均新增就业30万人: no sum of the years
        out.append(
            Binding(
                quantity,
                plain,
                measure,
                sign,
                rule,
                scene.left,
                deed,
                carried,
                cumulative,
                earlier,
                tail.verbs,
                False,
                goal,
            )
        )
    return out


def _read(stem: str, scene: Scene, words: Words) -> tuple[str, str | None]:
    """The label and the deed that the words before a number tell; no label where it stands behind the number."""
    label, deed = words.labels.clean(stem)
    label = words.labels.without_inner_deed(label)
    if scene.quantity.unit == "%" and label.startswith(_DRAWING) and scene.head.endswith("增长"):
        label = label[2:]  # 带动地区生产总值增长5.3%: what grew
    if deed == "done" and label in words.nouns.generic:
        return _verb_before(stem, label, words) + label, deed
    if scene.quantity.unit == "元" and scene.noun_follows and len(label) < _LONGEST_FUNDING and FUNDS_FOR.match(label):
        return "", "done"  # 三年安排4亿元支持…: what it is for
    return label, deed


def _verb_before(stem: str, label: str, words: Words) -> str:
    """The verb that stands before a noun that says too little alone: (引进)项目."""
    before = stem[: stem.rfind(label)] if label in stem else ""
    return before[len(words.labels.cut_deed(before)[0]) :].rstrip("了 　")


def _deed_of_list(stem: str, quantity: Quantity, memory: Memory) -> str | None:
    """The deed of a later member of a list: 新增上市公司2家、新三板企业4家 adds both, 新增A、新建B does not."""
    if stem.startswith("新") and not stem.startswith(_NEW_NAMES):
        return "done"
    if memory.deed == "added" and not quantity.counter and quantity.unit != memory.last_unit:
        return None  # 新增装机300万千瓦、发电量90亿千瓦时
    return memory.deed


def _named(label: str, scene: Scene, memory: Memory, words: Words) -> _Subject:
    """The subject of a number whose own clause has words for it."""
    if label[0] == "对" and label.endswith(_TRADE):
        return _Subject((label,))  # 进出口…，对东盟出口…: whole by itself
    if label == "企业" and memory.subject.endswith(_HOLDERS):
        return _Subject((label,))  # 经营主体…，其中企业…
    if owned := held(label, memory, words) or part_of(label, scene, memory, words):
        return _Subject((owned,), "carried head", carried=True)
    shared = label[0] in "占在" and label.endswith(_SHARED) and not scene.quantity.counter
    if shared and memory.labels:
        return _Subject(
            (memory.labels[-1].partition("占")[0] + label,), "carried head", carried=True
        )  # 经济总量跨过…，占全国比重由…
    elliptical = label in words.labels.elliptical or (label[0] == "对" and _ABOUT.match(label) is not None)
    if elliptical:
        told = memory.subject
        whole = joined(told, label, memory) if told else label
        return _Subject((whole,), "carried head" if told else "bare head", carried=bool(told))
    if scene.quantity.unit == "席" and label.endswith("占"):
        return _Subject((f"{label[:-1]}席位" if len(label) > 1 else label,))  # 百强县东部占66席
    if scene.quantity.unit == "%" and scene.following and not _GROWING.match(scene.following):
        return _Subject((spent(scene, label) or of_whom(scene, label, words),))
    return _Subject((label,))


def _unnamed(stem: str, deed: str | None, scene: Scene, tail: Tail, memory: Memory, words: Words) -> _Subject | None:
    """The subject of a number whose clause has none: behind it, or in the clause before."""
    quantity = scene.quantity
    if deed and scene.stop > quantity.end and scene.noun_follows:
        reached = reached_by(scene, stem, memory.subject, words)
        return _Subject((reached or purpose_of(scene, stem, words),), "carried head" if reached else "purpose")
    word = words.labels.deed_of(stem.strip(JOINTS)) if deed else ""
    if word and memory.subject and word not in _TAKEN_FOR_GRANTED:
        rest, _ = words.labels.cut_deed(memory.subject)  # 电站开工12座、投产9座
        return _Subject(((rest if len(rest) > 1 else memory.subject) + word,), "carried head", carried=True)
    if tail.has("each") and memory.clause_labels:
        return _Subject(tuple(memory.clause_labels), "carried subjects", carried=True)
    if quantity.unit == "%" and not tail.verbs and (scene.noun_follows or scene.following.startswith("的")):
        # 90%的县医院达到…: the share is of those behind it, not of what the clause before spoke of
        whom = None if _GROWING.match(scene.following) else share_of_whom(scene, words)
        return _Subject((whom,), "share of whom") if whom else None
    if memory.skipped and (topic := words.labels.measured_topic(bare(memory.skipped))):
        memory.tell([topic], words.labels.subject(topic), scene.clause)
        return _Subject((topic,), "carried subject", carried=True)  # 民间投资由负转正，增长2.8%
    if memory.labels:
        return _carried(quantity, tail, memory, words)
    if memory.subject and (scene.places or "growth_up" in tail.verbs or "growth_down" in tail.verbs):
        spoken_of = memory.subject
        memory.tell([spoken_of], spoken_of, scene.clause)
        return _Subject((spoken_of,), "carried subject", carried=True)
    return None


def _carried(quantity: Quantity, tail: Tail, memory: Memory, words: Words) -> _Subject | None:
    """The subject of a number that goes on with what was told last."""
    if (part := _part_passed(memory, words)) is not None:
        return _Subject((part,), "carried subject", carried=True) if part else None
    share = memory.share if quantity.unit in POINTS else ""
    told = share or memory.labels[-1]
    grows = not _GROWTH.isdisjoint(tail.verbs) and "reach" not in tail.verbs
    if memory.deed == "added" and quantity.unit == "%" and grows and not told.startswith(_ADDED):
        told = _ADDED[0] + told  # 新增企业900家、增长12%: what grew is the number of new ones
    return _Subject((told,), "carried subject", carried=True)


def _part_passed(memory: Memory, words: Words) -> str | None:
    """The part that the clause before turned to: 工业增加值…，其中采矿业支撑有力，增长9%; None where it did not.

    Empty where it turned to one, and nothing says what of it is meant.
    """
    passed = bare(memory.skipped)
    if not passed.startswith("其中"):
        return None
    part = words.labels.topic(passed)
    if not part or part in memory.labels[-1]:
        return None
    measure = words.labels.measure_of(memory.labels[-1])
    return part if words.labels.measure_of(part) else part + measure if measure else ""


def _another_thing(quantity: Quantity, memory: Memory, label: str) -> bool:
    """«装机4091万千瓦、达44.7%»: another unit is another thing, and nothing says which."""
    return memory.unit not in {"", quantity.unit} and "比" not in label and quantity.unit != "倍"


def _remember(  # what was found, and where it is kept
    subject: _Subject,
    found: tuple[str, ...],
    deed: str | None,
    listed: bool,
    scene: Scene,
    memory: Memory,
    words: Words,
) -> str:
    """Keep labels and deed for what follows; the rule that the binding is to name."""
    rule = subject.rule
    if deed and not subject.carried:
        memory.deed, memory.deed_clause = deed, scene.clause
        rule = "deed" if rule == "stated" else rule
    elif not listed:
        memory.deed = None
    if not subject.carried:
        memory.tell(list(found), words.labels.subject(found[-1]), scene.clause)
        if scene.quantity.counter and scene.quantity.unit != "%" and words.sets.are_projects(found[-1]):
            memory.hold(found[-1], scene.clause, projects=True)
    elif rule == "carried head":
        memory.tell(list(found), memory.subject, scene.clause)
    return rule


def _without_goal(label: str) -> str:
    """«城镇新增就业目标70万人»: the label without the word that makes it a goal."""
    if not label.endswith("目标"):
        return label
    for tail in ("预期目标", "计划目标", "目标"):
        if label.endswith(tail) and len(label) > len(tail) + 1:
            return label.removesuffix(tail)
    return label


def bind_comparison(scene: Scene, memory: Memory, words: Words) -> list[Binding] | None:
    """«高于全国1.8个百分点»: the distance to another area is no change of the indicator, and is labelled so.

    «增幅分别高于全省7.6和2.7个百分点» is of what the clause before told, one each; empty where it told another number.
    """
    if len(scene.quantities) > 1 and (each := _COMPARED_EACH.search(scene.head)) is not None:
        return _compared_with_each(each, scene, memory, words)
    match = _COMPARED.search(scene.head) or _COMPARED_AS.search(scene.head)
    if match is None:
        return None
    stem = words.labels.cut_tail(scene.head[: match.start()]).stem
    label, _ = words.labels.clean(stem)
    count = len(scene.quantities)
    if count > 1:
        listed = words.coordination.split(label, count) if label and label not in SPEEDS else None
        told = memory.labels if not label or label in SPEEDS else listed or []
        label = "" if listed else label
        if len(told) != count:
            return []
        sign = -1 if match["word"] in {"低于", "低", "慢", "少"} else 1
        ends = f"{label}{match['word']}{match['with'].strip() or '比较对象'}"
        return [
            Binding(quantity, one + ends, "change", sign, "comparison", scene.left, None, carried=True)
            for quantity, one in zip(scene.quantities, told, strict=True)
        ]
    label, _ = words.labels.clean(scene.head[: match.start()])
    carried = not label
    if carried:
        if not memory.labels:
            return None
        label = memory.labels[-1]
    sign = -1 if match["word"] in {"低于", "低", "慢", "少"} else 1
    whom = match["with"].strip() or "比较对象"
    found = f"{label}{match['word']}{whom}"
    growing = memory.growing if carried else label.endswith(tuple(SPEEDS))
    return [Binding(scene.quantity, found, "change", sign, "comparison", scene.left, None, carried, growing)]


def _compared_with_each(match: re.Match[str], scene: Scene, memory: Memory, words: Words) -> list[Binding]:
    """«分别高于全国、全省2.1、1.2个百分点»: one distance to each, nothing where the numbers differ."""
    areas = re.split("[、和]", match["with"])
    label, _ = words.labels.clean(words.labels.cut_tail(scene.head[: match.start()]).stem)
    carried = not label or label in SPEEDS
    if len(areas) != len(scene.quantities) or (carried and not memory.labels):
        return []
    label = memory.labels[-1] if carried else label
    growing = memory.growing if carried else label.endswith(tuple(SPEEDS))
    sign = -1 if match["word"] == "低于" else 1
    return [
        Binding(
            quantity, f"{label}{match['word']}{area}", "change", sign, "comparison", scene.left, None, carried, growing
        )
        for quantity, area in zip(scene.quantities, areas, strict=True)
    ]


def bind_done(scene: Scene, memory: Memory, words: Words) -> list[Binding] | None:
    """«完成年度目标的105%»: how much of a target is done is an outcome, and no value of the indicator."""
    if not scene.head.endswith("的") or scene.quantity.unit != "%" or len(scene.quantities) > 1:
        return None
    match = _DONE_SHARE.search(scene.head)
    if match is None:
        return None
    label, _ = words.labels.clean(scene.head[: match.start()])
    carried = not label
    if carried and not (memory.labels or memory.subject):
        return None
    label = label or (memory.labels[-1] if memory.labels else memory.subject)
    return [Binding(scene.quantity, f"{label}目标完成率", "level", 1, "share of target", scene.left, None, carried)]
