"""What a document says of itself: title, day, region, kind, publisher and number where nobody gave them.

Each answer comes with how it was found. Where the text does not say there is none, for a guess here would put
a wrong year or a wrong region under every fact of the document.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import PurePath
from typing import NamedTuple

from fangzhi.lexicon.reading import DocumentWords, KindWords
from fangzhi.lexicon.regions import RegionRegister
from fangzhi.model.region import Region
from fangzhi.read.dates import first_day, first_year, latest_year
from fangzhi.read.head import Head
from fangzhi.read.places import commonest_place, place_in

_OPENING = 3000
_LIST_MARK = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[）)、]|\d{1,2}[.、）)]|——|--|[（(]|第[一二三四五六七八九十]+[章节]|目录|附件"
)
_NO_TITLE = re.compile(r"。|[：:；;，、.]$|(?:摄|会议上[）)]?)$|^(?:记者|作者|来源|编辑)")
_SITE = re.compile(r"(?:_|\s?[|｜]\s?|\s[-–]\s)[^_|｜]{2,30}$|\[图\]$")
_MONTH = re.compile(r"[*_（(]{0,2}(?:19|20)\d\d年\d{1,2}月[*_）)]{0,2}")
_MEETING = re.compile(r"日[^。\n]{0,4}在[^。\n]{2,60}?(?:会议|大会)")
_ASSEMBLY = re.compile(r"(?:我代表|在)([^，。,\s]{2,14}?)(?:人民政府|第?[一二三四五六七八九十百]+届人民代表大会)")
_ISSUER = re.compile(r"^(.{2,12}?)(?:人民政府|办公厅|办公室|委员会|统计局|厅|局)")
_NUMBER = re.compile(r"[（(]?([\u4e00-\u9fff]{1,10}[〔\[【（(](?:19|20)\d{2}[〕\]】）)](?:第)?\d{1,4}号)[）)]?")
_OFFICE = re.compile(r"[\u4e00-\u9fff]{2,20}(?:人民政府|办公厅|办公室|委员会|厅|局)$")
_AFTER_WORD = (
    r"(?:[》”\"）)]|[（(][^（）()]{1,20}[）)])*(?:的(?:通知|决定|公告|批复))?(?:[（(][^（）()]{1,20}[）)])*(?:全文)?$"
)


class Guess(NamedTuple):
    """A value as text, and how it was found."""

    value: str
    how: str


class Day(NamedTuple):
    """A day of publication, and how it was found."""

    value: date
    how: str


class Place(NamedTuple):
    """A region, and how it was found."""

    value: Region
    how: str


def infer_title(head: Head, words: DocumentWords, regions: RegionRegister) -> Guess | None:
    """The line of the head that is most like a title: it names a kind of document, a year, a region."""
    best, best_score = "", 0.0
    repeated = Counter(line for line, _ in head.lines)
    for number, (line, source) in enumerate(head.lines):
        score = _title_score(line, words, regions) - number / 50
        if score > 0 and repeated[line] > 1:
            score += 1.2
        if score > best_score:
            title = source if source.count(" ") <= max(3, len(line) // 5) else line
            before = head.lines[number - 1][0] if number else ""
            if line.startswith("关于") and _OFFICE.fullmatch(before):
                title = before + title
            best, best_score = title, score
    return Guess(_SITE.sub("", best).strip(), "the line most like a title") if best else None


def _title_score(line: str, words: DocumentWords, regions: RegionRegister) -> float:
    letters = sum("\u4e00" <= character <= "\u9fff" for character in line)
    if not (6 <= letters <= 90 or (letters == 0 and 15 <= len(line) <= 160)):
        return 0.0
    if _LIST_MARK.match(line) or _NO_TITLE.search(line) or first_day(line):
        return 0.0
    score = 0.5 + (3 if _kind_by_title(line, words) else 0) + (1 if first_year(line) else 0)
    return score + (1 if place_in(line, regions) else 0) + (0.5 if letters >= 10 or len(line) >= 30 else 0)


def full_title(title: str, published: date | None, region: Region | None, words: DocumentWords) -> Guess | None:
    """A title that says the same everywhere, with year and region before it; None for any other title."""
    if title not in words.bare_titles or published is None or region is None:
        return None
    return Guess(f"{published.year}年{region.name}{title}", "heading, with year and region before it")


def infer_kind(title: str | None, text: str, words: DocumentWords) -> Guess:
    """The kind of document, by its title, else by its opening; ``other`` when neither tells."""
    if title and (kind := _kind_by_title(title, words)):
        return Guess(kind, "title")
    opening = text[:_OPENING].lower()
    for kind_words in words.kinds:
        for word in kind_words.head:
            if word in opening:
                return Guess(kind_words.id, f"«{word}» in the opening")
    return Guess("other", "no title or opening that tells")


def _kind_by_title(title: str, words: DocumentWords) -> str | None:
    plain = title.lower()
    return next((kind.id for kind in words.kinds if _has_kind(plain, kind)), None)


def _has_kind(title: str, kind: KindWords) -> bool:
    if any(word in title for word in kind.title):
        return True
    # «四川印发《行动计划》» is the news of a plan; the plan itself begins with 《 or is 关于印发《…》的通知.
    quoted = title.find("《") > 0 and "关于" not in title
    return not quoted and any(re.search(re.escape(word) + _AFTER_WORD, title) for word in kind.ending if word in title)


def infer_published(text: str, head: Head, title: str | None, kind: str, path: str) -> Day | None:
    """The day of publication: labelled, in the head, of the meeting, in the file's name; else from a year."""
    return next(_days(text, head, title, kind, path), None)


