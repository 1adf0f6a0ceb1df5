"""Whose a measure is when its own clause tells too little: the firms told before, the whole of which it is a part."""

import re
from typing import Final

from fangzhi.extract.binding.scene import Memory, Scene, Words

_HOLDER: Final = re.compile(r".{1,12}?(?:企业|国企|央企|集团|公司|开发区|园区|高新区|经开区)")
_SHARES: Final = ("占比", "比重", "比例")
_SIZES: Final = ("总规模", "规模", "总容量", "容量", "总量", "总额")
_STOCKS: Final = frozenset({"总量", "总数", "总户数", "总人数", "保有量", "存量"})
FLOW: Final = re.compile("(?:新增加?|新登记|新设立?|新注册|新认定|新获评|新入库|净增)(?=..)")
_YIELDS: Final = ("吞吐量", "产值", "产量", "收入", "销售额", "成交额", "交易额")
_KEPT: Final = re.compile("(?<=..)(?:种植|存栏|出栏|养殖|种植面积|存栏量|出栏量|航线)$")
_PROGRESS: Final = ("工率", "竣工率", "签约率", "履约率")
_SUM: Final = "投资"
_TOTALS: Final = frozenset({"总量", "总额", "规模", "总规模"})
_OF_TAXES: Final = ("税占比", "税收占比")
_KINDS_OF_MONEY: Final = ("收入", "支出", "投资", "消费")
_TOURISTS: Final = ("游客", "游客量", "游客数", "游客人次", "旅游人次")
_TOURED: Final = frozenset({"收入", "总收入", "综合收入", "总花费", "花费"})
_TOURISM: Final = "旅游"
_PARTED: Final = frozenset({"元", "公里", "吨", "亩", "千瓦", "千瓦时", "立方米", "平方公里", "斤"})
_AREAS: Final = frozenset("省市县区州旗镇乡村")
_LONGEST_PART: Final = 10
_HALVES: Final = frozenset({"出口", "进口", "出口额", "进口额"})


def joined(subject: str, head: str, memory: Memory) -> str:
    """A head with its subject.

    «进出口总额…，其中出口…» keeps the half it names, «装机规模…、占比…» the measure that it is a share of.
    """
    if subject in _HALVES and head in _HALVES:
        return head  # 其中，出口…；进口…
    if subject.endswith("进出口") and head in _HALVES:
        return subject.removesuffix("进出口") + head
    if head in _TOURED and subject.endswith(_TOURISTS):
        return _TOURISM + head  # 接待游客1300万人次，实现收入105亿元
    if head.endswith(_YIELDS) and (kept := _KEPT.search(subject)) is not None:
        subject = subject[: kept.start()]  # 黄牛存栏9万头、产值6亿元
    if head.endswith(_PROGRESS) and subject.endswith(_SUM) and len(subject) > len(_SUM):
        subject = subject.removesuffix(_SUM)  # 项目完成投资47亿元，开复工率97%
    if head in _STOCKS and (flow := FLOW.match(subject)) is not None:
        subject = subject[flow.end() :]  # 新登记经营主体320万户，总量达2037万户
    told = memory.labels[-1] if memory.labels else ""
    if (head in _TOTALS or head.endswith(_OF_TAXES)) and subject and told in {subject + one for one in _KINDS_OF_MONEY}:
        return told + head  # 一般公共预算收入增长4.6%，总量1900亿元、税占比77%
    if head in _SHARES and subject and told.startswith(subject):
        size = next((word for word in _SIZES if told.endswith(word)), "")
        return told.removesuffix(size) + head
    for length in range(min(len(subject), len(head) - 1), 1, -1):
        if subject.endswith(head[:length]):
            return subject + head[length:]  # 清洁能源装机(规模)…、装机占比
    return subject + head


def held(label: str, memory: Memory, words: Words) -> str:
    """A measure that has no owner with the firms or parks told before: (市属企业)研发投入; else nothing."""
    if label not in words.labels.of_holders or not memory.labels:
        return ""
    holder = _HOLDER.match(memory.labels[-1])
    return holder[0] + label if holder else ""


def part_of(label: str, scene: Scene, memory: Memory, words: Words) -> str:
    """A part of what was told, with the measure of the whole: 铁路里程…，其中高铁(里程); else nothing."""
    if not memory.labels or not scene.head.lstrip("，、；, ").startswith("其中") or len(label) > _LONGEST_PART:
        return ""
    if not (words.nouns.ends_with_head(label) or label.endswith("业")) or label[-1] in _AREAS:
        return ""
    same = scene.quantity.unit == memory.last_unit and memory.last_unit in _PARTED
    measure = words.labels.measure_of(memory.labels[-1])
    return label + measure if same and measure and not words.labels.measure_of(label) else ""
