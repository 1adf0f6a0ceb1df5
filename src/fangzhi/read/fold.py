"""A text made plain for the extractor, every character with its place in the source."""

import re
from collections.abc import Sequence

from fangzhi.lexicon.reading import ReadingWords
from fangzhi.model.document import FoldedText
from fangzhi.read.edits import Edit, apply_edits, positions
from fangzhi.read.lines import line_edits
from fangzhi.read.noise import noise_edits
from fangzhi.read.script import is_traditional, simplify
from fangzhi.read.width import fold_width

LONGEST_SENTENCE = 2_000  # characters; the longest of 31 reports of provinces has 638
_SENTENCES = {"zh": re.compile(r"[。！？!?…\n]"), "en": re.compile(r"[!?\n]|(?<!\bU\.S)(?<!\bNo)\.(?=\s)")}
_COMMON_END = {"zh": "。", "en": ". "}


def fold_text(text: str, words: ReadingWords, *, language: str = "zh", unread: Sequence[Edit] = ()) -> FoldedText:
    r"""Fold a text: widths and traditional characters one to one, then noise and furniture out, paragraphs joined.

    ``unread`` is what the format of the file already tells to be no running text.

    >>> from fangzhi.lexicon.reading import load_reading
    >>> folded = fold_text("增长６◆．２％，\n居全国第4位。", load_reading())
    >>> folded.text, folded.source_span(2, 6)
    ('增长6.2%，居全国第4位。', Span(start=2, end=7))
    """
    plain = fold_one_to_one(text, words, language=language)
    plain, origin = apply_edits(plain, positions(len(text)), unread)
    plain, origin = apply_edits(plain, origin, noise_edits(plain, words.noise, language))
    plain, origin = apply_edits(plain, origin, line_edits(plain, words.furniture[language], language))
    plain, origin = apply_edits(plain, origin, endless_edits(plain, language))
    return FoldedText(plain, origin)


def endless_edits(text: str, language: str) -> list[Edit]:
    """Leave out what goes on for more than ``LONGEST_SENTENCE`` characters without an end: no sentence does.

    Whatever is asked of a sentence later then takes a bounded time for each of its characters.

    >>> text = "增长5%。" + "1、" * 2_000 + "。下降3%。"
    >>> [(edit.start, edit.end) for edit in endless_edits(text, "zh")]
    [(5, 4006)]
    """
    if max(map(len, text.split(_COMMON_END[language]))) <= LONGEST_SENTENCE:  # nearly always, and at once
        return []
    edits: list[Edit] = []
    start = 0
    for end in [*(mark.end() for mark in _SENTENCES[language].finditer(text)), len(text)]:
        if end - start > LONGEST_SENTENCE:
            stop = end - 1 if text[end - 1] == "\n" else end  # paragraphs stay apart
            edits.append(Edit(start, stop))
        start = end
    return edits


def fold_one_to_one(text: str, words: ReadingWords, *, language: str = "zh") -> str:
    """Widths and traditional characters folded; every character keeps its place."""
    plain = fold_width(text, words.noise)
    return simplify(plain) if language == "zh" and is_traditional(plain) else plain
