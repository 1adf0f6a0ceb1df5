"""The words of the pages in Chinese and English, from words.toml."""

import tomllib
from functools import cache
from importlib.resources import files

from fangzhi.present.values import Language

LANGUAGES: tuple[Language, ...] = ("zh", "en")


def word(key: str, language: Language, **parts: object) -> str:
    """The words of ``section.name``; a name that the file lacks stands for itself, so stored values never break a page.

    >>> word("measure.growth", "zh"), word("region.facts_here", "en", count=3), word("measure.odd", "en")
    ('增速', '3 facts', 'odd')
    """
    both = _words().get(key)
    if both is None:
        return key.rpartition(".")[2]
    text = both[LANGUAGES.index(language)]
    return text.format(**parts) if parts else text


def known_words() -> frozenset[str]:
    """All keys of the file."""
    return frozenset(_words())


@cache
def _words() -> dict[str, tuple[str, str]]:
    text = (files("fangzhi.present.web") / "words.toml").read_text(encoding="utf-8")
    return {
        f"{section}.{name}": (both[0], both[1])
        for section, entries in tomllib.loads(text).items()
        for name, both in entries.items()
    }
