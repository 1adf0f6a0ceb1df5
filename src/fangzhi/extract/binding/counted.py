"""«打造40个…集群», «8家企业获评…»: the counted noun stands behind the number."""

import re
from typing import Final

from fangzhi.extract.binding.scene import JOINTS, Binding, Memory, Scene, Words, bare, has_words
from fangzhi.model.facts import Measure

_RHETORIC: Final = ("台阶", "大关", "关口", "门槛")
_OWNER: Final = re.compile(r"[^、，；。等以和与\d]+")
_SHORT: Final = 2  # characters of a verb that may stand before a noun: 竣工项目
_EMPTY: Final = frozenset({"实现", "完成", "达到"})
_SAID: Final = re.compile(r"(?!将)(?:均|都|也|已|全部|全面|提前)*([^、，；。\d的]{3,16})(?=$|[、，；。])")
_SAID_SHORTLY: Final = re.compile(r"(?:均|都|也|已|全部|全面|提前|集中|如期|顺利)*(\w\w)(?=$|[、，；。])")
_LONGEST_OWNER: Final = 14
_LEVEL: Final = re.compile(r"([^、和与及]{1,8}级)[、和与及](?=一批|一些|若干|\d)")
_QUALITIES: Final = re.compile(
    "[^，、；。的]{2,5}[强高广大好多优新快足](?:、[^，、；。的]{2,6}[强高广大好多优新快足]){1,3}的"
)
_HARMONY: Final = frozenset("美谐睦平")  # 宜居宜业和美乡村
_IMPROVED: Final = ("提升", "改善", "优化", "增强", "提高", "完善")
_NEAR_HEAD: Final = 8  # characters between a verb that makes others do something and the number
_ATTRIBUTIVE: Final = ("引领", "具有", "具备", "对", "在", "面向", "带动", "支撑", "能够", "拥有", "符合", "达到")
_DESTINATIONS: Final = frozenset(
    {"国家", "国家和地区", "国家及地区", "国家或地区", "国家（地区）", "省份", "省区市"}
)  # no owners
_AREAS: Final = frozenset("省市县区州旗盟镇乡村")
_JOINED: Final = frozenset("和与及、")
_THERE_ARE: Final = re.compile("的(?:共?有|达到?)$")  # 产值增长的有109家
_AMONG_THEM: Final = frozenset({"其中", "其中有", "和", "有", ""})
_COMPARING: Final = re.compile(
    "(?:增速|增幅|产值|营收|收入|利润)?(?:高于|低于|优于|快于|好于|慢于|超过|超|突破)[^，、；。的]{2,14}|(?:增速|增幅)(?:实现)?正增长"
)
_MIDDLES: Final = ("初中", "高中", "集中", "空中", "水中")
_HELD: Final = re.compile("(?<=..)(?:落地|开工|签约|竣工|投产|入驻)(?:项目|企业)$")
_PLACED: Final = re.compile("(?<=..)第[0-9一二三四五六七八九十]{1,4}[位名]?$")
_LISTED: Final = re.compile("(?<=..)(?:的(?:名单|行列|阵营|队伍)|(?<![作行])为)$")
_FIGURE: Final = "figure"  # behind the noun stands what the next number measures: 37家单位援助资金31亿元
_OCCASIONS: Final = frozenset({"次", "轮", "届"})


def bind_counted(scene: Scene, memory: Memory, words: Words) -> list[Binding] | None:
    """Bind a count to the noun behind it; None where the noun names nothing that can be counted."""
    quantity = scene.quantity
    labels = words.labels
    memory.release()
    whole = scene.between(quantity.end, scene.stop)
    skipped = _skipped(whole)
    if (opens := words.nouns.opens_with_predicate(whole)) and memory.labels:
        # 40个行业中有31个实现增长: what is counted was told before
        memory.consumed = quantity.end + len(whole)
        label = f"{opens}{memory.labels[-1]}"
        return [Binding(quantity, label, "level", 1, "carried noun", scene.left, None, carried=True)]
    short, predicate, kind = _noun(whole, skipped, scene, words)
    rest, deed = labels.cut_deed(scene.head.rstrip())
    if deed is None and scene.head.strip():
        deed = labels.clean(scene.head)[1]  # 新建提升柳林公园等13座城市公园: the deed opens the clause
    if not short or short.startswith(words.not_counted) or short.endswith(_RHETORIC):
        _remember_subject(scene, memory, words)
        if short.endswith(_RHETORIC):
            memory.consumed = quantity.end + len(whole)
        return None
    if quantity.unit in _OCCASIONS and labels.deed_of(short):
        return None
    if (
        deed is None
        and memory.deed_clause == scene.clause
        and scene.head.strip() in {"、", "和", "与", "及", "以及", ""}
    ):
        deed = memory.deed
    if (level := _LEVEL.match(short)) and "级" in short[level.end() :]:
        # 4个万亿级、4个五千亿级、一批千亿级产业集群: the noun of the last is the noun of all
        label = level[1] + short.rpartition("级")[2]
        memory.consumed = quantity.end + skipped + level.end(1)
        memory.tell([label], label, scene.clause)
        return [Binding(quantity, label, "level", 1, "counted noun", scene.left, deed)]
    label = labels.balance(short)
    label, said = _parted(label, predicate.rstrip("、，"), words)
    short = label if said.endswith("的") else short
    label = said if said.endswith(label) else said + label
    if label in words.nouns.generic:
        said = "" if deed or scene.number_follows else _said_of(whole[skipped + len(short) :])
        label = _told_whole(label, said, scene, words)
    if not has_words(label):
        return None
    if deed:
        memory.deed, memory.deed_clause = deed, scene.clause
    ends = len(whole) if kind == "object" or (kind and not scene.number_follows) else skipped + len(short)
    memory.consumed = quantity.end + (0 if kind == _FIGURE else ends)
    memory.tell([label], memory.subject if short in _DESTINATIONS else label, scene.clause)
    if words.sets.are_projects(label):
        memory.hold(label, scene.clause, projects=True)
    memory.happened = kind not in {"", _FIGURE} and deed is None
    memory.counted = short
    memory.predicate = said if kind == "object" and deed is None else ""
    measure: Measure = "change" if deed == "added" else "level"
    acted = deed or ("done" if kind in {"object", "plain"} else None)
    return [Binding(quantity, label, measure, 1, "counted noun", scene.left, acted, False, "累计" in rest)]