def _days(text: str, head: Head, title: str | None, kind: str, path: str) -> Iterator[Day]:
    for field in ("published", "written"):
        if field in head.fields and (day := first_day(head.fields[field][0])):
            yield Day(day, head.fields[field][1])
    yield from _days_in(text)
    name = PurePath(path).stem
    if day := first_day(name):
        yield Day(day, "file name")
    latest = latest_year(text[:20_000])
    for source, how in ((title or "", "title"), (name, "file name")):
        if (year := first_year(source)) and (latest is None or year <= latest + 1):  # else a plan runs to that year
            after = 1 if kind == "communique" else 0  # a communiqué of a year comes out in the next
            yield Day(date(year + after, 1, 1), f"year in the {how}")
    if latest is not None:
        # The last day, so that nothing the text reports lies after it.
        yield Day(date(latest, 12, 31), "latest year in the text")


def _days_in(text: str) -> Iterator[Day]:
    opening = text[:_OPENING]
    for line in opening.split("\n")[:60]:
        plain = line.strip()
        if len(plain) > 150:
            break
        byline = _MEETING.search(plain) or plain.startswith(("——", "――", "（", "("))
        if len(plain) <= 60 and not byline and (day := first_day(plain)):
            yield Day(day, "date line in the head")
        if _MONTH.fullmatch(plain) and (month := first_day(f"{plain.strip('*_（）()')}1日")):
            yield Day(month, "month in the head")
    joined = opening.replace("\n", "")
    if (meeting := _MEETING.search(joined)) and (
        day := first_day(joined[max(0, meeting.start() - 14) : meeting.start() + 1])
    ):
        yield Day(day, "day of the meeting")
    for line in text[-600:].split("\n")[-8:]:
        if len(line) <= 20 and (day := first_day(line)):
            yield Day(day, "date at the end")


def infer_region(
    text: str, title: str | None, publisher: str | None, path: str, regions: RegionRegister
) -> Place | None:
    """The region a document is about: its issuer, its title, the assembly it was read to, else the commonest."""
    opening = text[:_OPENING]
    issuer = _ISSUER.match(title or "")
    assembly = [match[1] for match in _ASSEMBLY.finditer(opening.replace("\n", ""))]
    name = PurePath(path).stem
    for words, how in (
        (issuer[1] if issuer else "", "issuer in the title"),
        (title or "", "title"),
        *((match, "assembly or government that it was read for") for match in assembly),
        (publisher or "", "publisher"),
        (name, "file name"),
    ):
        if words and (region := place_in(words, regions)) is not None:
            return Place(region, how)
    commonest = commonest_place(opening, regions)
    if commonest is not None and commonest[1] > 1:
        return Place(commonest[0], f"named {commonest[1]} times in the opening")
    return None


def infer_number(head: Head, text: str) -> Guess | None:
    """The document's own number, on a line of its own or labelled; one in a sentence may be another's."""
    if "document_number" in head.fields:
        return Guess(*head.fields["document_number"])
    for line in text[:_OPENING].split("\n")[:60]:
        match = _NUMBER.fullmatch("".join(line.split()))
        if match is not None:
            return Guess(match[1], "line of its own")
    return None
