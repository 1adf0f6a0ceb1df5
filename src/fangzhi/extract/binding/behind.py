"""What the words behind a number tell of it: of whom a share is, what a sum is for."""

import re
from typing import Final

from fangzhi.extract.binding.scene import JOINTS, Scene, Words

_STANDARDS: Final = ("水平", "目标", "速度", "增速", "区间", "标准", "要求")
_HEIGHTS: Final = ("高位", "高点", "低位", "水平", "关口")
_RAISING: Final = frozenset({"筹措", "筹集", "统筹", "争取", "下达", "落实", "安排", "整合", "拨付"})
FUNDS_FOR: Final = re.compile(r"(?:[一二三四五两]年|累计|每年|共)?(统筹|安排|筹措|筹集)了?$")
_SPENT: Final = re.compile(
    r"(?:都|均)?(?P<said>(?:投向|用于|投入|来自|用在|源于|流向|分布在|集中在)[^，、；。\d]{2,14})(?=[，、；。]|$)"
)
_SHARES: Final = ("率", "比重", "占比", "比例", "份额")
_REACHING: Final = ("覆盖", "惠及", "投放", "承担", "拥有")
_AMOUNTS: Final = ("量", "号源", "份额", "面积", "人次", "资源")
_JOINED: Final = ("和", "与", "及")
_ALL_OF: Final = re.compile("(?:所有|全部)[^，；。]{1,16}[和与及]$")  # 覆盖(所有城区和)95%的行政村
_DONE_BY: Final = re.compile("(?P<noun>[^由]{2,24})(?P<said>由[^由、，]{3,12})")  # 研发投入由企业承担
_GOAL: Final = "目标"
_LONGEST_SAID: Final = 18
_UNSAID: Final = frozenset({"", "，", "、", "；", "。"})


def share_of_whom(scene: Scene, words: Words) -> str | None:
    """«90%的县医院达到三级水平» is the share of county hospitals that reach it."""
    whole = scene.between(scene.quantity.end, scene.stop).lstrip("的")
    if (by := _DONE_BY.fullmatch(whole)) is not None:
        return f"{by['said']}的{by['noun']}比例"
    noun, predicate, kind = words.nouns.after(whole, 0, len(whole))
    said = predicate or (whole[len(noun) :] if kind else "")
    noun = words.labels.balance(noun)
    if noun.endswith(_STANDARDS) or len(noun) < 2:
        return None  # 跑赢5%的全国水平
    plain = not predicate and (not 1 < len(said) <= _LONGEST_SAID or not _UNSAID.isdisjoint(said))
    return f"{said}的{noun}比例" if said and not plain else f"{noun}占比"


def spent(scene: Scene, label: str) -> str:
    """«财政支出八成以上投向民生»: the share of what is told before that goes there; else nothing."""
    match = _SPENT.match(scene.following)
    if match is None or label.endswith(_SHARES) or not scene.head.rstrip().endswith(label[-2:]):
        return ""
    return f"{match['said']}的{label}占比"


def of_whom(scene: Scene, label: str, words: Words) -> str:
    """A label with the noun behind its share: 覆盖(93%以上)行政村, 向基层投放(50%以上)号源."""
    opens = scene.following.startswith("的")
    if not (opens or scene.noun_follows):
        return label
    whole = scene.between(scene.quantity.end, scene.stop).lstrip("的")
    noun, _, kind = words.nouns.after(whole, 0, len(whole))
    noun = noun.partition("、")[0]
    noun = _GOAL if noun.startswith(_GOAL) else noun  # 增长7%的目标做大产业
    if noun.endswith(_HEIGHTS):
        return label  # 占比达到30%的历史高位
    if opens and _ALL_OF.fullmatch(label):
        return share_of_whom(scene, words) or label  # 所有市州和98%的县区建成示范区
    ends = not kind and scene.following[opens + len(noun) : opens + len(noun) + 1] in _UNSAID
    reaching = label.endswith((*_JOINED, *_REACHING)) or (ends and noun.endswith(_AMOUNTS))
    if not (reaching or opens) or len(noun) < 2:
        return label
    label = _ALL_OF.sub("", label)
    return f"{label}{noun}比例" if label.endswith(_REACHING) else f"{label}{noun}"


def reached_by(scene: Scene, stem: str, subject: str, words: Words) -> str:
    """«基站9万个，覆盖95%以上行政村»: of whom the share is, with what reaches them; else nothing."""
    verb = next((verb for verb in _REACHING[:2] if stem.endswith(verb)), "") if scene.quantity.unit == "%" else ""
    if not verb or len(stem.lstrip(JOINTS)) > len(verb) + 2:
        return ""
    whole = scene.between(scene.quantity.end, scene.stop).lstrip("的")
    noun = words.nouns.after(whole, 0, len(whole))[0]
    return f"{subject}{verb}{noun}比例" if len(noun) > 1 else ""


def purpose_of(scene: Scene, stem: str, words: Words) -> str:
    """What the money of «投入12亿元实施…» is for stands behind it."""
    whole = scene.between(scene.quantity.end, scene.stop)
    purpose, deed = words.labels.clean(whole)
    stem = stem.lstrip(JOINTS)
    funded = FUNDS_FOR.match(stem)
    verb = funded[1] if funded else words.labels.deed_of(stem) if deed else ""
    return purpose + verb + ("资金" if verb in _RAISING and scene.quantity.unit == "元" else "")