def _tells_figure(noun: str, scene: Scene, words: Words) -> bool:
    """Whether the words behind a count name a measure of the counted things: 37家单位援助资金31亿元.

    A number with a lower bound may be the condition of the count instead: 15家企业产值超百亿元.
    """
    after = scene.after
    if after is None or after.counter or after.unit == "" or (after.bound == "min" and scene.head[-2:] != "推动"):
        return False
    stem = words.labels.cut_tail(noun).stem
    return words.labels.measures(stem) and words.nouns.holder_of(stem) != ""


def _noun(whole: str, skipped: int, scene: Scene, words: Words) -> tuple[str, str, str]:
    """The counted noun, the predicate that goes into its label, and the kind of predicate that ends it."""
    nouns = words.nouns
    noun, predicate, kind = nouns.after(whole, skipped, len(whole))
    noun = _LISTED.sub("", _PLACED.sub("", noun))  # 全国218家开发区第17位, 25个集群的名单
    noun = noun.removesuffix("集中") if kind else noun  # 12个项目集中签约
    if predicate and scene.number_follows:
        predicate, kind = "", "plain"  # 810个项目完成投资…: the predicate belongs to the next number
    short = noun if predicate and noun[1:2] not in _JOINED else _cut(noun, words)
    if short.endswith("中") and len(short) > 3 and not short.endswith(_MIDDLES):
        short = short[:-1]  # 38个行业中，32个…
    if scene.number_follows:
        short = _HELD.sub("", short)  # 15个平台落地项目2200个
    if predicate:
        return nouns.before_verb(short, nominal=False), predicate, kind  # 特派员(到基层)开展服务
    # 为2万名老年人发放津贴, 支持20个县深化…, 企业3家落户…: the noun ends before the verb
    head = scene.head.rstrip()
    if head.endswith(words.labels.to_whom):
        before = nouns.before_verb(short)
        short = before if before != short or nouns.ends_with_head(short) else nouns.first_head(short)
    elif head.endswith(words.labels.pivots):
        short = nouns.before_verb(short)
    elif (
        not head.strip("，、； 　") or head.endswith("等") or any(p in head[-_NEAR_HEAD:] for p in words.labels.pivots)
    ):
        short = nouns.before_verb(short, nominal=False)
    elif head.endswith(_IMPROVED):
        short = nouns.without_attribute(short)  # 提升40所高中办学能力
    if scene.number_follows and not skipped and _tells_figure(short, scene, words):
        return nouns.holder_of(short), "", _FIGURE
    return short, predicate, kind


def _parted(noun: str, said: str, words: Words) -> tuple[str, str]:
    """A counted noun and what is said of it: 92个县增加值增速实现正增长 tells of a measure of the counties."""
    parted = words.sets.split(noun, words.labels) if said else None
    return (parted[0], f"{noun[len(parted[0]) :]}{said}的") if parted is not None else (noun, said)


def _said_of(rest: str) -> str:
    """What is said of counted things that tell too little alone: (空气质量达标)的县区."""
    match = _SAID.match(rest) or _SAID_SHORTLY.match(rest)
    return match[1] if match else ""


