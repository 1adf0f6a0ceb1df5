"""Labels that tell half of what a number is about: «在建8座», «其中省级9家», «粗钢75万吨»: the other half was told."""

import re
from typing import Final

from fangzhi.extract.binding.scene import JOINTS, Memory, Scene, Words, bare
from fangzhi.extract.labels import Tail
from fangzhi.extract.topics import topic

_LEVELS: Final = re.compile(r"(?:世界级|国家级|国际级|省级|自治区级|市级|州级|县级|部级|[1-5]?A{1,5}级)")
_LEVEL_BEFORE: Final = re.compile(
    r"^(?:[国省市县][家级]?级?(?:及)?以上|世界级|国家级|国际级|省级|自治区级|市级|州级|县级|部级|[1-5]?A{1,5}级(?:及以上)?)"
)
_BRANCH: Final = re.compile(
    "[^，；。的]{0,24}?(?:(?P<made>制造业|加工业|采矿业|采选业|开采业|供应业|轻工业|重工业)|业|企业)"
)
_GREW: Final = frozenset({"growth_up", "growth_down"})
_ONLY_NATIONAL: Final = "“小巨人”"  # a title that no province gives
_UNFINISHED: Final = frozenset({"在建", "拟建", "续建"})
_STEPS: Final = frozenset({"开复工", "新开工", "开工", "竣工", "完工", "投产", "签约", "续建", "储备"})
_OF_PROJECTS: Final = frozenset({"项"})
_TWINS: Final = {"贷款余额": "存款余额", "存款余额": "贷款余额"}
_FLOW: Final = re.compile(
    "新(?:设立?|登记|注册|入库|认定|签约|落地|开工|竣工|开办)(?=..)"
)  # 新入库企业4家、(新入库)单位3家
_RESIDENTS: Final = re.compile("(?:全体|城镇|农村|城市)(?:常住)?居民(?P<measure>人均.+|)")
_ENERGIES: Final = (
    "风电",
    "光伏",
    "水电",
    "火电",
    "核电",
    "太阳能",
    "煤电",
    "气电",
    "新能源",
    "清洁能源",
    "储能",
    "抽水蓄能",
    "生物质",
    "光热",
)
_INSTALLED: Final = re.compile("(?P<measure>装机(?:容量|规模)?)$")
_PAIR: Final = 4  # characters of two verbs
_UNFINISHED_HEAD: Final = re.compile("^(?:在建|拟建|续建)")
_THRESHOLDS: Final = ("以上", "以下", "以内")
_FIELD: Final = "领域"
_GOODS: Final = frozenset({"吨", "斤", "立方米", "千瓦时", "辆", "台"})
_LISTED: Final = _GOODS | {"%"}
_MADE: Final = re.compile(
    "生产(?!总值|线|能力|性|经营|基地|企业|安全|要素|力|设备|用|项目|主体|单位|服务|资料|车间|装置|工厂)"
)
_WITHOUT: Final = re.compile("(?:若|如)?(?:扣除|剔除|不含)(?P<what>[^，、；。]{2,14}?)(?:因素|影响)?(?:后|外)?")
_OUTPUTS: Final = ("产量", "总产", "总产量")
_NO_GOODS: Final = re.compile(
    "(?:加工|消费|外运|外送|调出|外调|库存|储备|运输|仓容|能力|收储|销售|出口|进口|消纳|减排|处理|利用|开采|供应|储存|投放|回收|勘探|新增|[0-9每就]|[量率额值度]$)"
)
_LONGEST_GOODS: Final = 12
_BODIES: Final = "实验室|集团|公司|研究院|铁路|高速|机场|港|母港|基金|银行|大学|医院|创新港|科创园"
_ORGAN: Final = re.compile(f"(?P<who>[^，、；。]{{2,16}}?(?:{_BODIES}))(?P<rest>[^，、；。的]{{2,12}})")
_BODY: Final = re.compile(f"[^，、；。]{{2,16}}?(?:{_BODIES})")
_GOING: Final = re.compile("发送|运输|接待|输送|服务|培养|授信|转化|孵化")


def grown(label: str, tail: Tail, scene: Scene, memory: Memory, words: Words) -> str:
    """A branch that grew, with the measure of the whole: 规上工业增加值…，其中采矿业(增加值)增长3%."""
    if scene.quantity.unit != "%" or not memory.measured or _GREW.isdisjoint(tail.verbs) or "reach" in tail.verbs:
        return label
    part = _BRANCH.fullmatch(label)
    if part is None or (not part["made"] and not memory.parted) or words.labels.measure_of(label):
        return label
    return label + memory.measured


def completed(label: str, deed: str | None, scene: Scene, memory: Memory, words: Words) -> str:
    """A label with the half that stands before it, or as it is where it is whole by itself."""
    if not label:
        return label
    if label in _STEPS and scene.quantity.unit in _OF_PROJECTS:
        return label + "项目"  # 开复工265项
    if memory.skipped and (without := _WITHOUT.fullmatch(bare(memory.skipped).strip())) is not None:
        label = f"{label}（扣除{without['what']}）"  # 扣除房地产开发投资后，固定资产投资增长2.7%
    label = output_of(label, scene)
    if memory.heading and _is_goods(label, deed, scene, words, _LISTED):
        return label + memory.heading
    if memory.labels:
        label = _joined_to(memory.labels[-1], label, deed, scene, memory, words)
    return _with_organ(label, deed, scene, memory, words)


