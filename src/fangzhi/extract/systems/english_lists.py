"""Lists of industries in an English text, their members known or not, and the region of each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fangzhi.extract.places import Place
from fangzhi.extract.systems.setting import Setting

LISTED = "listed as an industry"
_LONGEST = 5  # words of a member that the lexicon does not know
_FARTHEST = 600  # characters of a list
_NOUN = r"(?:industries|industry|sectors?|fields|areas|clusters|chains|tracks|domains)"
_INTRO = re.compile(
    rf"\b{_NOUN}\b[^.;:\n]{{0,40}}?(?:\s(?P<of>of|in)\s{{1,9}}|\s(?:are|related to)\s{{1,9}}"
    r"|,?\s{0,9}\b(?:such as|including|includes?|cover(?:s|ed|ing)?|namely|like|comprising)\s{1,9}"
    r"|(?P<list>\s{0,9}[:—–]\s{0,9}|\s--?\s{1,9}))"
)
# «Chips, drugs and robots, which are defined as the three leading industries», «take drugs and robots as its pillars»
_OUTRO = re.compile(
    r"(?:,\swhich\s(?:are|have been|were)(?:\s\w+\sas)?|\sas)\s"
    rf"(?P<lead>(?:the|its|their)\s(?:[\w“”\"’'-]+\s){{0,5}}?{_NOUN})\b"
)
_TAKEN = re.compile(
    r"\b(?:take|taking|takes|took|list|listed|lists|name|named|names|designat\w{1,4}|identif\w{1,5}|regard\w{0,3})\s"
)
_DONE = re.compile(r"[a-z]+ed")  # «coal and tobacco, improved»
_BORDERS = (". ", "\n", "; ", ": ")
_SHORT = re.compile(r"\s(?:or\s|\()[A-Z][A-Za-z]{1,5}\)?$")
_LEAD = 60  # characters before the noun that may name a stage
_STOP = re.compile(r"\.(?=\s|$)|\n|[—–:(]|\s--?\s")
_JOINT = re.compile(
    r"(?:\s{0,9}\([^()]{1,30}\))?"
    r"(?:\s{0,9}[,;]\s{0,9}(?:and\s{1,9}|as well as\s{1,9}|or\s{1,9})?|\s{1,9}(?:and|as well as)\s{1,9})"
)
_ARTICLE = re.compile(r"(?:(?:the|a|an|other|both)\s+)+", re.IGNORECASE)
_OWNER = re.compile(r"[A-Z][A-Za-z']*?(?: Province| City)?['’]s\s+")
_NO_NAME = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|to|that|which|who|said|says|as|with|by|in|on|at|from|for|its|their|"
    r"more|all|many|some|other|others|among|where|according|accounting|making|aims?|plans?)\b|[\d%\"“”]"
)
_TRAILING = re.compile(rf"(?<!\s)\s+{_NOUN}$")
_MOVED = re.compile(
    r"\b(?:grew|rose|jumped|surged|increased|climbed|expanded|fell|dropped|declined|witnessed|registered|recorded|posted|saw)"
    r"\b[^.]{0,30}\d"
)
_UNKNOWN = re.compile(
    r"\b(?:its|their|the|an?)\s+((?:[a-z][\w-]+\s+){0,2}[a-z][\w-]+)\s+"
    r"(?:industry|industrial cluster|industry cluster)\b"
)
_GENERIC = re.compile(
    r"\b(?:traditional|emerging|future|leading|pillar|key|local|strategic|tertiary|modern|whole|entire|private|domestic|"
    r"global|national|regional|advanced|new|related|relevant|whole|core|high-tech|high-end|real|secondary|primary|own|"
    r"competitive|world-class|large|same|and|of|for|in|to|service|manufacturing)\b"
)
_CAPITAL = re.compile(r"\b[A-Z][a-z]+")
_REFERS = re.compile(r"(?:It|The (?:province|city|region|municipality)|They)\b")
_BEFORE = 400  # characters before a sentence in which its region may be named
_BEHIND = re.compile(
    r"\s+(?:(?:industry|industrial|manufacturing)\s+)?(?:clusters?|bases?|hubs?|zones?|parks?|industry)"
    r"(?:\s+will be [a-z]+(?: up)?)?\s+in\s+(?=[A-Z])"
)


@dataclass(frozen=True, slots=True)
class Item:
    """A name in a text; ``lead:told`` are the words that place it at a stage, unless ``stage`` says it."""

    start: int
    end: int
    lead: int
    rule: str
    stage: str | None = None
    told: int = 0


def listed_industries(text: str, known: re.Pattern[str]) -> Iterator[Item]:
    """«The ten industries cover A; B; C and D»: a list of which half and two at least are known names."""
    for intro in _INTRO.finditer(text):
        stop = _STOP.search(text, intro.end(), intro.end() + _FARTHEST)
        end = stop.start() if stop else min(len(text), intro.end() + _FARTHEST)
        if _MOVED.search(text, intro.start(), end):
            continue
        items = list(_items(text, intro.end(), end, known))
        sure = sum(1 for first, last in items if known.search(text, first, last))
        named = intro["list"] is not None and sure * 3 >= len(items) and sure > 1
        if (named or sure * 2 >= len(items)) and sure > (len(items) > 1 or intro["of"] is not None):
            lead = max(0, intro.start() - _LEAD)
            yield from (Item(first, last, lead, LISTED, told=intro.end()) for first, last in items)
    for outro in _OUTRO.finditer(text):
        yield from _before(text, outro, known)


def _before(text: str, outro: re.Match[str], known: re.Pattern[str]) -> Iterator[Item]:
    """The members of a list that stands before what it is called."""
    borders = (text.rfind(mark, 0, outro.start()) + len(mark) for mark in _BORDERS if mark in text[: outro.start()])
    at = max(borders, default=0)
    taken = list(_TAKEN.finditer(text, at, outro.start()))
    if taken:
        at = taken[-1].end()
    items = list(_items(text, at, outro.start(), known))
    sure = sum(1 for first, last in items if known.search(text, first, last))
    if items and items[-1][1] >= outro.start() - 12 and sure * 2 >= len(items) and sure > 1:
        yield from (Item(first, last, outro.start("lead"), LISTED, told=outro.end()) for first, last in items)


def list_from(text: str, at: int, end: int, known: re.Pattern[str]) -> list[tuple[int, int]]:
    """The members of a list that begins with a known name: at least two are known and as many as are not."""
    stop = _STOP.search(text, at, end)
    items = list(_items(text, at, stop.start() if stop and not text.startswith("(", stop.start()) else end, known))
    sure = sum(1 for first, last in items if known.search(text, first, last))
    return items if sure > 1 and sure * 2 >= len(items) else []


def _items(text: str, at: int, end: int, known: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    while at < end:
        if article := _ARTICLE.match(text, at, end):
            at = article.end()
        if owner := _OWNER.match(text, at, end):
            at = owner.end()
        name = known.match(text, at, end)
        joint = _JOINT.match(text, name.end(), end) if name else None
        if name is not None and (joint or name.end() == end):
            yield at, name.end()
        else:
            joint = _JOINT.search(text, at, end)
            stop = joint.start() if joint else end
            words = _SHORT.sub("", _TRAILING.sub("", text[at:stop]))
            if not words or len(words.split()) > _LONGEST or _NO_NAME.search(words) or _DONE.fullmatch(words):
                if name is not None:
                    yield at, name.end()
                return
            yield at, at + len(words)
        if joint is None:
            return
        at = joint.end()


def named_in(text: str, start: int, end: int, known: re.Pattern[str]) -> list[tuple[int, int]]:
    """The known names of a sentence, and what it calls an industry with a name that nobody knows."""
    names = [match.span() for match in known.finditer(text, start, end)]
    if " industr" in text[start:end]:
        for match in _UNKNOWN.finditer(text, start, end):
            first, last = match.span(1)
            if not _GENERIC.search(match[1]) and not any(a < last and first < b for a, b in names):
                names.append((first, last))
        names.sort()
    return names


def place_of_item(setting: Setting, item: Item) -> Place:
    """The owner before a name (Hunan's mining), the place behind it (cluster in Luoyang), else the sentence's.

    In a survey of regions the sentence's is the one named last before it.
    """
    text = setting.text
    start = max(text.rfind(". ", 0, item.start) + 2, text.rfind("\n", 0, item.start) + 1)
    owners = list(_CAPITAL.finditer(text, start, item.start))
    if owners and text[owners[-1].end() : item.start].replace(" Province", "") in {"'s ", "’s "}:
        owner = setting.english_place(owners[-1].start(), item.start)
        if owner is not None:
            return owner
    behind = _BEHIND.match(text, item.end)
    if behind and (place := setting.english_place(behind.end(), behind.end() + 40)):
        return place
    if setting.issuer.code == "100000" or setting.issuer.name == "全国":
        if _REFERS.match(text, start):  # It would focus on …: the region of the sentence before
            owners = list(_CAPITAL.finditer(text, max(0, start - _BEFORE), item.start))
        for capital in reversed(owners):
            if (place := setting.english_place(capital.start(), item.start)) is not None:
                return place
    return setting.english_region_at(item.start)
