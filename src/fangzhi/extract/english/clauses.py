"""Where the clause of an English number begins."""

import re

from fangzhi.extract.english.words import EnglishWords

_CLAUSE_MARKS = ("—", ", ", "; ", ": ", " - ", ") ", "(")
_LISTED = re.compile(r"\s(?!and |while |with |but |or |which |where )[\w’'& -]+?\sand\s", re.IGNORECASE)
# «However, the computer, telephone, and other equipment making industry saw»: all that is one name
_OTHERS = re.compile(r"\s{0,9}and (?:other|related)\s")
_NAMED = re.compile(r"(?:^\s{0,9}|[,;.]\s|\bthe\s)(?P<list>(?:[a-z][\w-]*(?:\s[a-z][\w-]*){0,3},\s?){1,5})\s{0,9}$")
_WITH = re.compile(r"^(?:with|while|and|as)\s(?:the\s)?")
# «Ten plants will be built with total investment projected to»: the measure stands apart from the deed
_WITH_MEASURE = re.compile(
    r"\b(?:will|was|were|is|are|has|have|had|been)\s[^,;]{3,120}?\swith\s"
    r"(?=(?:an?\s|its\s|their\s)?(?:total|combined|cumulative|overall|aggregate|planned)\s)"
)
_WITH_REACH = re.compile(
    r"\w\swith\s(?:an?\s|its\s|the\s|their\s)?(?P<what>(?:[\w’'-]+\s){0,3}[\w’'-]+)"
    r"\s(?:reaching|exceeding|surpassing|hitting|totall?ing)\s{0,9}$"
)
_PREPOSITION = re.compile(r"\s(?:of|in|for|such as)\s", re.IGNORECASE)
_ADVERBIAL = re.compile(
    r"(?:in|for|as|with|among|despite|according|by|from|on|at|during|over|under|after|since)\b", re.IGNORECASE
)


def clause_start(words: EnglishWords, head: str) -> int:
    """Where the clause of a number begins in what stands before it; a comma inside a list of nouns is no border."""
    at = max(head.rfind(mark) for mark in _CLAUSE_MARKS) + 1
    if _OTHERS.match(head, at) and (named := _NAMED.search(head, 0, at)) is not None:
        return named.start("list")
    while at > 1 and head[at - 1] == "," and _LISTED.match(head, at):
        first = _list_start(words, head[: at - 1])
        if first is None:
            break
        at = first
    if (with_reach := _WITH_REACH.search(head, at)) is not None and words.objects.is_measure(with_reach["what"]):
        return with_reach.start("what")
    if (added := _WITH_MEASURE.search(head, at)) is not None and words.objects.measured.search(head, added.end()):
        return added.end()
    return at


def _list_start(words: EnglishWords, before: str) -> int | None:
    """Where the clause begins whose list goes on behind ``before``: «the value added of steel, glass».

    The members before the last are nouns without a verb; the first stands behind a preposition.
    """
    end = len(before)
    for _ in range(8):
        start = max(before.rfind(mark, 0, end) for mark in _CLAUSE_MARKS) + 1
        segment = _WITH.sub("", before[start:end].strip())
        if any(words.is_verb(word) for word in segment.split()):
            return None
        if _ADVERBIAL.match(segment):
            return None
        if _PREPOSITION.search(segment):
            return start
        if start < 2 or before[start - 1] != "," or len(segment.split()) > 4:
            return None
        end = start - 1
    return None
