"""The check before a brief is given out: no number without a fact."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from fangzhi.lexicon.load import load_lexicon
from fangzhi.model.errors import EvidenceError
from fangzhi.present.brief.draft import Line, Section
from fangzhi.present.brief.phrases import Phrases
from fangzhi.store.atlas import Atlas
from fangzhi.store.export import facts_by_id

_NUMBER = re.compile(r"\d[\d,.]*")
_WORDS = ("quote", "name", "title", "industry", "code", "indicator")


def check(atlas: Atlas, sections: Iterable[Section], phrases: Phrases) -> int:
    """Compare every number of every line with the facts it cites, read again from the store; how many there are.

    EvidenceError for a number that no cited fact has, or a citation that is not in the store: such a brief does not
    come out.
    """
    lines = [line for section in sections for line in section.lines]
    wanted: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        for citation in line.citations:
            wanted[citation.kind].add(citation.fact_id)
    stored = {row["fact_id"]: row for kind, ids in wanted.items() for row in facts_by_id(atlas, kind, ids)}
    return sum(_check_line(line, stored, phrases) for line in lines)


def _check_line(line: Line, stored: Mapping[str, Mapping[str, Any]], phrases: Phrases) -> int:
    allowed: set[str] = set()
    for citation in line.citations:
        row = stored.get(citation.fact_id)
        if row is None:
            raise EvidenceError(f"the brief cites {citation.fact_id}, which the atlas does not have; report this")
        allowed |= _numbers_of(row, phrases)
    found = numbers(line.text)
    for number in found:
        if number not in allowed:
            raise EvidenceError(f"the brief says {number} in «{line.text}», which no fact has; report this")
    if found and not line.citations:
        raise EvidenceError(f"the brief says «{line.text}» without a source; report this")
    return len(found)


def numbers(text: str) -> list[str]:
    """The numbers of a text, without grouping.

    >>> numbers("up 5.3%, 12,345 of them.")
    ['5.3', '12345']
    """
    return [found.replace(",", "").rstrip(".") for found in _NUMBER.findall(text)]


def _numbers_of(row: Mapping[str, Any], phrases: Phrases) -> set[str]:
    words = [str(row[name]) for name in _WORDS if row.get(name)]
    lexicon = load_lexicon()
    if row.get("industry_id"):  # 6G is a name
        words += [name for i in lexicon.industries if i.id == row["industry_id"] for name in (i.zh, i.en)]
    if row.get("indicator_id") and (named := lexicon.indicators.find(row["indicator_id"])):
        words += [named.zh, named.en]
    if "measure" in row:
        words += [phrases.value(row), phrases.value(row, size=True), phrases.period(row["period"])]
    if row.get("amount") is not None:
        words.append(phrases.amount(row["amount"]))
    if "groups" in row:
        words.append(str(row["groups"]))
    return {number for word in words for number in numbers(word)}
