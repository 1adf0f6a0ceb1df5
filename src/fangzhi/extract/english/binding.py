"""What an English number is about: its label, measure and sign."""

import re
from dataclasses import dataclass

from fangzhi.extract.english.numbers import EnglishNumber
from fangzhi.extract.english.objects import part_of
from fangzhi.extract.english.words import EnglishWords
from fangzhi.model.facts import Measure

GROWTH_SIGNS = {"growth_up": 1, "growth_down": -1}
_MONEY = frozenset({"元", "美元"})
_VALUED = re.compile(
    r"GDP|gross domestic|value|output|revenue|investment|sales|income|trade|export|import|product", re.IGNORECASE
)
_LEVEL_AFTER_GROWTH = re.compile(
    r"[\s,]{0,9}(?:(?:year[ -]on[ -]year|year[ -]over[ -]year|from a year earlier|y/y|yoy)\s{1,9})?"
    r"(?:to|reaching|to reach|to a total of|to total|to hit|to stand at|to top|to exceed|hitting|totaling)\s{0,9}",
    re.IGNORECASE,
)
# «…, and will climb to»: the subject of the clause before goes on
_GOES_ON = re.compile(
    r"[\s,]{0,9}(?:and|then|before)?\s?(?:(?:will|would|should|could|may|is|are|was|further|then|expected|projected|set|likely|to"
    r"|forecast|estimated|eventually)\s){0,6}(?:climb|rise|rose|grow|grew|increase|expand|reach|hit|exceed|top|surge|soar|jump|fall"
    r"|fell|drop|decline)(?:ed|d|ped)?"
    r"(?:\sto)?\s{0,9}"
)
_ADDED = re.compile(r"\s(?:were\s|was\s)?(?:newly\s)?added\b")
_EXCEEDS = re.compile(r"(?:surpass|exceed|topp|will top|to top|tops|pass|cross|broke|breaking)\w{0,5}\s", re.IGNORECASE)
_COUNTED_OUTPUT = re.compile(
    r"\b(?:output|production|registrations|deliveries|exports|sales) of \w|\w (?:output|production)$"
)
_ONLY = re.compile(
    r"(?:\sonly|\sjust|\smerely|\sas (?:much|many|high) as|\san? (?:mere|impressive|whopping|staggering))(?=\s?$)"
)
_OR = re.compile(r"[\s,]{1,9}or\s{1,9}")
_THAN = re.compile(
    r"\s{1,9}((?:higher|lower|faster|slower|more|less) than [\w\s]{3,30}?|(?:above|below) [\w\s]{3,30}?)(?=[,.;]|$)"
)
_FROM = re.compile(r"\bfrom\s{0,9}$", re.IGNORECASE)
_GROWTH_RATE_OF = re.compile(r"\bgrowth rate (?:for|of|in) (.+)$", re.IGNORECASE)
_GROWTH_RATE = re.compile(r"(.{3,}?)\s(?:annual\s)?growth(?:\srate)?", re.IGNORECASE)
_GROWN = re.compile(
    r"(.{3,}?)\s{1,9}(?:growth|expansion)(?:\s{1,9}rate)?(?:\s{1,9}(?:targets?|goals?))?", re.IGNORECASE
)
_GROWTH_GOAL = re.compile(
    r"\b(?:annual|full-year|yearly)\s(?:economic\s|GDP\s)?growth\s(?:rate\s)?(?:target|goal)\s(?:is\s|was\s|set\s)?(?:of|at)\s{0,9}$",
    re.IGNORECASE,
)
_GROWTH_ALONE = re.compile(
    r"\s{0,9}(?:the\s)?(?:economic\s)?growth(?:\srate)?(?:\s(?:should|will|may|is to|would))?\s{0,9}"
)
_BY = re.compile(r"\b(?:by|(?<!stood )(?<!stands )(?<!standing )(?<!remained )at)\s{0,9}$")
_RATE = re.compile(r"\b(?:rate|ratio|share|proportion|level|price|prices|index)\b", re.IGNORECASE)
_WHOLE = re.compile(r"\s{0,9}(?:of|to)\s{1,9}((?:the |its )?[\w’'\s-]{3,60}?)(?=[,.;]|$|\sand\s(?:\w+\s){0,3}\d)")
_SHARE_OF = re.compile(r"share of (?P<subject>(?:(?! in )[^\n]){1,80}) in [^\n]{1,160}")
_AND = re.compile(r"[\s,]{0,9}(?:and\s{0,9})?")
_GENERIC = frozenset(
    {
        "province",
        "city",
        "county",
        "country",
        "region",
        "zone",
        "district",
        "municipality",
        "nation",
        "area",
        "they",
        "it",
    }
)
_PRONOUN = re.compile(r"(?:it|they|that|the figure|this)", re.IGNORECASE)
_THAT_OF = re.compile(r"\s{0,9}(?:(?:and|while|but|whereas) )?(?:that|those) (?=of )", re.IGNORECASE)
_HEAD_NOUN = re.compile(r"(.*?)\s{1,9}(?:of|in)\s{1,9}", re.IGNORECASE)
_OF_UNITS = frozenset({"units", "sets", "pieces", "vehicles", "people", "tonnes", "tons"})


