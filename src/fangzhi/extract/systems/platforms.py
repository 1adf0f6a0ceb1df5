"""Platforms: laboratories, centres, parks, clusters and designations, by name or by count."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fangzhi.extract.places import Place
from fangzhi.extract.systems.marks import LastWord
from fangzhi.extract.systems.setting import Setting
from fangzhi.extract.wordset import WordSet
from fangzhi.lexicon.cues import Cues
from fangzhi.lexicon.platforms import PlatformKind
from fangzhi.model.facts import Platform

_REACH: Final = 34
_AREAS: Final = frozenset("市县区旗")  # 徐州, 南通: without the word for what they are
_PLACE: Final = 12  # characters of the name of a place
_LONGEST: Final = 24  # characters of a name before its noun
_BREAK: Final = re.compile(r"[，,。；;：:！？\n、（）()《》]|(?<!目)的|的(?!地)")
_WHERE: Final = re.compile(r"[（(][^（()）]{2,8}[）)]$")
_UNITS: Final = "个家户所座项"
_COUNT_BEFORE: Final = re.compile(rf"(?<![第\d.—－～~至到-])(\d{{1,6}})[多余]?[{_UNITS}](?:(?:及)?以上|左右)?")
_COUNT_BEHIND: Final = re.compile(
    r"(?:企业)?(?:新增|达到|增至|突破|超过|累计达|累计|超|达)?(\d{1,6})[多余]?"
    rf"[{_UNITS}](?:(?:及)?以上|左右)?(?=[，,。；;、：:！？\n（）()和与及]|$)"
)
_COUNTED_IN_ITEMS: Final = frozenset({"pilot_city", "research_infrastructure"})
_ENDS: Final = frozenset("，,。；;、：:！？\n（）()和与及等")
_JOINT: Final = frozenset("和与及")
_WATERS: Final = frozenset("山湖江河海岛")  # 泰山实验室: the mountain, not the district of that name
_BUILT: Final = re.compile("建设(?=国家|省级)")
_ORDINAL: Final = re.compile(r"第[\d一二三四五六七八九十]+[个家]")
_DIGIT: Final = re.compile(r"\d")


Hit = tuple[int, int]
"""Start and end of a noun in the text."""


@dataclass(frozen=True, slots=True)
class PlatformWords:
    """The kinds by their nouns, and the words of platform_cues.toml."""

    kinds: dict[str, PlatformKind]
    nouns: WordSet
    cues: Cues
    levels: tuple[tuple[str, str], ...]
    firm: LastWord
    first: re.Pattern[str]
    won: re.Pattern[str]
    many: re.Pattern[str]
    mixed: re.Pattern[str]
    empty: re.Pattern[str]
    behind: re.Pattern[str]


def platform_words(kinds: Sequence[PlatformKind], cues: Cues) -> PlatformWords:
    """Compile the nouns and the words."""
    by_word = {word: kind for kind in kinds for word in kind.words}

    def either(words: Sequence[str]) -> str:
        return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))

    return PlatformWords(
        kinds=by_word,
        nouns=WordSet(by_word),
        cues=cues,
        levels=tuple((word, level) for level, words in cues.tables["level"].items() for word in words),
        firm=LastWord(cues.words("verb", "firm")),
        first=re.compile(f"(?:{either(cues.words('verb', 'first'))})*"),
        won=re.compile(either(cues.words("verb", "won"))),
        many=re.compile(either(cues.words("verb", "many"))),
        mixed=re.compile(either(cues.words("empty", "mixed"))),
        empty=re.compile(f"(?:{either([*cues.words('empty', 'words'), *cues.index('level')])})*"),
        behind=re.compile(f"(?!{either(cues.words('behind', 'not'))})(?:{either(cues.words('behind', 'words'))})"),
    )


@dataclass(frozen=True, slots=True)
class _Mention:
    """A noun with the words before it that belong to it."""

    floor: int
    start: int
    noun: int
    end: int
    quoted: tuple[int, int]
    count: int | None


def platform_facts(setting: Setting, words: PlatformWords, nouns: Sequence[int]) -> list[Platform]:
    """Every platform that is named, counted or given a level; a bare noun is none.

    ``nouns`` are where words of the kinds begin in the text, in order; of those that overlap the first counts, the
    longest that begins there.
    """
    out: list[Platform] = []
    before = 0
    for at in nouns:
        word = words.nouns.head_of(setting.text, at) if at >= before else None
        if word is None:
            continue
        noun = (at, at + len(word))
        out += _platform(setting, words, noun, before)
        before = noun[1]
    return out


def _platform(setting: Setting, words: PlatformWords, noun: Hit, before: int) -> list[Platform]:
    text, at = setting.text, noun[0]
    word = text[at : noun[1]]
    kind = words.kinds[word]
    title = text.rfind("《", max(0, at - _REACH), at)
    if title >= 0 and text.find("》", title, at) < 0:
        return []
    found = _mention(setting, noun, words, before)
    if found is None:
        return []
    name, prefix = text[found.start : found.end], text[found.start : found.noun]
    if not _is_clean(prefix, name, words):
        return []
    level = _level(prefix, word, words)
    named = setting.place_end(found.start, found.noun) is not None
    if found.count is None:
        if kind.told_by == "count" or (kind.told_by == "level" and level is None and not named):
            return []
        if (
            not named
            and words.empty.fullmatch(prefix)
            and not (level and words.won.search(text, found.floor, found.start))
        ):
            return []
        if not named and level is None and len(prefix) < 2:
            return []
    elif word in words.cues.words("noun", "bare") and level is None and words.empty.fullmatch(prefix):
        return []
    told: list[tuple[int, int, Place, str]] = []
    if named and found.count is None:
        told = _first_of_list(setting, found, name)
    told.append((*found.quoted, _place(setting, found, named=named), name))
    return [
        Platform(
            **setting.evidence(start, end, place=place),
            rule="named platform" if found.count is None else "counted platform",
            confidence="certain" if level or found.count is not None else "context",
            name=one,
            category=kind.id,
            level=level,
            count=found.count,
        )
        for start, end, place, one in told
    ]


def _first_of_list(setting: Setting, found: _Mention, name: str) -> list[tuple[int, int, Place, str]]:
    """«甲市、乙市国家物流枢纽»: what the last place has, the places before it in the list have too."""
    text, at = setting.text, found.start
    stop = setting.place_end(found.start, found.noun)
    out: list[tuple[int, int, Place, str]] = []
    while stop is not None and text[at - 1 : at] in {"、", "和"}:
        end = at - 1
        first = next((start for start in range(max(0, end - _PLACE), end - 1) if setting.is_place(text[start:end])), -1)
        if first < 0 or (text[end - 1] in _AREAS) != (text[stop - 1] in _AREAS):
            break  # 甲区、乙新区、丙某某示范区: places of their own
        out.insert(0, (first, end, setting.site_of(first, end), text[first:end] + name[stop - found.start :]))
        at = first
    return out


def _mention(setting: Setting, noun: Hit, words: PlatformWords, before: int) -> _Mention | None:
    """The name that ends in a noun, and its number; None where either is not told apart from its surroundings."""
    text, (at, stop) = setting.text, noun
    floor, bounded = _floor(text, at, before)
    if bounded and text[floor - 1 : floor] in {"）", ")"}:
        floor = _before_bracket(setting, floor)
    counts = list(_COUNT_BEFORE.finditer(text, floor, at))
    counted = counts[-1] if counts else None
    start = counted.end() if counted else floor
    if verb_end := words.firm.end_in(text, start, at):
        start, counted = verb_end, None  # the number is that of the doers: 13个县获评…
    if not (bounded or verb_end or counts) or words.many.search(text, max(floor, start - 2), at):
        return None
    if counted is None:
        start = _behind_deed(setting, words, start, at)
    start, end = _quotes(text, start, stop)
    behind = _COUNT_BEHIND.match(text, end)
    if behind:
        if counted or _shared_before(text, start, floor):
            return None
        unit, count, quoted = behind[0], int(behind[1]), (start, behind.end())
    elif counted:
        if _shared_behind(text, end):
            return None
        unit, count, quoted = counted[0], int(counted[1]), (counted.start(), end)
    else:
        return _Mention(floor, start, at, end, (start, end), None) if _ends(text, end, words) else None
    if ("项" in unit and words.kinds[text[at:stop]].id not in _COUNTED_IN_ITEMS) or not (
        behind or _ends(text, end, words)
    ):
        return None
    return _Mention(floor, start, at, end, quoted, count)


def _behind_deed(setting: Setting, words: PlatformWords, start: int, end: int) -> int:
    """Where the name begins behind «支持苏州建设…», «统筹建设国家…»."""
    text = setting.text
    if first := words.first.match(text, start, end):
        start = first.end()
    doer = setting.place_end(start, end)
    if doer is not None and (deed := words.first.match(text, doer, end)) and deed[0]:
        start = deed.end()
    return max((built.end() for built in _BUILT.finditer(text, start, end)), default=start)


def _ends(text: str, end: int, words: PlatformWords) -> bool:
    """Whether a name may end here: no further noun follows it directly."""
    return end == len(text) or text[end] in _ENDS or words.behind.match(text, end) is not None


def _floor(text: str, at: int, before: int) -> tuple[int, bool]:
    """Where the words before a noun begin at the earliest, and whether a break stands there."""
    low = max(0, at - _REACH - 1)
    mark = _last_break(text, low, at)
    start = mark + 1
    if start <= before < at and text[before] in _JOINT:
        start = before + 1
    bounded = at - start <= _REACH and (mark >= 0 or low == 0 or start == before + 1)
    return (start, True) if bounded else (at - _REACH, False)


def _before_bracket(setting: Setting, floor: int) -> int:
    """Where a place begins that stands before a bracket that ends at ``floor``: 北京（京津冀）国际科技创新中心."""
    text = setting.text
    where = _WHERE.search(text, max(0, floor - _REACH), floor)
    if where is None or text[floor] in _JOINT:
        return floor
    end = where.start()
    starts = range(max(0, end - _PLACE), end - 1)
    return next((at for at in starts if setting.is_place(text[at:end]) or text[at:end] == "中国"), floor)


def _last_break(text: str, start: int, end: int) -> int:
    """The last break in ``text[start:end]``, -1 where there is none."""
    last = -1
    for found in _BREAK.finditer(text, start, end + 1):  # one more, for what must not follow 的
        if found.start() < end:
            last = found.start()
    return last


def _quotes(text: str, start: int, end: int) -> tuple[int, int]:
    """A name in quotation marks keeps both of them or none."""
    inside = text[start:end]
    if inside.count("“") > inside.count("”"):
        if text[end : end + 1] == "”":
            return start, end + 1
        if inside.startswith("“"):
            return start + 1, end
    if inside.count("“") < inside.count("”") and text[start - 1 : start] == "“":
        return start - 1, end
    return start, end


def _shared_behind(text: str, end: int) -> bool:
    """«10家A和B», «10家A、B»: the number is that of all."""
    if text[end : end + 1] not in {"、", *_JOINT}:
        return False
    item = _BREAK.split(text[end + 1 : end + 1 + _REACH], maxsplit=1)[0]
    return _DIGIT.search(item) is None


def _shared_before(text: str, start: int, floor: int) -> bool:
    """«A、B超500个»: the number is that of all, unless the item before has one of its own."""
    if floor == 0 or start > floor + 4 or text[floor - 1] not in {"、", *_JOINT}:
        return False
    end = low = floor - 1
    mark = -1
    while mark < 0 < low:  # mostly it is near, and a text may be long
        low = max(0, low - _REACH)
        mark = _last_break(text, low, end)
    return _DIGIT.search(text, max(mark, 0), end) is None


def _is_clean(prefix: str, name: str, words: PlatformWords) -> bool:
    """No list, no half quotation, no number, no residue of a clause in the words before a noun."""
    if len(prefix) > _LONGEST or name.count("“") != name.count("”") or prefix[:1].isdigit():
        return False
    if (
        _ORDINAL.search(prefix)
        or prefix.startswith(words.cues.words("empty", "starts"))
        or "等" in prefix
        or words.mixed.search(prefix)
    ):
        return False
    return not any(joint in prefix for joint in _JOINT) or prefix.startswith("国家")


def _level(prefix: str, noun: str, words: PlatformWords) -> str | None:
    told = next((level for word, level in words.levels if word in prefix), None)
    if told is None:
        starts = (level for level in ("national", "provincial") if noun.startswith(words.cues.words("noun", level)))
        told = next(starts, None)
    return None if told == "above" else told


def _place(setting: Setting, found: _Mention, *, named: bool) -> Place:
    """The place in its name, else the doer that its clause opens with, else the sentence's."""
    end = setting.place_end(found.start, found.noun) if named else None
    if end is None or setting.text[end] in _WATERS:
        return setting.doer_of(*found.quoted)
    place = setting.site_of(found.start, found.noun)
    county = place.code is not None and not place.code.endswith("00")
    return setting.doer_of(*found.quoted) if county and setting.text[end - 1] in _WATERS else place
