"""«项目投产后，可实现年产值60亿元»: what a thing not yet built is to bring, of no period that the text says."""

import re
from typing import Final

from fangzhi.model.facts import Status

_ONCE_DONE: Final = re.compile(
    r"(?<![已经])(?:投产|达产|投用|投运|运营|建成|竣工|完工|落成|量产|达效|投入使用|投入运营|投入生产)"
    r"(?:之?后|[投达](?:产|用|运|效)?后)"
)
_BEFORE: Final = 8  # characters before the deed that may hold one of _OVER
_OVER: Final = ("自", "去年", "上年", "已")
_CAN: Final = re.compile(r"可(?![再是])|能(?![源力量耗])|将|预计|估算|测算|有望|预期")
_EXPECTED: Final = re.compile(r"预计|估算|测算|预估")
_YEARLY_YIELD: Final = re.compile(
    r"预计(?:(?:项目|全部|建成|投产|达产)*后?，?(?:可|能|将)?(?:实现|形成|新增)?(?:每年|年均?)(?![初底末内度终])(?:可|能|将)?)"
)


def of_no_period_yet(text: str, start: int, at: int) -> Status | None:
    """The status of a figure that a sentence, from ``start``, tells of the time once something is built; else None.

    >>> of_no_period_yet("项目投产后，可实现年产值", 0, 12), of_no_period_yet("项目去年投产后，产值达", 0, 11)
    ('target', None)
    """
    found = _ONCE_DONE.search(text, start, at) if text.find("后", start, at) >= 0 else None
    if found is None:
        yearly = text.find("预计", start, at) >= 0 and _YEARLY_YIELD.search(text, start, at)
        return "estimate" if yearly else None
    if any(word in text[max(start, found.start() - _BEFORE) : found.start()] for word in _OVER):
        return None
    if _CAN.search(text, found.end(), at) is None and _EXPECTED.search(text, start, found.start()) is None:
        return None
    return "estimate" if _EXPECTED.search(text, start, at) else "target"
