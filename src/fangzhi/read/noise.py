"""Characters without meaning: spaces in Chinese, ornaments inside words, footnote marks, invisible characters."""

import re
from functools import lru_cache
from typing import NamedTuple

from fangzhi.lexicon.reading import Noise
from fangzhi.read.edits import Edit

_SPACES = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_INVISIBLE = (
    "\u0000-\u0008\u000e-\u001b\u001f\u007f-\u0084\u0086-\u009f"  # control characters that break no line
    "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\ufffc\ue000-\uf8ff"
)
_CJK = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…·《》、。\u25a0-\u25ff]")
_SPACE = re.compile(f"[{_SPACES}]")
_GROUP_BEFORE = re.compile(r"(?:^|[^\d.,])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}){0,5}$")
_GROUP_AFTER = re.compile(r"\d{3}(?:[ \u00a0\u2009\u202f]\d{3}){0,5}(?:\.\d+)?[ \u00a0]?[万亿千百元吨]")
_PERCENT_AFTER = re.compile(r"\d{1,2} ?[%‰]")


class _Patterns(NamedTuple):
    candidates: tuple[re.Pattern[str], ...]
    run: re.Pattern[str]
    special: re.Pattern[str]
    footnote: re.Pattern[str]


@lru_cache(maxsize=8)
def _patterns(noise: Noise, language: str) -> _Patterns:
    blank = re.escape(noise.ornaments) + _INVISIBLE + _SPACES
    triangle = f"[{re.escape(noise.triangles)}]"
    special = r"\[［〔【（(&①-⑳¹²³⁰⁴-⁹" + re.escape(noise.triangles)
    candidates = [f"[{blank}{special}]"]
    if language == "en":
        # Most spaces of an English text part two words and stay; those are passed over unlooked at.
        candidates = [f"[{blank.replace(' ', '', 1)}{special}]", r" (?:(?<![A-Za-z,;:)”’\"'] )|(?![A-Za-z(“‘\"'$]))"]
    marks = [rf"(?<=\S)(?:{mark})" for mark in noise.footnotes]
    return _Patterns(
        tuple(re.compile(candidate) for candidate in candidates),
        re.compile(f"[{blank}]+"),
        re.compile("|".join([*noise.inline, *marks, rf"{triangle}(?!\d)", rf"(?:(?<=\n)|\A){triangle}"])),
        re.compile("|".join(noise.footnotes)),
    )


def noise_edits(text: str, noise: Noise, language: str) -> list[Edit]:
    """What to leave out of a text whose widths are folded.

    Chinese needs no space, English one between words; a space inside a number goes in both.

    >>> from fangzhi.lexicon.reading import load_reading
    >>> from fangzhi.read.edits import apply_edits, positions
    >>> text = "增长 6◆■ .2 %，突破 1 234 亿元［15］。"
    >>> apply_edits(text, positions(len(text)), noise_edits(text, load_reading().noise, "zh"))[0]
    '增长6.2%，突破1234亿元。'
    """
    candidates, run, special, footnote = _patterns(noise, language)
    starts = [match.start() for candidate in candidates for match in candidate.finditer(text)]
    if len(candidates) > 1:
        starts.sort()
    edits: list[Edit] = []
    done = 0
    for start in starts:
        if start < done:
            continue
        blank = run.match(text, start)
        if blank is not None:
            done = blank.end()
            if start and text[start - 1] != "\n" and (mark := footnote.match(text, done)) is not None:
                done = mark.end()
                edits.append(Edit(start, done))
                continue
            edit = _blank_edit(text, start, done, language)
            if edit is not None:
                edits.append(edit)
        elif (mark := special.match(text, start)) is not None:
            done = mark.end()
            edits.append(Edit(start, done))
    return edits


def _blank_edit(text: str, start: int, end: int, language: str) -> Edit | None:
    space = _SPACE.search(text, start, end)
    if space is None:
        return Edit(start, end)
    left = text[start - 1] if start else "\n"
    right = text[end] if end < len(text) else "\n"
    if left == "\n" or right == "\n":
        return Edit(start, end)
    keep = space.start()
    blank = text[start:end]
    if "\u3000\u3000" in blank:  # the indent of the next paragraph, whose line break was lost
        return Edit(start, end, keep, "\n")
    if not _space_stays(text, start, end, language):
        return Edit(start, end)
    return None if blank == " " else Edit(start, end, keep, " ")


def _space_stays(text: str, start: int, end: int, language: str) -> bool:
    left, right = text[start - 1], text[end]
    wide = (_CJK.match(left) is not None) + (_CJK.match(right) is not None)
    if wide:
        # Three spaces and a tab set columns or items apart; one or two are a scraper's.
        return wide == 1 if language == "en" else "\t" in text[start:end] or text[start:end].count(" ") > 2
    if right in "%‰":
        return not left.isdigit()
    if "+" in {left, right}:
        return not (left.isalnum() or right.isalnum())
    if not left.isdigit() and left != ".":
        return True
    if right == ".":
        return not text[end + 1 : end + 2].isdigit()
    if left == ".":
        return not (text[start - 2 : start - 1].isdigit() and _PERCENT_AFTER.match(text, end))
    return not (_GROUP_AFTER.match(text, end) and _GROUP_BEFORE.search(text, max(0, start - 20), start))
