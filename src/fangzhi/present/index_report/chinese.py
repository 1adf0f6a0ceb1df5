"""What a report says, in Chinese: its sentences from chinese.toml, what changes in them filled in."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from html import escape, unescape
from importlib.resources import files

_WORDS_OF_DRAWING = re.compile(r"(?<=>)[^<>]+(?=</(?:text|title))")


@lru_cache(maxsize=4096)
def in_chinese(text: str) -> str:
    """The sentence in Chinese; one that the list lacks stays as it is, for the reader to see that it is missing.

    >>> in_chinese("Rank intervals"), in_chinese("Main obstacles in 2025"), in_chinese("something else")
    ('位次区间', '2025 年的主要障碍因子', 'something else')
    """
    exact, patterns = _phrases()
    if text in exact:
        return exact[text]
    for pattern, chinese in patterns:
        if found := pattern.fullmatch(text):
            return chinese.format(*found.groups()[: chinese.count("{}")])
    return text


def drawing_in_chinese(svg: str) -> str:
    """A drawing with its words in Chinese."""
    return _WORDS_OF_DRAWING.sub(lambda found: escape(in_chinese(unescape(found[0]))), svg)


@cache
def _phrases() -> tuple[dict[str, str], tuple[tuple[re.Pattern[str], str], ...]]:
    text = (files("fangzhi.present.index_report") / "chinese.toml").read_text(encoding="utf-8")
    pairs = [(english, chinese) for english, chinese in tomllib.loads(text)["phrases"]]
    open_ones = sorted((pair for pair in pairs if "{}" in pair[0]), key=lambda pair: -len(pair[0]))
    return (
        {english: chinese for english, chinese in pairs if "{}" not in english},
        tuple((re.compile(re.escape(english).replace(r"\{\}", "(.+?)")), chinese) for english, chinese in open_ones),
    )
