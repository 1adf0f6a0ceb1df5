"""What a clause speaks of, to which a bare head or a branch in the next one may return."""

import re
from typing import Final

from fangzhi.extract.labels import Labels

_RECORD: Final = re.compile("(?<=..)(?:再|均|双双)?创(?:下|出)?(?:历史|同期|近年){0,2}新[高低]$")
_TOPIC: Final = re.compile(
    r"^[^，、。；]{1,10}?(?:产业|服务业|制造业|农业|工业|金融业|建筑业|采矿业|房地产业|旅游业|畜牧业|渔业|物流业|零售业|餐饮业|经济|园区|企业|集群|主体)(?!链|化|园|群|集)"
)
_DRIVEN: Final = re.compile("(?:主导|推动|引导|参与|支持)、")
_SET_GOING: Final = ("促进", "推动", "带动", "引导", "鼓励", "支持", "保障", "助力", "聚焦", "围绕")
# between a thing and what it does: 国企(战略性)布局, 产业(重点)布局, 铁路(发展)远超预期
_LEADS_OVER: Final = re.compile(
    "(?<=..)(?:战略性|专业化|市场化|规模化|一体化|重点|着力|全力|大力|持续|稳步|发展|运行|运营|建设)$"
)
_WHOLE: Final = re.compile(
    "(?:工业|企业|制造业|固定资产|全社会)(增加值|总产值|产值|利润总额|利润|营业收入|投资|用电量)$"
)
_WHOLE_ENDS: Final = frozenset("值润入资量")  # the last characters of these measures
_TOPIC_TAILS: Final = ("的预期目标", "的目标", "目标", "方面")


def topic(labels: Labels, clause: str) -> str:
    """The thing that a clause without numbers speaks of, to which a bare head in the next one may return.

    >>> from fangzhi.lexicon.load import load_lexicon
    >>> topic(Labels(load_lexicon().cues), "经营主体持续壮大")
    '经营主体'
    """
    label, _ = labels.clean(clause)
    if label.endswith(_TOPIC_TAILS):
        for tail in _TOPIC_TAILS:
            if label.endswith(tail) and 2 <= len(label) - len(tail) <= 20:
                return label.removesuffix(tail)
    noun, _, kind = labels.nouns.after(label, 0, len(label))
    noun = _LEADS_OVER.sub("", noun) if kind else ""
    if kind and 2 <= len(noun) <= 14 and not _is_deed_of_others(noun):
        return noun
    match = _TOPIC.match(label)
    return match[0] if match else ""


def measured_topic(labels: Labels, clause: str) -> str:
    """The measure that a clause without numbers tells the course of, or nothing.

    >>> from fangzhi.lexicon.load import load_lexicon
    >>> labels = Labels(load_lexicon().cues)
    >>> measured_topic(labels, "民间投资由负转正"), measured_topic(labels, "实现平稳增长")
    ('民间投资', '')
    """
    label, _ = labels.clean(clause)
    noun, _, kind = labels.nouns.after(label, 0, len(label))
    if (record := _RECORD.search(label)) is not None:
        noun, kind = label[: record.start()], "state"  # 产值创历史新高，达…
    stem = labels.cut_tail(noun).stem if kind else ""
    return stem if len(stem) >= 4 and stem.endswith(labels.metrics) else ""


def measure_after(labels: Labels, label: str, before: str) -> str:
    """The measure of which branches may be told next: that of a whole, ``before`` where a label changes nothing.

    >>> from fangzhi.lexicon.load import load_lexicon
    >>> labels = Labels(load_lexicon().cues)
    >>> measure_after(labels, "规模以上工业增加值", ""), measure_after(labels, "地区生产总值", "增加值")
    ('增加值', '')
    """
    match = _WHOLE.search(label) if label[-1:] in _WHOLE_ENDS else None
    if match is not None:
        return match[1]
    return before if not before or label.endswith(before) or not labels.measure_of(label) else ""


def _is_deed_of_others(noun: str) -> bool:
    """Whether what stands before a predicate is itself a deed, or only half of a list: 促进外贸稳(增长)."""
    if "，" in noun:
        return True  # 建设一批项目，提升…
    if "、" in noun and "等" not in noun and _DRIVEN.search(noun) is not None:
        return True  # 市场主导、政府推动的…机制
    return noun.startswith(_SET_GOING) or noun[-1] in "稳促保扩"