def _told_whole(noun: str, said: str, scene: Scene, words: Words) -> str:
    """A noun that says too little with what stands before its number, or with what is ``said`` behind it.

    (绿电外送惠及)省份, (稳经济)举措, (空气质量达标的)县区.
    """
    labels = words.labels
    head = bare(scene.head).rstrip()
    if head.endswith(words.labels.to_whom):
        return f"{said}的{noun}" if said and head.endswith(("与", "在")) else noun
    rest, deed = labels.cut_deed(head)
    verb = head[len(rest) :].rstrip("了") if deed else ""
    if deed == "added" or verb in _EMPTY:
        verb = ""  # 新增 is the measure
    tail = labels.cut_tail(rest)
    owner = labels.clean(tail.stem if tail.verbs else rest)[0]
    if (
        not 1 < len(owner) <= _LONGEST_OWNER
        or not _OWNER.fullmatch(owner)
        or owner.endswith(labels.pivots)
        or (owner[0] != "“" and labels.tells_a_deed(owner))
    ):
        owner = ""
    if not said or owner + verb:
        return owner + verb + noun
    if len(said) > _SHORT:
        return f"{said}的{noun}"
    return said + noun if labels.is_deed(said) else noun  # 19个项目竣工


def share_predicate(earlier: list[Binding], last: Binding, memory: Memory, scene: Scene) -> None:
    """Give the counts of a list, in place, what is said behind the last of them: 16所高校、48个学科入选…."""
    predicate, memory.predicate = memory.predicate, ""
    if not predicate or last.rule != "counted noun":
        return
    after = last.quantity.start
    for one in reversed(earlier):
        if one.rule != "counted noun" or one.at < scene.clause or one.deed not in {None, last.deed}:
            return
        if scene.between(one.quantity.end, after).strip().rstrip(JOINTS) != one.label or predicate in one.label:
            return
        one.label = predicate + one.label
        one.deed = last.deed
        after = one.quantity.start


def _skipped(whole: str) -> int:
    """How many characters of the words behind a count stand before its noun: 3个(在全国有影响力的)产业集群."""
    if match := _QUALITIES.match(whole):
        return match.end()  # 吸引力强、带动面广的消费场景
    if whole.startswith(_ATTRIBUTIVE) and (at := whole.rfind("的")) > 0 and len(whole) - at > 2:
        return at + 1
    return len(whole) - len(whole.lstrip("的"))


def bind_some_of(scene: Scene, memory: Memory, words: Words) -> list[Binding] | None:
    """«38个行业中32个实现增长»: how many of those told before; None where it is no such clause."""
    if not memory.labels or not scene.head.endswith(("中", "中有")):
        return None
    whole = scene.between(scene.quantity.end, scene.stop)
    if not (predicate := words.nouns.opens_with_predicate(whole)):
        return None
    memory.consumed = scene.stop
    label = f"{predicate}{memory.labels[-1]}"
    return [Binding(scene.quantity, label, "level", 1, "carried noun", scene.left, None, carried=True)]


def bind_compared(scene: Scene, memory: Memory) -> list[Binding] | None:
    """«92个县…，其中73个高于全国平均水平»: how many of the things counted last do; None for no condition."""
    thing = memory.counted or (memory.labels[-1] if memory.labels and memory.last_unit == scene.quantity.unit else "")
    if not thing or bare(scene.head).strip("，、 ") not in _AMONG_THEM:
        return None
    match = _COMPARING.match(scene.text, scene.quantity.end - scene.offset, scene.clause_end - scene.offset)
    if match is None:
        return None
    memory.consumed = match.end() + scene.offset
    label = f"{bare(match[0])}的{thing}"
    return [Binding(scene.quantity, label, "level", 1, "carried noun", scene.left, None, carried=True)]


def bind_conditioned(scene: Scene, memory: Memory, words: Words) -> list[Binding] | None:
    """«企业320家，其中产值超亿元的45家»: how many of the things told before meet a condition."""
    told = memory.labels[-1] if memory.labels else memory.subject
    head = scene.head.rstrip()
    condition = words.labels.clean(head if head.endswith("的") else _THERE_ARE.sub("的", head))[0]
    if not told or not has_words(condition):
        return None
    label = condition + told
    return [Binding(scene.quantity, label, "level", 1, "carried noun", scene.left, None, carried=True)]


def _remember_subject(scene: Scene, memory: Memory, words: Words) -> None:
    """Keep what «地区生产总值跨越3个千亿元台阶» speaks of for the figure that follows."""
    label, _ = words.labels.clean(words.labels.cut_tail(scene.head).stem.removesuffix("连续").removesuffix("连跨"))
    if len(label) > 1:
        memory.tell([label], words.labels.subject(label), scene.clause)


def _cut(noun: str, words: Words) -> str:
    """End a counted noun at the first list mark that follows a head noun."""
    if noun[0] in _AREAS and noun[1:2] in _JOINED:
        return noun[0]  # 11个市和某县
    for at, character in enumerate(noun):
        if character not in "和与及、" or not at or (character == "和" and noun[at + 1 : at + 2] in _HARMONY):
            continue
        if words.nouns.ends_with_head(noun[:at]) or (character == "、" and noun[:at] in words.nouns.generic):
            return noun[:at]
    for tail in ("建设", "等"):
        if noun.endswith(tail) and len(noun) > len(tail) + 2:
            noun = noun[: -len(tail)]
    return noun
