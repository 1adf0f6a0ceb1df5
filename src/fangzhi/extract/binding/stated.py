"""«城镇调查失业率5.5%», «增至3022家»: the label stands before the number, or is carried over."""

import re
from typing import Final

from fangzhi.extract.binding.behind import FUNDS_FOR
from fangzhi.extract.binding.completed import completed, grown, organ_of
from fangzhi.extract.binding.measures import POINTS, measure_of
from fangzhi.extract.binding.scene import JOINTS, SPEEDS, Binding, Memory, Scene, Words, has_words
from fangzhi.extract.binding.sets import TASK, owned
from fangzhi.extract.binding.subjects import GROWING, Subject, named, unnamed
from fangzhi.extract.label_edges import without_whom
from fangzhi.extract.labels import Tail
from fangzhi.extract.quantity import Quantity
from fangzhi.model.facts import Measure

_COMPARED: Final = re.compile(
    r"(?P<speed>增速|增幅)?(?P<word>高于|超过|优于|快于|高出|低于|超出|领先|好于|超)(?P<with>[^，、；]{0,16})$"
)
_COMPARED_AS: Final = re.compile(
    r"(?<![同环])(?:比(?![率重例值])|较)(?P<with>[^，、；\d]{1,10})(?<![加提放减降])(?P<word>高|低|快|慢|多|少)(?:出)?$"
)
_COMPARED_EACH: Final = re.compile(
    r"(?:增速|增幅)?(?P<word>高于|超过|优于|快于|高出|低于|超出|领先|好于)"
    r"(?P<with>[^，；、\d]{1,8}(?:[、和][^，；、和\d]{1,8}?){1,3})(?:平均水平|平均|水平)?$"
)
_SIGNS: Final = frozenset("≥≤>＞<＜")
_COMPARISON_ONLY: Final = re.compile(r"(?:高于|快于|低于|优于|好于|慢于)[^，、；的]{1,6}$")
_DRAWING: Final = ("带动", "拉动", "推动")
_DONE_SHARE: Final = re.compile(
    r"(?:超额)?(?:完成|达到|实现|占|为)?(?:了)?(?:全年|年度|年初|预期|既定|年){0,4}(?:目标|计划|任务|预算)"
    r"(?:目标|任务|数)?(?:[0-9][0-9.]{0,11}[^，。；0-9的]{1,6})?的$"
)
_SPEED_ITSELF: Final = re.compile(r"(?:增速|增幅|涨幅)(?:实现|达到|基本)*$")
_SPEED_BEHIND: Final = re.compile("增速|增幅|涨幅")
_WEIGHTS: Final = frozenset({"吨", "斤"})
_MORE_MADE: Final = re.compile("(?:增产|减产)(?:了|约|近|超|逾)?$")
_MORE_EARNED: Final = re.compile("增收(?:了|约|近|超|逾)?$")
_SAME_FOOTING: Final = "同口径"
_LONGEST_FUNDING: Final = 6
_PLACES_MOVED: Final = ("前移", "后移", "前进", "跃升", "上升", "提升", "下降", "后退")
_KINDS_OF_GOALS: Final = frozenset({"约束性", "预期性"})  # 约束性指标9项: what a plan is made of
_NEW_NAMES: Final = ("新三板", "新能源", "新材料", "新型", "新兴", "新一代", "新质", "新媒体", "新业态", "新农")
_REACHED: Final = ("突破", "迈上", "跨过", "跃上", "站上")
# 超年度计划28%: how far a plan was passed; 满3岁即入园: a condition
_NO_FIGURE: Final = re.compile("超(?:额|过)?(?:全年|年度|年初|序时|时序|既定)?(?:计划|目标|进度|任务)$|满$")
_LESSENED: Final = re.compile("(?:减少|减排)(.{2,})$")
_YEARLY: Final = ("年均", "每年")


