"""«城镇调查失业率5.5%», «增至3022家»: the label stands before the number, or is carried over."""

import re

from fangzhi.extract.binding.measures import POINTS, measure_of
from fangzhi.extract.binding.scene import JOINTS, Binding, Memory, Scene, Words, bare
from fangzhi.extract.labels import Tail

_GROWING = re.compile(r"(?:的)?(?:高速|快速|平稳|稳定|高位|正)?(?:增长|成长|增速|增幅|涨幅)")
_COMPARED = re.compile(
    r"(?:增速|增幅)?(?P<word>高于|超过|优于|快于|高出|低于|超出|领先|好于|超)(?P<with>[^，、；]{0,16})$"
)
_ASIDE = re.compile(
    r"^(?P<subject>.{2,24}?)(?:增速|增幅)?(?:高于|快于|低于|优于|好于|位居|稳居|居|列|排名?)[^、]{2,16}、$"
)
_OF_NOUN = re.compile(r"的?(?P<noun>[\w“”]{2,12})")
_TAKEN_FOR_GRANTED = frozenset({"实现", "完成", "新增", "达到", "增加", "净增", "安排", "投入"})
_ABOUT = re.compile(r"对(?![接口外标象比应])")


def bind_stated(scene: Scene, tail: Tail, memory: Memory, words: Words) -> list[Binding] | None:
    """Bind one number to the label before it, or to what the clause before spoke of."""
    quantity = scene.quantity
    labels = words.labels
    aside = _ASIDE.match(tail.stem)
    stem = aside["subject"] if aside else tail.stem
    label, deed = labels.clean(stem)
    listed = stem.lstrip()[:1] in JOINTS and memory.deed_clause == scene.clause
    if deed is None and listed and not tail.verbs:
        deed = "done" if stem.lstrip(JOINTS).startswith("新") else memory.deed
    rule, carried = "stated", False
    found = [label]
    if not label and deed and scene.stop > quantity.end and scene.noun_follows:
        found, rule = [_purpose(scene, stem, words)], "purpose"
    elif (
        not label and deed and memory.subject and (word := labels.deed_of(stem.strip(JOINTS))) not in _TAKEN_FOR_GRANTED
    ):
        found, carried, rule = [memory.subject + word], True, "carried head"
    elif not label and tail.has("each") and memory.clause_labels:
        found, carried, rule = list(memory.clause_labels), True, "carried subjects"
    elif not label and memory.labels:
        share = memory.share if quantity.unit in POINTS else ""
        found, carried, rule = [share or memory.labels[-1]], True, "carried subject"
    elif not label and memory.subject and scene.places:
        found, carried, rule = [memory.subject], True, "carried subject"
    elif (label in labels.elliptical or _ABOUT.match(label)) and memory.subject:
        found, carried, rule = [_joined(memory.subject, label)], True, "carried head"
    elif quantity.unit == "%" and scene.following and not _GROWING.match(scene.following):
        found = [label + _of_whom(scene)]
    if rule == "carried subject" and quantity.unit == "%" and (scene.noun_follows or scene.following.startswith("的")):
        # 90%的县医院达到…: the share is of those behind it, not of what the clause before spoke of
        whom = _share_of_whom(scene, words)
        if whom is None:
            return None
        found, carried, rule = [whom], False, "share of whom"
    measure, sign = measure_of(quantity, tail, deed, found[0])
    if (
        rule == "carried subject"
        and measure == "level"
        and memory.unit not in {"", quantity.unit}
        and "比" not in found[0]
    ):
        return None  # 装机4091万千瓦、达44.7%: another unit is another thing, and nothing says which
    if len(found[0]) < 2 or not any(character.isalnum() for character in found[0]):
        return None
    if quantity.unit == "%" and measure == "level" and (growing := _GROWING.match(scene.following)):
        measure = "growth"
        found = [one.removesuffix(growing[0]) for one in found]
    if deed and not carried:
        memory.deed, memory.deed_clause = deed, scene.clause
        rule = "deed" if rule == "stated" else rule
    elif not listed:
        memory.deed = None
    if not carried:
        memory.tell(found, labels.subject(found[-1]), scene.clause)
    elif rule == "carried head":
        memory.tell(found, memory.subject, scene.clause)
    if label in labels.elliptical and not carried:
        rule = "bare head"
    yearly = stem.lstrip(JOINTS).startswith(("年均", "每年"))
    heaped = (tail.has("cumulative") or "累计" in stem) and not (quantity.counter and "reach" in tail.verbs)
    cumulative = tail.has("average") or yearly or heaped
    earlier = "from" in (tail.verbs[:1] + tail.verbs[-1:])
    return [
        Binding(quantity, one, measure, sign, rule, scene.left, deed, carried, cumulative, earlier, tail.verbs)
        for one in found
    ]


def bind_comparison(scene: Scene, memory: Memory, words: Words) -> list[Binding] | None:
    """«高于全国1.8个百分点»: the distance to another area is no change of the indicator, and is labelled so."""
    match = _COMPARED.search(scene.head)
    if match is None or len(scene.quantities) > 1:
        return None
    label, _ = words.labels.clean(scene.head[: match.start()])
    carried = not label
    if carried:
        if not memory.labels:
            return None
        label = memory.labels[-1]
    sign = -1 if match["word"] == "低于" else 1
    whom = match["with"].strip() or "比较对象"
    found = f"{label}{match['word']}{whom}"
    return [Binding(scene.quantity, found, "change", sign, "comparison", scene.left, None, carried)]


def _joined(subject: str, head: str) -> str:
    """A head with its subject; «进出口总额…，其中出口…» keeps the half it names."""
    if subject.endswith("进出口") and head in {"出口", "进口", "出口额", "进口额"}:
        return subject.removesuffix("进出口") + head
    return subject + head


def _share_of_whom(scene: Scene, words: Words) -> str | None:
    """«90%的县医院达到三级水平» is the share of county hospitals that reach it."""
    whole = bare(scene.text[scene.quantity.end : scene.stop]).lstrip("的")
    noun, predicate, _ = words.labels.noun_after(whole, 0, len(whole))
    noun = words.labels.balance(noun)
    return f"{predicate}的{noun}比例" if predicate and noun else f"{noun}占比" if len(noun) > 1 else None


def _purpose(scene: Scene, stem: str, words: Words) -> str:
    """What the money of «投入12亿元实施…» is for stands behind it."""
    whole = bare(scene.text[scene.quantity.end : scene.stop])
    purpose, deed = words.labels.clean(whole)
    verb = words.labels.deed_of(stem.strip(JOINTS)) if deed else ""
    return purpose + verb


def _of_whom(scene: Scene) -> str:
    """«覆盖93%以上行政村»: of whom the share is."""
    match = _OF_NOUN.match(scene.following)
    noun = match["noun"] if match else ""
    return noun if scene.noun_follows or scene.following.startswith("的") else ""
