"""Deed words that begin a noun: 投入(强度), 建设(用地); and pairs of deeds before one noun: 新建(改造)."""

import re
from typing import Final

_GRANTED: Final = frozenset({"补助", "资助", "奖励", "救助", "奖补"})  # 奖励资金, 补助标准 are nouns
_GRANTS: Final = ("资金", "标准", "金")
# nouns that begin like a deed
_NOUNS_BEHIND: Final = {"建设": ("用地",), "签约": ("落地项目", "项目"), "共建": ("“",)}
_LEADING: Final = ("产业", "品种", "产品")  # 主导产业, where 主导 is no deed
# the second verb of a pair: 新建(改造)…, 制定(、修改、废止)…; 改造项目 and 治理率 are nouns
_PAIRED: Final = frozenset(
    {
        "新建",
        "建设",
        "改建",
        "改扩建",
        "新改建",
        "新建改建",
        "新建改扩建",
        "扩建",
        "制定",
        "出台",
        "优化",
        "整治",
    }
)
_SECOND_DEED: Final = re.compile(
    r"^(?:(?:以及|[、和及与或并])?(?:改造|更新|提升|治理|修改|修订|废止|重组|维修|改善|扩建|改扩建|完善)){1,3}"
    r"(?=\w\w)(?![项工率面资投任类计专能量机]|行(?!政))"
)
# words that begin with one of the characters that make a noun of the verb before them
_WHOLE_WORDS: Final = (
    "能源",
    "水利",
    "水库",
    "水电",
    "水网",
    "水土",
    "水生态",
    "水美",
    "数字",
    "数据",
    "数智",
    "机场",
    "机器人",
    "商业街",
    "商圈",
    "线路",
    "站点",
    "化工",
    "化肥",
    "总部",
    "强镇",
    "强县",
)
_VERBS_ONLY: Final = frozenset(
    {"完成", "实现", "建成", "新建", "新增", "净增", "获批", "入选", "引进", "落实", "开工建设"}
)


def is_noun_of(word: str, rest: str) -> bool:
    """Whether a deed word begins a noun: 投入强度, 奖励资金; 完成水利投资 does not."""
    if word in _GRANTED and rest.startswith(_GRANTS):
        return True
    if word == "主导" and rest.startswith(_LEADING):
        return True
    if rest.startswith(_NOUNS_BEHIND.get(word, "\0")):
        return True
    only = word in _VERBS_ONLY and rest[0] not in "率额量度值数" and not rest.startswith("面积")
    return not only and is_noun_part(rest)


def is_noun_part(rest: str) -> bool:
    """Whether a deed word is the first half of a noun: 服务业, 投入强度, 发展指数."""
    if rest.startswith(_WHOLE_WORDS):
        return False  # 建设水库, 实施数字化改造
    return rest[0] in "业率额量度值力者性型化数比指强水能总线面费商站所机价" or rest.startswith("收入")


def without_second(word: str, rest: str) -> str:
    """The words behind a deed without the second verb of a pair: 新建(改造)农村公路."""
    return _SECOND_DEED.sub("", rest) if word in _PAIRED else rest