@dataclass(frozen=True, slots=True)
class EnglishBinding:
    """A label with measure and sign; ``used`` is how far behind the number words were taken into the label."""

    label: str
    measure: Measure
    sign: int
    rule: str
    used: int = 0
    unit: str = ""


def bind_english(
    words: EnglishWords,
    text: str,
    number: EnglishNumber,
    head: str,
    end: int,
    told: str,
    *,
    growing: bool,
) -> EnglishBinding | None:
    """Bind one number. ``head`` is its clause so far, ``told`` the label told last, ``growing`` whether it grew.

    What comes out as a label but is none (a pronoun, a verb, an adjective alone) leaves the number unread.
    """
    head = _ONLY.sub("", head)
    binding = _noun_change(words, text, number, head, end, told) or _bound(
        words, text, number, head, end, told, growing=growing
    )
    if binding is None or (binding.rule != "comparison" and not words.is_label(binding.label)):
        return None
    return binding


def _noun_change(
    words: EnglishWords, text: str, number: EnglishNumber, head: str, end: int, told: str
) -> EnglishBinding | None:
    """«registered a 7.5 percent increase in added value», «a 41 percent surge in chips», «, a 3 percent rise»."""
    change = words.changes.behind(text, number.end, end) if number.unit in {"%", "倍"} else None
    if change is None:
        return None
    stem, seen = words.changes.subject(head)
    subject = words.label(stem) if seen else ""
    if change.what:
        what = words.label(change.what)
        label = f"{what} of {subject}" if subject and what else what
    else:
        label = subject or told
    rule = "stated" if change.what or subject else "carried subject"
    return EnglishBinding(label, "growth", change.sign, rule, change.end) if label else None


def _bound(  # one case a form, in the order in which they are tried
    words: EnglishWords,
    text: str,
    number: EnglishNumber,
    head: str,
    end: int,
    told: str,
    *,
    growing: bool,
) -> EnglishBinding | None:
    if _FROM.search(head) and (number.unit or words.counted(text, number.end, end) is None):
        return _earlier(words, number, _FROM.sub("", head), told)
    stem, kind = words.cut_verb(head)
    if kind is None and _EXCEEDS.match(text, number.start, number.core):
        kind = "reach"
    if number.unit == "%" and (named := _growth_named(words, head, stem, kind, told)):
        return named
    if kind in {*GROWTH_SIGNS, "average", "reach"}:
        stem, _ = words.changes.subject(stem)
    if (that := _THAT_OF.match(stem)) and (noun := _HEAD_NOUN.match(told)):
        stem = f"{noun[1]} {stem[that.end() :]}"
    label = words.label(stem)
    if _PRONOUN.fullmatch(label):
        label = told
    if not number.unit:
        count = _count(words, text, number, kind, label, head, end, told)
        if count is not None or _is_bare(number, kind):
            return count
    whose = _sharer(number, kind, label, head, told)
    if whose is not None:
        return _share(words, text, number, whose, end)
    if (behind := _named_behind(words, text, number, kind, label, head, end, told)) is not None:
        return behind
    if told and (_LEVEL_AFTER_GROWTH.fullmatch(head) or (kind == "reach" and _GOES_ON.fullmatch(head))):
        return EnglishBinding(told, "level", 1, "carried subject")
    than = _THAN.match(text, number.end, end)
    compared = f" {than[1]}" if than else ""
    return _moved(number, kind, label, told, compared) or _level(
        words, number, kind, stem, label, head, growing=growing
    )


