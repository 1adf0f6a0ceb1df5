"""Platforms: laboratories, centres, parks, clusters and designations, by name or by count."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fangzhi.extract.systems.setting import Setting
from fangzhi.lexicon.cues import Cues
from fangzhi.lexicon.platforms import PlatformKind
from fangzhi.model.facts import Platform

_REACH = 24
_BREAK = re.compile(r".*[，,。；;：:！？\n、（）()《》的]", re.DOTALL)
_COUNT_BEFORE = re.compile(r".*?(?<![\d.])(\d{1,6})(?:多|余)?(?:个|家|户|项|所|座|批)(?:左右)?", re.DOTALL)
_COUNT_BEHIND = re.compile(r"(?:企业)?(?:新增|达到|增至|达|超|突破|超过|累计达)?(\d{1,6})(?:个|家|户|项|所|座)")


@dataclass(frozen=True, slots=True)
class PlatformWords:
    """The nouns of platform_kinds.csv as one pattern, and the words of platform_cues.toml."""

    noun: re.Pattern[str]
    category: dict[str, str]
    levels: tuple[tuple[str, str], ...]
    verb: re.Pattern[str]
    empty: re.Pattern[str]


def platform_words(kinds: Sequence[PlatformKind], cues: Cues) -> PlatformWords:
    """Compile the nouns and the words."""
    category = {word: kind.id for kind in kinds for word in kind.words}

    def either(words: Sequence[str]) -> str:
        return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))

    return PlatformWords(
        noun=re.compile(either(list(category))),
        category=category,
        levels=tuple((word, level) for level, words in cues.tables["level"].items() for word in words),
        verb=re.compile(f".*(?:{either(cues.words('verb', 'before'))})", re.DOTALL),
        empty=re.compile(f"(?:{either(cues.words('verb', 'empty'))})*"),
    )


def platform_facts(setting: Setting, words: PlatformWords) -> list[Platform]:
    """Every platform that is named, counted or given a level; a bare noun is none."""
    return list(_find(setting, words))


def _find(setting: Setting, words: PlatformWords) -> Iterator[Platform]:
    text = setting.text
    for noun in words.noun.finditer(text):
        floor = max(0, noun.start() - _REACH)
        window = text[floor : noun.start()]
        start = 0
        if found := _BREAK.match(window):
            start = found.end()
        count = _COUNT_BEFORE.match(window, start)
        if count:
            start = count.end()
        elif verb := words.verb.match(window, start):
            start = verb.end()
        start += len(window[start:]) - len(window[start:].lstrip("“和与及”"))
        prefix = window[start:]
        behind = _COUNT_BEHIND.match(text, noun.end())
        level = next((level for word, level in words.levels if word in prefix or noun[0].startswith(word)), None)
        number = int(count[1]) if count else int(behind[1]) if behind else None
        if number is None and (level is None or words.empty.fullmatch(prefix)) and len(prefix) < 2:
            continue
        if number is None and level is None and words.empty.fullmatch(prefix):
            continue
        first = floor + start
        yield Platform(
            **setting.evidence(first, noun.end(), place=setting.site_of(first, noun.end())),
            rule="counted platform" if number is not None else "named platform",
            confidence="certain" if level else "context",
            name=text[first : noun.end()],
            category=words.category[noun[0]],
            level=level,
            count=number,
        )