def _joined_to(told: str, label: str, deed: str | None, scene: Scene, memory: Memory, words: Words) -> str:
    """A label with what of the label told before it leaves out."""
    if label in _UNFINISHED:
        return label + words.labels.clean(told)[0]
    if len(label) >= _PAIR and words.labels.is_deed(label):
        return _UNFINISHED_HEAD.sub("", words.labels.clean(told)[0]) + label  # 建成农田20万亩，改造提升10万亩
    if _LEVELS.fullmatch(label):
        rest = _LEVEL_BEFORE.sub("", told).removeprefix("重点")
        return label + rest.replace(_ONLY_NATIONAL, "") if len(rest) > 1 else label
    if label.endswith(_THRESHOLDS) and scene.quantity.counter and (thing := _thing_told(memory, words)):
        return label + thing  # 项目120个，其中50亿元以上8个、百亿元以上2个
    goes_on = memory.deed_clause == scene.clause and scene.head.lstrip()[:1] == "、"
    if goes_on and deed is None and (flow := _FLOW.match(told)) and label[0] != "新" and scene.quantity.counter:
        return flow[0] + label
    return _like(label, scene, memory) or _of_kind(label, deed, scene, memory, words)


def _thing_told(memory: Memory, words: Words) -> str:
    """The things that the labels of the sentence count, those told last first."""
    return next((thing for told in reversed(memory.told) if (thing := words.sets.thing_of(told))), "")


def _like(label: str, scene: Scene, memory: Memory) -> str:
    """A label that another of its sentence completes: 城镇居民人均可支配收入…；农村居民…; empty where none does."""
    if (whom := _RESIDENTS.fullmatch(label)) is not None and not whom["measure"]:
        return label + _last(memory, _RESIDENTS, "measure")
    if scene.quantity.unit == "千瓦" and label.endswith(_ENERGIES):
        return label + _last(memory, _INSTALLED, "measure")  # 装机容量…，其中风电500万千瓦
    if twin := _TWINS.get(label):
        other = next((told for told in reversed(memory.told) if told.endswith(twin)), twin)
        return other.removesuffix(twin) + label  # 本外币存款余额…，贷款余额…
    return ""


def _last(memory: Memory, pattern: re.Pattern[str], group: str) -> str:
    """What a pattern finds in the labels of the sentence, the last of them first."""
    found = (pattern.search(label) for label in reversed(memory.told))
    return next((match[group] for match in found if match is not None and match[group]), "")


def _of_kind(label: str, deed: str | None, scene: Scene, memory: Memory, words: Words) -> str:
    """A field of the things counted before, or bare goods behind the output of others."""
    if label.endswith(_FIELD) and scene.quantity.counter and memory.counted and len(label) > len(_FIELD):
        return label + memory.counted
    if any(one.endswith(_OUTPUTS) for one in memory.told) and _is_goods(label, deed, scene, words):
        return label + _OUTPUTS[0]
    return label


def _is_goods(label: str, deed: str | None, scene: Scene, words: Words, units: frozenset[str] = _GOODS) -> bool:
    """Whether a label is the bare name of what is made: 粗钢812万吨."""
    return (
        deed != "added"
        and scene.quantity.unit in units
        and len(label) <= _LONGEST_GOODS
        and not words.labels.measure_of(label)
        and not words.labels.deed_of(label)
        and _NO_GOODS.search(label) is None
    )


def _with_organ(label: str, deed: str | None, scene: Scene, memory: Memory, words: Words) -> str:
    """A member of a list with the body that does all of it: (某实验室)实施科研项目88项.

    The body may be what the clause before speaks of: 中老铁路运行良好，累计发送旅客…、运输货物….
    """
    if deed and memory.skipped and (verb := words.labels.deed_of(label)) and _GOING.fullmatch(verb):
        who = topic(words.labels, bare(memory.skipped))
        if _BODY.fullmatch(who):
            memory.organ, memory.organ_clause = (who, verb), scene.clause
            return who + label
    if memory.organ_clause != scene.clause or scene.head.lstrip()[:1] not in JOINTS or label in words.labels.elliptical:
        return label
    who, verb = memory.organ
    return label if who in label else who + ("" if deed else verb) + label


def organ_of(label: str, scene: Scene, memory: Memory, words: Words) -> None:
    """Remember the body that a label opens with, and the verb behind it."""
    match = _ORGAN.fullmatch(label)
    if match is None:
        return
    verb = words.labels.deed_of(match["rest"])
    if match["rest"] in words.labels.elliptical:
        memory.organ, memory.organ_clause = (match["who"], ""), scene.clause
    elif verb and verb != match["rest"]:
        memory.organ, memory.organ_clause = (match["who"], verb), scene.clause


def output_of(label: str, scene: Scene) -> str:
    """What «生产钾肥75万吨» measures: 钾肥产量."""
    made = _MADE.match(label) if label[0] == "生" and scene.quantity.unit in _GOODS else None
    if made is None or len(label) - made.end() < 2 or label.endswith(_OUTPUTS):
        return label
    return label[made.end() :] + _OUTPUTS[0]