def _is_bare(number: EnglishNumber, kind: str | None) -> bool:
    """Whether a number without a unit is too small to be money of a text that leaves the currency out."""
    return number.value == int(number.value) and kind not in GROWTH_SIGNS and number.value < 10**6


def _count(
    words: EnglishWords,
    text: str,
    number: EnglishNumber,
    kind: str | None,
    label: str,
    head: str,
    end: int,
    told: str,
) -> EnglishBinding | None:
    """A number of things: «the number of patents hit 80», «15 pilot platforms», «the output of robots hit 37»."""
    if told.lower().startswith("number of ") and _LEVEL_AFTER_GROWTH.fullmatch(head):
        return EnglishBinding(told, "level", 1, "carried subject")
    if kind == "reach" and label.lower().startswith("number of "):
        return EnglishBinding(label, "level", 1, "stated")
    if number.value != int(number.value) or kind in GROWTH_SIGNS:
        return None
    if (counted := words.counted(text, number.end, end)) is not None:
        of_label = label if words.objects.measured.search(label) else "" if label else told
        if counted[0].lower() in _OF_UNITS and of_label:
            return EnglishBinding(of_label, "level", 1, "stated", counted[1], "unit")
        more = text.startswith(" more ", number.end)
        added = more or kind == "added" or _ADDED.match(text, counted[1], end)
        return EnglishBinding(counted[0], "change" if added else "level", 1, "counted noun", counted[1])
    if kind == "reach" and number.value >= 1000 and _COUNTED_OUTPUT.search(label):
        return EnglishBinding(label, "level", 1, "stated", 0, "unit")
    return None


def _growth_named(words: EnglishWords, head: str, stem: str, kind: str | None, told: str) -> EnglishBinding | None:
    """Growth told otherwise: «raise exports by», «the annual growth target of», «saw robust growth in cargo of»."""
    if kind not in GROWTH_SIGNS and (done := words.changes.done_to(head)):
        return EnglishBinding(words.label(done[0]), "growth", done[1], "stated")
    if kind not in {"reach", *GROWTH_SIGNS}:
        return None
    if _GROWTH_GOAL.search(head):
        return EnglishBinding("economic growth", "growth", 1, "annual target")
    if kind != "reach":
        return None
    if told and _GROWTH_ALONE.fullmatch(stem):
        return EnglishBinding(told, "growth", 1, "carried subject")
    grown = words.changes.change_in(stem)
    return EnglishBinding(words.label(grown[0]), "growth", grown[1], "stated") if grown else None


def _named_behind(
    words: EnglishWords,
    text: str,
    number: EnglishNumber,
    kind: str | None,
    label: str,
    head: str,
    end: int,
    told: str,
) -> EnglishBinding | None:
    """What the words behind a number name: a part of a whole, a measure of money, a thing that is measured."""
    if number.unit == "%":
        part = part_of(head, text, number.end, end, told) if kind is None else None
        return EnglishBinding(part[0], "level", 1, "part", part[1]) if part else None
    if number.unit == "个百分点":
        return None
    unnamed = not label or label.lower() in _GENERIC or not words.is_label(label)
    if number.unit in _MONEY and kind in {None, "reach"} and not words.objects.measured.search(label):
        amount = words.objects.amount(text, number.end, end)
        if amount is not None:
            return EnglishBinding(amount[0] + ("" if unnamed else f" of {label}"), "level", 1, "stated", amount[1])
    thing = words.measured_thing(text, number.end, end) if kind is None or unnamed else None
    if thing is None:
        return None
    measure: Measure = "change" if kind in GROWTH_SIGNS else "level"
    return EnglishBinding(thing[0], measure, GROWTH_SIGNS.get(kind or "", 1), "measured noun", thing[1])


