"""Numbers that tell no figure of their own: part of a name, a condition, an attribute of the noun behind them."""

import re
from typing import Final

from fangzhi.extract.binding.measures import POINTS
from fangzhi.extract.binding.scene import Scene, Words

_GOALS: Final = ("目标", "计划", "任务", "预算", "目标任务", "任务数", "计划数")
_QUALIFIED: Final = re.compile(
    r"(?:的|级|规模)?[^，；。]{0,36}?(?:项目|工程|机组|电站|基地|生产线|企业|园区|集群|产业|线路|装置|设备|船|舰|客机|口径|县|乡镇|单位|主体)"
)
_VERB_AFTER: Final = re.compile(
    r"(?:实施|支持|用于|投入|建设|设立|组建|开展|推动|连片|新?台阶|新的台阶|大关|关口|门槛|整数|目标|的目标|的台阶|保障|帮助|推进|资助|奖励|补助|补贴|购买|改善|发展|培育|打造|办好|办成|解决|兑现|扶持|助力|助推|惠及|补充|偿还|支付)"
)
_ONE_OF: Final = re.compile("[^，。；、]{0,16}之一")  # 全国首批5个国家公园之一
_FIRST_AMONG: Final = re.compile("[^，、。；]{1,8}(?:首位|榜首)(?:$|[，、。；])")  # 居全省21个市州首位
_LISTED_ATTRIBUTE: Final = re.compile(r"、[^，。；、\d]{0,8}\d[\d.]*[万亿千百]*[^，。；、\d的]{1,4}的")
_ATTRIBUTES: Final = frozenset({"投资", "总投资", "投资额", "全长", "总长", "占地", "面积", "总面积", "库容"})
_INHABITANTS: Final = frozenset({"人", "户", "头", "只"})
_PLACES: Final = re.compile(
    "[^，。；、的]{0,14}?(?:村寨|自然村|村落|行政村|村庄|县城|人口县|乡镇|养殖场|小区|社区|屯|聚居区)"
)
_INDEX: Final = re.compile(
    r"(?:指数|得分|系数|收入比|抚养比|倍差)(?:[达为至到由从是]|达到|缩小到|缩小至|降到|降至|下降到|升至|提高到|提升至|扩大到)?$"
)
_INDEX_MOVED: Final = re.compile(r"(?:指数|得分|系数|收入比|抚养比|倍差|比值)[由从]\d[\d.]{0,6}[^\d，。；]{1,6}$")
_MOVED_TO: Final = frozenset(
    f"{word}{to}"
    for word in ("缩小", "下降", "降低", "降", "提高", "提升", "升", "上升", "扩大", "增加")
    for to in "到至"
)
_LISTED_CONDITION: Final = re.compile(r"、[^，。；]{0,20}?(?:以上|以下|以内)的")
_BEHIND_MAGNITUDE: Final = frozenset({"台阶", "大关", "增至", "增加", "提高", "提升", "扩大", "增长", "升至"})
_CONDITION: Final = re.compile(r"总?投资(?:额)?|年?产值|营收|营业收入|主营业务收入|规模|海拔|占地|注册资本|资产")
_LONGEST_CONDITION: Final = 6


def is_condition(text: str, start: int, end: int) -> bool:
    """Whether nothing, or the thing that a condition measures, stands between two numbers."""
    return end == start or (end - start <= _LONGEST_CONDITION and _CONDITION.fullmatch(text, start, end) is not None)


def is_attribute(scene: Scene, words: Words) -> bool:
    """Whether an amount describes the noun behind it: 400万吨煤制油项目, 3.5微米铜箔, 投资2000万元以上的项目."""
    quantity = scene.quantity
    if quantity.counter or quantity.unit in {"%", "倍", ""} or quantity.unit in POINTS:
        return False
    following = scene.following
    if following[:1] == "、" and quantity.bound in {"min", "max"} and _LISTED_CONDITION.match(following):
        return True
    if following[:1] == "、" and _LISTED_ATTRIBUTE.match(following) and scene.head.strip() in _ATTRIBUTES:
        return True  # 投资10亿元、全长30公里的公路
    if not (scene.noun_follows or following.startswith("的")) or _VERB_AFTER.match(following):
        return False
    if _QUALIFIED.match(following[:40]) or following.startswith("的"):
        return True
    stem, deed = words.labels.cut_deed(scene.head.rstrip())
    names_its_noun = (
        deed is not None
        and not stem.strip("、，")
        and quantity.bound in {"eq", "approx"}
        and quantity.unit in {"元", "吨", "亩", "公里", "平方米", "千瓦", "立方米"}
    )
    return not names_its_noun


def is_yardstick(scene: Scene) -> bool:
    """Whether a number is a goal of which a share is told next: 完成全年目标任务7家的114%."""
    after = scene.after
    if (
        after is None
        or after.unit != "%"
        or after.start != scene.quantity.end + 1
        or not scene.following.startswith("的")
    ):
        return False
    return scene.head.endswith(_GOALS)


def counts_nothing(scene: Scene) -> bool:
    """Whether a count is one of several (5个公园之一), how often in a row, or how large places are (50户以上自然村)."""
    quantity = scene.quantity
    if quantity.unit == "次" and scene.head.endswith("连续"):
        return True
    if quantity.bound != "eq" and quantity.unit in _INHABITANTS and _PLACES.match(scene.following):
        return True
    following = scene.following
    return _ONE_OF.match(following) is not None or ("首" in following and _FIRST_AMONG.match(following) is not None)


def in_a_name(scene: Scene) -> bool:
    """Whether a number stands inside a short quotation: “1个专班、1套方案”."""
    text = scene.text
    start, end = scene.quantity.start - scene.offset, scene.quantity.end - scene.offset
    at = text.rfind("“", max(0, start - 14), start)
    return at >= 0 and "”" not in text[at:start] and text.find("”", end, end + 12) >= 0


def bare_is_meant(scene: Scene) -> bool:
    """A number without a unit counts where a magnitude, or an index that reaches it, says so."""
    end = scene.quantity.end - scene.offset
    after = scene.text[end : end + 2]
    if scene.quantity.magnitude:
        return not after or not after[0].isalnum() or after in _BEHIND_MAGNITUDE
    if scene.head in _MOVED_TO and _INDEX_MOVED.search(scene.text, 0, scene.quantity.start - scene.offset):
        return True  # 收入比由3.27缩小至2.93
    return bool(_INDEX.search(scene.head)) and (not after[:1].isalnum() or after[0] in "降升提缩增扩下上")
