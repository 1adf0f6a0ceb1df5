"""What a number is about: the words of its own clause, what stands behind it, or what was spoken of before."""

import re
from typing import Final, NamedTuple

from fangzhi.extract.binding.behind import of_whom, purpose_of, reached_by, share_of_whom, spent
from fangzhi.extract.binding.measures import POINTS
from fangzhi.extract.binding.owners import FLOW, held, joined, part_of
from fangzhi.extract.binding.scene import JOINTS, SPEEDS, Memory, Scene, Words, bare
from fangzhi.extract.labels import Tail
from fangzhi.extract.quantity import Quantity
from fangzhi.extract.topics import measured_topic, topic

GROWING: Final = re.compile(r"(?:的)?(?P<average>年均)?(?:高速|快速|平稳|稳定|高位|正)?(?:增长|成长|增速|增幅|涨幅)")
_TAKEN_FOR_GRANTED: Final = frozenset({"实现", "完成", "新增", "达到", "增加", "净增", "安排", "投入"})
_MEASURED: Final = frozenset("值额量率入积数模润")  # the last characters of measures
_OF_PLACES: Final = frozenset({"满意率", "解决率", "办结率", "交易额", "成交额", "交易量"})  # of a market, a service
_RELATIVE: Final = frozenset({"%", "‰", "倍", "位", *POINTS})
_RATIOS: Final = ("比例", "占比", "比重")
_LEAVING: Final = re.compile("(?<=..)(?:退出|关停|清退|淘汰)$")
_RATES: Final = ("率", "占比", "比重", "比例")
_WORKS: Final = ("项目", "工程")
_COSTS: Final = ("投资", "投资额")
_OF_PHASE: Final = re.compile("(?:首|[一二三四])期(?!项目|工程)..")
_WORK: Final = re.compile(
    "(?:^(?:实施|建设|开工|签约|引进|推进|启动|谋划)?|的|实施|建设|开工|签约|引进|推进|启动|谋划|落户)(?P<what>[^，、；。的]{4,24}(?:项目|工程))$"
)
_DONE_TO: Final = re.compile(
    "(?:建设|共建|打造|提升|建成|建好|做强|做优|办好)(?P<what>[^，、；。的]{3,16}(?:中心|平台|市场|热线|热线服务|商城))$"
)
_GROWTH: Final = frozenset({"growth_up", "growth_down"})
_ADDED: Final = ("新增", "净增", "城镇新增")
_BRANCHES: Final = ("业", "产业集群")
_BRANCH: Final = re.compile(r"(?:其中)?(?P<branch>[^，、；的在对和与及企行就创从失]{1,7}业)(?![务绩态主链界园者户])")
_PROMISED: Final = re.compile("^(?:其中|力争|确保|争取|计划|拟|将)+")
_SHARED: Final = ("比重", "份额", "占比")
_TRADE: Final = ("出口", "进口", "出口额", "进口额", "进出口", "贸易额", "进出口总额", "进出口总值", "贸易")
_HOLDERS: Final = ("主体", "单位", "法人", "企业")
_ABOUT: Final = re.compile(r"对(?![接口外标象比应])")


class Subject(NamedTuple):
    """What a number is about: one label, or one for each of several things; ``rule`` says how it was found.

    ``carried`` is whether the words stand in an earlier clause.
    """

    labels: tuple[str, ...]
    rule: str = "stated"
    carried: bool = False


