"""Whether a figure counts what was done in a period, or what stands at its end."""

import re
from typing import Final

from fangzhi.extract.binding.scene import Binding, Memory
from fangzhi.extract.labels import Labels

OCCASIONS: Final = frozenset({"人次", "场次", "架次", "次", "场"})
_PLANTED: Final = "株"
_STOCKS: Final = ("总数", "总量", "总规模", "通车里程", "营业里程", "运营里程")
_FOR_EACH: Final = re.compile("每[百千万]|人均|户均")
_WON: Final = re.compile("获(?!得感|得性|益)")
_DONE_INSIDE: Final = re.compile(
    "(?<=.)(?:完成(?!率|度|额)(?=治理|综合治理|改造|修复|整治|建设)|投入(?=[^，、]{0,6}资金$)|(?:引进|引入|招引|签约|落地)的?项目(?=总?投资))"
)
_DEEDS: Final = ("减负", "降费", "减税", "让利", "就业", "造林", "绿化", "植树")


def counts_deeds(binding: Binding, memory: Memory, labels: Labels) -> bool:
    """Whether the figure is a sum of deeds: of a section about five years it is then of all of them."""
    if "reach" in binding.verbs and binding.rule != "counted noun":
        return False
    label, quantity = binding.label, binding.quantity
    if label.endswith(_STOCKS) or (_FOR_EACH.match(label) is not None and binding.measure == "level"):
        return False
    if binding.deed is not None or quantity.unit == _PLANTED:
        return True
    if quantity.unit in OCCASIONS and "吞吐量" not in label:
        return True
    if quantity.counter and (labels.tells_a_deed(label) or _WON.match(label) is not None):
        return True
    if binding.carried and memory.acted and binding.rule in {"carried subject", "share"}:
        return binding.rule == "carried subject" or not memory.happened
    return quantity.unit != "%" and (label.endswith(_DEEDS) or _DONE_INSIDE.search(label) is not None)
