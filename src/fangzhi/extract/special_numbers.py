"""Numbers that are words: parts (五成, 一半), multiples (翻番, 三倍, 减半) and ranks (首位, 第三)."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from fangzhi.extract.numerals import chinese, ordinal
from fangzhi.extract.quantity import Quantity
from fangzhi.extract.wordset import WordSet

DELIMITERS: Final = frozenset("，。；：、！？,;:!?\n）)”")
_NOT_AFTER_TENTHS: Final = frozenset("都果功为立员本长效品份熟型就分绩语")
_SPECIAL_SIGN: Final = re.compile(
    r"[成半倍翻首榜第前分/](?:(?<=[一二两三四五六七八九1-9]成)|(?<=[一过减]半)|(?<=半)数|(?<=[一两二三四五六七八九十]倍)"
    r"|(?<=倍)增|(?<=翻)[了一两二三四五\d番]|(?<=首)位|(?<=榜)首|(?<=[二三四五六七八九十]分)之|(?<=\d/)\d|(?<=[第前])[一二三四五六七八九十\d])"
)
_TASKS: Final = ("作为", "放在", "摆在", "视为", "当作")
_OF_WHOLE: Final = re.compile("占[^，、。；]{1,4}$")  # 占全国9成
_PART_OF: Final = re.compile("占[^，、。；]{0,12}$")  # 占全国(七分之一)
_ABOUT_PART: Final = re.compile("(约|近)占[^，、。；]{0,12}$")
_LONGEST_WHOLE: Final = 16
_SIGN_FIRST: Final = frozenset("翻首榜第前")  # one begins at this sign; before 成, 半 and 倍 stands a character of it
_SPECIAL: Final = re.compile(
    r"(?P<tenths>[一二两三四五六七八九]|(?<![\d.])[1-9])成(?P<half>半)?(?P<tenths_after>以上|左右|多)?"
    r"|(?P<moiety>一半|半数|过半)(?P<moiety_after>以上|左右)?"
    r"|(?P<whole>[二三四五六七八九十])分之(?P<some>[一二三四五六七八九])(?P<some_after>以上|左右|多)?"
    r"|(?<![\d./])(?P<over>[1-9])/(?P<under>\d{1,2})(?![\d/])(?P<under_after>以上|左右|多)?"
    r"|(?<=[长高加是的为])(?P<fold>[一两二三四五六七八九十])倍(?P<fold_after>多|以上)?|(?P<halved>减半)"
    r"|翻(?:了)?(?:(?P<folds>[一两二三四五\d])番|(?:一)?番)(?P<folds_after>多)?|(?P<doubled>倍增)"
    r"|(?P<rank>第(?P<place>[一二三四五六七八九十]{1,3}|\d{1,2})(?:位|名)?|首位|榜首|前(?P<top>[一二三四五六七八九十]{1,3}|\d{1,3})(?:位|名|强)?)"
)


class SpecialNumbers:
    """Reads them with the words of bounds that stand before and behind them, each with its bound."""

    def __init__(self, before: Mapping[str, str], after: Mapping[str, str]) -> None:
        self._before = before
        self._after = after
        self._before_words = WordSet(before)

    def find(self, text: str, start: int, end: int) -> Iterator[Quantity]:
        """Shares (五成, 一半), multiples (翻番, 三倍, 减半) and ranks."""
        for match in _words_of(text, start, end):
            following = text[match.end()] if match.end() < len(text) else "。"
            if match["rank"]:
                yield from _rank(text, match, following)
            elif match["tenths"] or match["moiety"]:
                yield from self._part(text, match, following)
            elif match["whole"] or match["over"]:
                yield from self._fraction(text, match)
            else:
                yield from self._multiple(text, match, following)

    def _part(self, text: str, match: re.Match[str], following: str) -> Iterator[Quantity]:
        """五成以上, 近一半, 过半: parts of a whole, in per cent."""
        at = match.start()
        prefix = self._before_words.tail_of(text, at) or ""
        after = match["tenths_after"] or match["moiety_after"]
        before = text[max(0, at - 1)]
        bound: str = self._before[prefix] if prefix else "eq"
        if match["tenths"]:
            meant = prefix or after or before in "占达有到在的为长升高加降减简少缩"
            if following in _NOT_AFTER_TENTHS or not (meant or _OF_WHOLE.search(text, max(0, at - 6), at)):
                return
            tenths = match["tenths"]
            value = (int(tenths) if tenths.isdecimal() else chinese(tenths)) * 10 + (5 if match["half"] else 0)
        else:
            if not (prefix or after or match["moiety"] == "过半" or before in "占达的"):
                return
            value = 50
            bound = "min" if match["moiety"] == "过半" else bound
        bound = self._after.get(after or "", bound)
        yield Quantity(at - len(prefix), at, match.end(), float(value), None, "%", bound, "share")  # type: ignore[arg-type]  # bounds only

    def _fraction(self, text: str, match: re.Match[str]) -> Iterator[Quantity]:
        """占全国七分之一, 约占全国1/10: parts of a whole, in per cent with two decimals."""
        at = match.start()
        prefix = self._before_words.tail_of(text, at) or ""
        if not _PART_OF.search(text, max(0, at - _LONGEST_WHOLE), at):
            return
        if match["whole"]:
            part, of, after = chinese(match["some"]), chinese(match["whole"]), match["some_after"]
        else:
            part, of, after = int(match["over"]), int(match["under"]), match["under_after"]
        if not 0 < part < of:
            return
        bound: str = self._before[prefix] if prefix else "eq"
        if prefix == "" and (about := _ABOUT_PART.search(text, max(0, at - _LONGEST_WHOLE), at)):
            bound = self._before[about[1]]
        bound = self._after.get(after or "", bound)
        share = round(100 * part / of, 2)
        yield Quantity(at - len(prefix), at, match.end(), share, None, "%", bound, "share")  # type: ignore[arg-type]  # bounds only

    def _multiple(self, text: str, match: re.Match[str], following: str) -> Iterator[Quantity]:
        """翻一番 is 100 % more, 翻两番 300; 三倍 a factor; 减半 half less."""
        at, stop = match.span()
        prefix = self._before_words.tail_of(text, at) or ""
        bound: str = self._before[prefix] if prefix else "eq"
        if match["fold"]:
            bound = self._after.get(match["fold_after"] or "", bound)
            if following not in "增率数量":
                yield Quantity(at - len(prefix), at, stop, float(chinese(match["fold"])), None, "倍", bound)  # type: ignore[arg-type]  # bounds only
            return
        if match["halved"]:
            value = -50.0
            meant = following in DELIMITERS
        elif match["doubled"]:
            value = 100.0
            meant = following in DELIMITERS and text[max(0, at - 2) : at] in {"实现", "翻番", "成功"}
        else:
            folds = match["folds"]
            times = int(folds) if folds and folds.isdigit() else chinese(folds) if folds else 1
            value = 100.0 * (2**times - 1)
            meant = following not in "身新过译"
            bound = "min" if match["folds_after"] else bound
        if meant:
            yield Quantity(at - len(prefix), at, stop, value, None, "%", bound, "multiple")  # type: ignore[arg-type]  # bounds only


def _rank(text: str, match: re.Match[str], following: str) -> Iterator[Quantity]:
    """An order among peers: 居全国第一, 全球首位; 第一产业 and 第一季度 are none."""
    at, stop = match.span()
    if following not in DELIMITERS and following not in "的跃升上提前进晋位":
        return
    if text.endswith(_TASKS, 0, at):
        return  # 作为第一位的任务
    if match["top"] and following == "的":
        return  # 排名前20位的企业: which ones are meant
    if not re.search(
        r"(?:[居列排位至到为获升跃名夺]|全[国省市区县州盟球]|世界|[东西中]部|国内|行业|城市|亚洲|地区|长三角|东北)$",
        text[max(0, at - 6) : at],
    ):
        return
    if match["top"]:
        yield Quantity(at, at, stop, float(ordinal(match["top"])), None, "位", "max", "rank")
    else:
        place = ordinal(match["place"]) if match["place"] else 1
        yield Quantity(at, at, stop, float(place), None, "位", "eq", "rank")


def _words_of(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The matches of the pattern of specials, looked for only at its signs."""
    position = start
    for sign in _SPECIAL_SIGN.finditer(text, start, end):
        at = sign.start()
        for first in (at,) if text[at] in _SIGN_FIRST else (at - 1, at):
            if first >= position and (match := _SPECIAL.match(text, first, end)):
                position = match.end()
                yield match
                break