def named(label: str, scene: Scene, memory: Memory, words: Words) -> Subject:
    """The subject of a number whose own clause has words for it."""
    if _whole(label, memory):
        return Subject((label,))
    if owned := held(label, memory, words) or part_of(label, scene, memory, words):
        return Subject((owned,), "carried head", carried=True)
    shared = label[0] in "占在" and label.endswith(_SHARED) and not scene.quantity.counter
    if shared and memory.labels:
        return Subject(
            (memory.labels[-1].partition("占")[0] + label,), "carried head", carried=True
        )  # 经济总量跨过…，占全国比重由…
    if _OF_PHASE.match(label) is not None and memory.subject.endswith(_WORKS):
        return Subject((memory.subject + label,), "carried head", carried=True)  # 某项目…，一期占地210亩
    if label in words.labels.elliptical or (label[0] == "对" and _ABOUT.match(label) is not None):
        return _headed(label, scene, memory, words)
    if scene.quantity.unit == "席" and label.endswith("占"):
        return Subject((f"{label[:-1]}席位" if len(label) > 1 else label,))  # 百强县东部占66席
    if scene.quantity.unit == "%" and scene.following and not GROWING.match(scene.following):
        return Subject((spent(scene, label) or of_whom(scene, label, words),))
    return Subject((label,))


def _whole(label: str, memory: Memory) -> bool:
    """Whether what looks like a bare head is whole by itself.

    进出口…，对东盟出口…; 经营主体…，其中企业…; 主要产品产量：原铝…；发电量….
    """
    if label[0] == "对" and label.endswith(_TRADE):
        return True
    if memory.heading and label.endswith("量"):
        return True
    return label == "企业" and memory.subject.endswith(_HOLDERS)


def _headed(label: str, scene: Scene, memory: Memory, words: Words) -> Subject:
    """The subject of a bare head, with its owner where one was spoken of."""
    owner = _branch_passed(memory, words) or memory.owner_of_all(scene.clause)
    owner = owner or (memory.near_subject() if label in words.labels.whole else memory.subject)
    if owner.endswith(_RATES) and label not in SPEEDS:
        owner = ""  # 本地配套率65%，产量42万辆: a rate makes nothing
    if owner and not _bare_subject(owner, label, words):
        return Subject((joined(owner, label, memory),), "carried head", carried=True)
    place = _DONE_TO.search(bare(memory.skipped)) if memory.skipped and label in _OF_PLACES else None
    if place is not None:
        return Subject((place["what"] + label,), "carried head", carried=True)  # 提升热线服务，满意率95%
    work = _WORK.search(bare(memory.skipped)) if memory.skipped and label.endswith(_COSTS) else None
    if work is not None:
        memory.tell([work["what"]], work["what"], memory.clause)
        return Subject((work["what"] + label,), "carried head", carried=True)  # 实施某工程，总投资3亿元
    return Subject((label,), "bare head")


def _branch_passed(memory: Memory, words: Words) -> str:
    """The branch of industry that the clause before turned to: 制造业保持稳定，增加值增长4.9%; else nothing."""
    if not memory.skipped:
        return ""
    clause = bare(memory.skipped)
    opened = _BRANCH.match(clause)
    passed = opened["branch"] if opened is not None else topic(words.labels, clause)
    return passed if passed.endswith(_BRANCHES) else ""


def _bare_subject(subject: str, label: str, words: Words) -> bool:
    """Whether what was spoken of last is a head without an owner itself: 总产值130亿元，带动就业….

    «进出口…，出口…» and «投资…，投资完成率…» belong together.
    """
    if subject not in words.labels.elliptical or subject[-1] not in _MEASURED:
        return False
    return not label.startswith(subject)