def bind_stated(scene: Scene, tail: Tail, memory: Memory, words: Words) -> list[Binding] | None:
    """Bind one number to the label before it, or to what the clause before spoke of."""
    quantity = scene.quantity
    stem = tail.stem
    label, deed = _read(stem, scene, words)
    label = completed(owned(label, deed, scene, memory, words), deed, scene, memory, words)
    label = grown(label, tail, scene, memory, words) if memory.measured and label else label
    listed = memory.deed_clause == scene.clause and stem.lstrip()[:1] in JOINTS
    if deed is None and memory.deed == "added" and scene.head.lstrip("，, ").startswith("其中"):
        deed = "added"
    elif deed is None and listed and not tail.verbs:
        deed = _deed_of_list(stem.lstrip(JOINTS), scene, memory)
    subject = named(label, scene, memory, words) if label else unnamed(stem, deed, scene, tail, memory, words)
    if subject is None or len(subject.labels[0]) < 2 or not has_words(subject.labels[0]):
        return None
    if _tells_nothing(label, scene):
        return None
    if quantity.form == "multiple" and (label in SPEEDS or _SPEED_ITSELF.search(scene.head)):
        return None  # 增速翻番: the growth rate doubled, and what it was is not told
    found = subject.labels
    measure, sign = measure_of(quantity, tail, deed, found[0])
    if label in SPEEDS and quantity.unit == "%":
        # 增速达5.3%: the growth of the subject
        measure, found = "growth", tuple(one.removesuffix(label) or one for one in found)
    if subject.rule == "carried subject" and measure == "level" and _another_thing(quantity, memory, found[0]):
        return None
    added = _footing(scene, stem, measure, memory) if subject.carried else _moved(found[0], scene, stem, words)
    found = tuple(one + added for one in found) if added else found
    if quantity.unit == "%" and measure == "level" and (growing := GROWING.match(scene.following)):
        measure = "cagr" if growing["average"] else "growth"
        found = tuple(one.removesuffix(growing[0]) for one in found)
    if measure == "level" and not tail.verbs and (less := _LESSENED.match(found[0])) and not subject.carried:
        measure, sign, found = "change", -1, (less[1],)  # 减少碳排放2810万吨
    organ_of(found[0], scene, memory, words)
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


def _moved(label: str, scene: Scene, stem: str, words: Words) -> str:
    """制造业增速提高2个百分点: the rate of growth moved, not what grows; 粮食增产170亿斤: more was made."""
    if "增收" in scene.head and _MORE_EARNED.search(scene.head) is not None and scene.quantity.unit == "元":
        return "收入" if label.endswith("人均") or not words.labels.measure_of(label) else ""
    if scene.quantity.unit in _WEIGHTS and _MORE_MADE.search(scene.head) is not None:
        return "" if words.labels.measure_of(label) else "产量"
    match = _SPEED_BEHIND.match(scene.head, len(stem)) if scene.quantity.unit in POINTS else None
    return match[0] if match is not None and stem else ""


def _footing(scene: Scene, stem: str, measure: Measure, memory: Memory) -> str:
    """增长1.7%（同口径增长2.5%）: two rates of one thing, on two footings."""
    twice = memory.growing and measure == "growth" and not stem.strip("（( ")
    return f"（{_SAME_FOOTING}）" if twice and _SAME_FOOTING in scene.head else ""


def _read(stem: str, scene: Scene, words: Words) -> tuple[str, str | None]:
    """The label and the deed that the words before a number tell; no label where it stands behind the number."""
    label, deed = words.labels.clean(words.labels.last_deed(without_whom(stem)))
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


def _tells_nothing(label: str, scene: Scene) -> bool:
    """Whether a number tells no figure of what stands before it: 约束性指标9项, 位次前移6位, 超年度计划28%."""
    if label[-1:] in _SIGNS:
        return True  # GDP≥600亿元: a threshold
    if label in _KINDS_OF_GOALS or _COMPARISON_ONLY.match(label) is not None:
        return True
    if scene.quantity.unit == "位" and scene.head.rstrip().endswith(_PLACES_MOVED):
        return True
    return _NO_FIGURE.search(scene.head) is not None


def _deed_of_list(stem: str, scene: Scene, memory: Memory) -> str | None:
    """The deed of a later member of a list: 新增上市公司2家、新三板企业4家 adds both, 新增A、新建B does not."""
    if stem.startswith("新") and not stem.startswith(_NEW_NAMES):
        return "done"
    quantity = scene.quantity
    if memory.deed == "added" and ("累计" in scene.head or scene.between(quantity.start, quantity.core) in _REACHED):
        return None  # 新增上市公司4家、累计超50家; 新增工厂80家、机器人产量突破5000台
    if memory.deed == "added" and not quantity.counter and quantity.unit != memory.last_unit:
        return None  # 新增装机300万千瓦、发电量90亿千瓦时
    return memory.deed


def _another_thing(quantity: Quantity, memory: Memory, label: str) -> bool:
    """«装机4091万千瓦、达44.7%»: another unit is another thing, and nothing says which."""
    return memory.unit not in {"", quantity.unit} and "比" not in label and quantity.unit != "倍"


def _remember(  # what was found, and where it is kept
    subject: Subject,
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
    elif speed := match.groupdict().get("speed"):
        label += speed
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