def _earlier(words: EnglishWords, number: EnglishNumber, head: str, told: str) -> EnglishBinding | None:
    """«rose from 58.3 percent in 2020 to 64.5 percent»: the value that it rose from."""
    stem, kind = words.cut_verb(head)
    subject = words.label(stem) or told
    counted = subject.lower().startswith("number of ")
    if kind not in GROWTH_SIGNS or not subject or not (number.unit or counted or number.value >= 10**6):
        return None
    return EnglishBinding(subject, "level", 1, "from")


def _sharer(number: EnglishNumber, kind: str | None, label: str, head: str, told: str) -> str | None:
    """What has the share that a number tells, empty where it is the area of the text; None where it tells none."""
    if kind == "share":
        return label or ("" if told.startswith("share of ") else told)
    if number.unit != "%" or not told:
        return None
    if told.startswith("share of ") and _AND.fullmatch(head):  # …15% of its output, 20% of its trade
        of = _SHARE_OF.fullmatch(told)
        return of["subject"] if of else ""
    return told if _OR.fullmatch(head) else None


def _share(words: EnglishWords, text: str, number: EnglishNumber, subject: str, end: int) -> EnglishBinding | None:
    """«accounting for more than 30% of the province’s industrial investment»."""
    whole = _WHOLE.match(text, number.end, end)
    if whole is None:
        return None
    if subject and subject.lower() not in _GENERIC:
        return EnglishBinding(f"share of {subject} in {words.label(whole[1])}", "level", 1, "share", whole.end())
    of = whole[1].removeprefix("the ").removeprefix("its ").strip()  # of Hubei's land: whose it is must be said
    return EnglishBinding(f"share of {of}", "level", 1, "share", whole.end())


def _moved(number: EnglishNumber, kind: str | None, label: str, told: str, compared: str) -> EnglishBinding | None:
    """Growth, change and averages; the label may be the one told last.

    ``compared`` is « higher than …»: the distance to another area is no change of the indicator.
    """
    subject = label or told
    rule = "stated" if label else "carried subject"
    sign = GROWTH_SIGNS.get(kind or "", 1)
    if not subject:
        return None
    if number.unit == "个百分点":
        return EnglishBinding(subject + compared, "change", sign, "comparison" if compared else rule)
    if kind == "worth":
        return EnglishBinding(f"investment in {told}", "level", 1, "stated") if told else None
    if kind == "average":
        return EnglishBinding(subject, "cagr", 1, rule)
    if kind in GROWTH_SIGNS and (number.unit or number.value >= 10**6 or subject.lower().startswith("number of ")):
        return EnglishBinding(subject, "growth" if number.unit in {"%", "倍"} else "change", sign, rule)
    return None


def _level(  # what is known of the clause
    words: EnglishWords, number: EnglishNumber, kind: str | None, stem: str, label: str, head: str, *, growing: bool
) -> EnglishBinding | None:
    """Levels, and growth told by «growth rate of X» or by a list that goes on: «…, the secondary industry by 7.6%»."""
    if number.unit == "%":
        if kind == "reach" and (grown := _GROWTH_RATE.fullmatch(label)):
            return EnglishBinding(grown[1], "growth", 1, "stated")
        of = _GROWTH_RATE_OF.search(stem)
        if of:
            return EnglishBinding(words.label(of[1]), "growth", 1, "stated")
        if grown := _GROWN.fullmatch(stem.rstrip()):
            return EnglishBinding(words.label(grown[1]), "growth", 1, "stated")
        if growing and _BY.search(head) and not _RATE.search(head):
            return EnglishBinding(words.label(_BY.sub("", head)), "growth", 1, "stated")
    if not label or kind in {"worth", "average", *GROWTH_SIGNS}:
        return None
    if kind is None:
        return EnglishBinding(label, "level", 1, "stated") if number.unit == "%" or number.unit in _MONEY else None
    if not number.unit and (number.value < 10**6 or not _VALUED.search(label)):
        return None  # without unit and magnitude nothing says that it is money
    return EnglishBinding(label, "level", 1, "stated")
