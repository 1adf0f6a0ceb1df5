"""The industry that a paragraph is about: «石化产业减油增化。…。产值突破1300亿元» tells of no other output."""

import re
from typing import Final

from fangzhi.extract.binding import Binding
from fangzhi.extract.sections import Sentence

_THEME: Final = re.compile(
    r"(?:\d{1,2}[.．、]|（[一二三四五六七八九十]{1,2}）|[一二三四五六七八九十]{1,2}[是、])?"
    r"(?P<name>[^，。；：、\d“”]{2,12}?(?:产业|工业|制造业|服务业|经济|集群))(?![链化园群态主带区圈])"
)
_NUMBERED: Final = re.compile(r"\d{1,2}[.．、](?P<name>[^，。；：\d“”]{2,16})。")
_TOLD_OF: Final = frozenset({"产值", "总产值", "营业收入", "营收", "产业规模", "规模", "增加值", "总规模"})
_KIND: Final = "产业"
_NO_THEME: Final = re.compile(
    "(?:推动|推进|加快|促进|支持|发展|培育|打造|做强|做优|壮大|聚焦|围绕|坚持|全面|大力|我|全|各)"
)


def with_theme(bindings: list[Binding], text: str, passed: list[Sentence]) -> None:
    """Give the measures of a sentence that have no owner, in place, the theme of their paragraph.

    ``passed`` are the sentences that stand before it there.
    """
    if not passed or not bindings or bindings[0].rule != "bare head" or bindings[0].label not in _TOLD_OF:
        return
    theme = ""
    for sentence in passed:
        theme = _theme_of(text, sentence, theme)
    if not theme:
        return
    bare = bindings[0].label
    owned = theme.removesuffix(_KIND) + bare if bare.startswith(_KIND) else theme + bare
    for one in bindings:
        if one.label == bare:
            one.label, one.rule, one.carried = owned, "carried head", True


def _theme_of(text: str, sentence: Sentence, told: str) -> str:
    """The industry that a sentence opens with, or the numbered heading of its paragraph; else what was ``told``."""
    start = sentence.start if sentence.first else sentence.lead
    numbered = _NUMBERED.match(text, start) if sentence.first and text[start : start + 1].isdigit() else None
    match = numbered or _THEME.match(text, start, sentence.end)
    return match["name"] if match is not None and _NO_THEME.match(match["name"]) is None else told