def unnamed(stem: str, deed: str | None, scene: Scene, tail: Tail, memory: Memory, words: Words) -> Subject | None:
    """The subject of a number whose clause has none: behind it, or in the clause before."""
    quantity = scene.quantity
    done = deed or (quantity.unit != "%" and bare(scene.head).strip(JOINTS) == "完成")  # 完成46万亩农田建设
    if done and scene.stop > quantity.end and scene.noun_follows:
        reached = reached_by(scene, stem, memory.subject, words)
        return Subject((reached or purpose_of(scene, stem, words),), "carried head" if reached else "purpose")
    word = words.labels.deed_of(_PROMISED.sub("", stem.lstrip(JOINTS))) if deed else ""
    if word and (acted := _of_deed(word, quantity, memory, words)) is not None:
        return acted
    if tail.has("each") and memory.clause_labels:
        return Subject(tuple(memory.clause_labels), "carried subjects", carried=True)
    if quantity.unit == "%" and not tail.verbs and (scene.noun_follows or scene.following.startswith("的")):
        # 90%的县医院达到…: the share is of those behind it, not of what the clause before spoke of
        whom = None if GROWING.match(scene.following) else share_of_whom(scene, words)
        return Subject((whom,), "share of whom") if whom else None
    if memory.skipped and (course := measured_topic(words.labels, bare(memory.skipped))):
        memory.tell([course], words.labels.subject(course), scene.clause)
        return Subject((course,), "carried subject", carried=True)  # 民间投资由负转正，增长2.8%
    if memory.labels:
        return _carried(quantity, tail, memory, words)
    if memory.subject and (scene.places or "growth_up" in tail.verbs or "growth_down" in tail.verbs):
        spoken_of = memory.subject
        memory.tell([spoken_of], spoken_of, scene.clause)
        return Subject((spoken_of,), "carried subject", carried=True)
    return None


def _carried(quantity: Quantity, tail: Tail, memory: Memory, words: Words) -> Subject | None:
    """The subject of a number that goes on with what was told last."""
    if (part := _part_passed(memory, words)) is not None:
        return Subject((part,), "carried subject", carried=True) if part else None
    share = memory.share if quantity.unit in POINTS else ""
    told = share or memory.labels[-1]
    if quantity.unit not in _RELATIVE and told.endswith(_RATIOS):
        told = told.removesuffix(_RATIOS[0])  # 优良天数比例达到77%、增加13天
        if not told.endswith(quantity.unit + "数"):
            return None
    if quantity.unit == "%":
        told = _LEAVING.sub("", told)  # 平台退出213户、压降81%
    grows = not _GROWTH.isdisjoint(tail.verbs) and "reach" not in tail.verbs
    if memory.deed == "added" and quantity.unit == "%" and grows and not told.startswith(_ADDED):
        told = _ADDED[0] + told  # 新增企业900家、增长12%: what grew is the number of new ones
    summed = quantity.counter and tail.has("cumulative") and "reach" in tail.verbs
    if summed and (flow := FLOW.match(told)) is not None:
        told = told[flow.end() :]  # 新认定企业技术中心15家，累计达136家: all there are, not the new ones
    return Subject((told,), "carried subject", carried=True)


def _part_passed(memory: Memory, words: Words) -> str | None:
    """The part that the clause before turned to: 工业增加值…，其中采矿业支撑有力，增长9%; None where it did not.

    Empty where it turned to one, and nothing says what of it is meant.
    """
    passed = bare(memory.skipped)
    if not passed.startswith("其中"):
        return None
    part = topic(words.labels, passed)
    if not part or part in memory.labels[-1]:
        return None
    measure = words.labels.measure_of(memory.labels[-1])
    return part if words.labels.measure_of(part) else part + measure if measure else ""


def _of_deed(word: str, quantity: Quantity, memory: Memory, words: Words) -> Subject | None:
    """A deed with what it is done to, told before: 电站开工12座、(电站)投产9座; None where that is not told."""
    if word.startswith(_ADDED[:2]) and len(word) > len(_ADDED[0]):
        return Subject((word,))  # 发放补贴13亿元，新增就业32万人
    if not memory.subject or word in _TAKEN_FOR_GRANTED:
        return None
    owner = memory.subject
    if quantity.counter and memory.holds_projects and memory.holder and owner.startswith(memory.holder):
        owner = memory.holder  # 重点项目286个，完成投资620亿元，新开工120个
    rest, _ = words.labels.cut_deed(owner)
    return Subject(((rest if len(rest) > 1 else owner) + word,), "carried head", carried=True)
