"""What an English number is about: its label, measure and sign."""

import re
from dataclasses import replace

from fangzhi.extract.english.behind import counted, named_behind
from fangzhi.extract.english.scene import GROWTH_SIGNS, LEVEL_AFTER_GROWTH, MONEY, EnglishBinding, EnglishScene
from fangzhi.extract.english.shares import GENERIC, share_told
from fangzhi.model.facts import Measure

_VALUED = re.compile(
    r"GDP|gross domestic|value|output|revenue|investment|sales|income|trade|export|import|product", re.IGNORECASE
)
# «…, and will climb to»: the subject of the clause before goes on
_GOES_ON = re.compile(
    r"[\s,]{0,9}(?:and|then|before)?\s?(?:(?:will|would|should|could|may|is|are|was|further|then|expected|projected|set|likely|to"
    r"|forecast|estimated|eventually)\s){0,6}(?:climb|rise|rose|grow|grew|increase|expand|reach|hit|exceed|top|surge|soar|jump|fall"
    r"|fell|drop|decline)(?:ed|d|ped)?"
    r"(?:\sto)?\s{0,9}"
)
_EXCEEDS = re.compile(r"(?:surpass|exceed|topp|will top|to top|tops|pass|cross|broke|breaking)\w{0,5}\s", re.IGNORECASE)
_ONLY = re.compile(
    r"(?:\sonly|\sjust|\smerely|\sas (?:much|many|high) as"
    r"|\s(?:by\s)?an? (?:mere|impressive|whopping|staggering|significant|substantial|remarkable|record))(?=\s?$)"
)
_THAN = re.compile(
    r"\s{1,9}((?:higher|lower|faster|slower|more|less) than [\w\s]{3,30}?|(?:above|below) [\w\s]{3,30}?)(?=[,.;]|$)"
)
_UP_FROM = re.compile(r"\b(?:up|down|rising|rise|increase) from (?:the |its )?(?:current|present)\b[^,;]{0,50}$")
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
_GROWTH_SEEN_AHEAD = re.compile(
    r"\b(?:report|plan|government|city|province|authorities)\s(?:also\s)?(?:project|forecast|predict|target|expect|set|aim)\w{0,3}"
    r"\s(?:for\s)?(?:an?\s)?(?:annual\s|average\s|average annual\s)?(?:economic\s|GDP\s)?growth\s(?:rate\s)?of\s{0,9}$",
    re.IGNORECASE,
)
_GROWTH_ALONE = re.compile(
    r"\s{0,9}(?:the\s)?(?:economic\s)?growth(?:\srate)?(?:\s(?:should|will|may|is to|would))?\s{0,9}"
)
_BY = re.compile(r"\b(?:by|(?<!stood )(?<!stands )(?<!standing )(?<!remained )at)\s{0,9}$")
_RATE = re.compile(r"\b(?:rate|ratio|share|proportion|level|price|prices|index)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:it|they|that|the figure|this|figure|number|the number)", re.IGNORECASE)
_THAT_OF = re.compile(r"\s{0,9}(?:(?:and|while|but|whereas) )?(?:that|those) (?=of )", re.IGNORECASE)
# «…, up 9 percent at constant prices and an increase of»: what grew goes on
_AND_CHANGE = re.compile(
    r"(?:^|[\s,])and an?\s(?:[\w-]+\s){0,3}?"
    r"(?:increase|rise|growth|gain|expansion|decrease|decline|drop|fall) of\s{0,9}$"
)
_SIZE = re.compile(r"\b(?:scale|size)\b")
_WHICH = re.compile(r"[\s,]{0,9}which\s{0,9}")  # …, which totaled
_WITH = re.compile(r"[\s,]{0,9}with\s")
_LONGEST_OWNER = 6
_HEAD_NOUN = re.compile(r"(.*?)\s{1,9}(?:of|in)\s{1,9}", re.IGNORECASE)


def bind_english(scene: EnglishScene) -> EnglishBinding | None:
    """Bind one number.

    What comes out as a label but is none (a pronoun, a verb, an adjective alone) leaves the number unread.
    """
    scene = replace(scene, head=_ONLY.sub("", scene.head))
    binding = _noun_change(scene) or _bound(scene)
    if (
        binding is None
        or not binding.label
        or (binding.rule != "comparison" and not scene.words.is_label(binding.label))
    ):
        return None
    return binding


def _noun_change(scene: EnglishScene) -> EnglishBinding | None:
    """«registered a 7.5 percent increase in added value», «a 41 percent surge in chips», «, a 3 percent rise»."""
    words, number = scene.words, scene.number
    moves = number.unit in {"%", "倍", "个百分点"}
    change = words.changes.behind(scene.text, number.end, scene.end) if moves else None
    if change is None:
        return None
    measure: Measure = "change" if number.unit == "个百分点" else "growth"
    stem, seen = words.changes.subject(scene.head)
    subject = words.label(stem) if seen else ""
    if change.what:
        what = words.label(change.what)
        label = f"{what} of {subject}" if subject and what else what
    else:
        label = subject or scene.told
    rule = "stated" if change.what or subject else "carried subject"
    return EnglishBinding(label, measure, change.sign, rule, change.end)


def _bound(scene: EnglishScene) -> EnglishBinding | None:
    """The number by the verb before it: one case a form, in the order in which they are tried."""
    words, number, head, told = scene.words, scene.number, scene.head, scene.told
    if _FROM.search(head) and (number.unit or words.counted(scene.text, number.end, scene.end) is None):
        return _earlier(replace(scene, head=_FROM.sub("", head)))
    stem, kind = words.cut_verb(head)
    if kind is None and _EXCEEDS.match(scene.text, number.start, number.core):
        kind = "reach"
    scene = replace(scene, stem=stem, kind=kind)
    if (named := _named_otherwise(scene)) is not None:
        return named
    scene = _labelled(scene)
    if not number.unit:
        count = counted(scene)
        if count is not None or _is_bare(scene):
            return count
    share, told_share = share_told(scene)
    if told_share:
        return share
    if (behind := named_behind(scene)) is not None:
        return behind
    totals = number.unit not in {"%", "个百分点"} and _WHICH.fullmatch(scene.stem)
    goes_on = kind == "reach" and (_GOES_ON.fullmatch(head) or totals)
    if told and (LEVEL_AFTER_GROWTH.fullmatch(head) or goes_on):
        return EnglishBinding(told, "level", 1, "carried subject")
    return _moved(scene) or _level(scene)


def _labelled(scene: EnglishScene) -> EnglishScene:
    """The scene with the label that its stem gives: «that of X» and pronouns stand for what was told last."""
    words, stem, told = scene.words, scene.stem, scene.told
    if scene.kind in {*GROWTH_SIGNS, "average", "reach"}:
        stem, _ = words.changes.subject(stem)
    if (that := _THAT_OF.match(stem)) and (noun := _HEAD_NOUN.match(told)):
        stem = f"{noun[1]} {stem[that.end() :]}"
    if scene.kind is not None and _WITH.match(scene.head) and (owner := _owner(scene)):
        label = f"{words.label(stem)} of {owner}"
        return replace(scene, stem=stem, label=label)
    if scene.growing and scene.kind in GROWTH_SIGNS and _AND_CHANGE.search(scene.head):
        stem = ""
    label = words.label(stem)
    return replace(scene, stem=stem, label=told if _PRONOUN.fullmatch(label) else label)


def _owner(scene: EnglishScene) -> str:
    """Whose the measure of a clause with «with» is: «the sector grew, with its output reaching»; or empty."""
    words = scene.words
    if not words.objects.is_measure(words.label(scene.stem)):
        return ""
    subject = words.main_subject(f"{scene.before.rstrip(' ,')}, {scene.head.lstrip()}") if scene.before else scene.told
    fits = subject.lower() not in GENERIC and " of " not in subject and not words.objects.measured.search(subject)
    return subject if fits and len(subject.split()) <= _LONGEST_OWNER else ""


def _is_bare(scene: EnglishScene) -> bool:
    """Whether a number without a unit is too small to be money of a text that leaves the currency out."""
    value = scene.number.value
    return value == int(value) and scene.kind not in GROWTH_SIGNS and value < 10**6


def _named_otherwise(scene: EnglishScene) -> EnglishBinding | None:
    """What is told by other words: «cut emissions by 2 million tonnes», «up from the current output of»."""
    if scene.told and _UP_FROM.search(scene.head):
        return EnglishBinding(scene.told, "level", 1, "from")
    if scene.number.unit == "%":
        return _growth_named(scene)
    if scene.number.unit and scene.kind not in GROWTH_SIGNS and (done := scene.words.changes.done_to(scene.head)):
        return EnglishBinding(scene.words.label(done[0]), "change", done[1], "stated")
    return None


def _growth_named(scene: EnglishScene) -> EnglishBinding | None:
    """Growth told otherwise: «raise exports by», «the annual growth target of», «saw robust growth in cargo of»."""
    words, kind, stem = scene.words, scene.kind, scene.stem
    if kind not in GROWTH_SIGNS and (done := words.changes.done_to(scene.head)):
        return EnglishBinding(words.label(done[0]), "growth", done[1], "stated")
    if kind not in {"reach", *GROWTH_SIGNS}:
        return None
    if _GROWTH_GOAL.search(scene.head) or _GROWTH_SEEN_AHEAD.search(scene.head):
        return EnglishBinding("economic growth", "growth", 1, "annual target")
    if kind != "reach":
        return None
    if scene.told and _GROWTH_ALONE.fullmatch(stem):
        return EnglishBinding(scene.told, "growth", 1, "carried subject")
    grown = words.changes.change_in(stem)
    return EnglishBinding(words.label(grown[0]), "growth", grown[1], "stated") if grown else None


def _earlier(scene: EnglishScene) -> EnglishBinding | None:
    """«rose from 58.3 percent in 2020 to 64.5 percent»: the value that it rose from."""
    stem, kind = scene.words.cut_verb(scene.head)
    subject = scene.words.label(stem) or scene.told
    counted_by_number = subject.lower().startswith("number of ")
    if kind not in GROWTH_SIGNS or not subject:
        return None
    if not (scene.number.unit or counted_by_number or scene.number.value >= 10**6):
        return None
    return EnglishBinding(subject, "level", 1, "from")


def _moved(scene: EnglishScene) -> EnglishBinding | None:
    """Growth, change and averages; the label may be the one told last.

    The distance to another area («… higher than the national average») is no change of the indicator.
    """
    number, kind, told = scene.number, scene.kind, scene.told
    subject = scene.label or told
    rule = "stated" if scene.label else "carried subject"
    sign = GROWTH_SIGNS.get(kind or "", 1)
    if not subject:
        return None
    if number.unit == "个百分点":
        than = _THAN.match(scene.text, number.end, scene.end)
        compared = f" {than[1]}" if than else ""
        return EnglishBinding(subject + compared, "change", sign, "comparison" if compared else rule)
    if kind == "worth":
        if scene.words.objects.measured.search(scene.label) or _SIZE.search(scene.label):
            return EnglishBinding(scene.label, "level", 1, "stated")
        invested = bool(told) and not told.startswith("investment")
        return EnglishBinding(f"investment in {told}", "level", 1, "stated") if invested else None
    if kind == "average":
        return EnglishBinding(subject, "cagr", 1, rule)
    if kind in GROWTH_SIGNS and number.unit == "%" and scene.label:
        inner = scene.words.objects.amount(scene.text, number.end, scene.end)
        if inner is not None and scene.text.startswith(" in ", number.end):  # a growth of 9 percent in added value
            return EnglishBinding(f"{inner[0]} of {subject}", "growth", sign, rule, inner[1])
    if kind in GROWTH_SIGNS and (number.unit or number.value >= 10**6 or subject.lower().startswith("number of ")):
        measure: Measure = "growth" if number.unit in {"%", "倍"} else "change"
        return EnglishBinding(subject, measure, sign, rule)
    return None


def _level(scene: EnglishScene) -> EnglishBinding | None:
    """Levels, and growth told by «growth rate of X» or by a list that goes on: «…, the secondary industry by 7.6%»."""
    words, number, kind, label = scene.words, scene.number, scene.kind, scene.label
    if number.unit == "%":
        if kind == "reach" and (grown := _GROWTH_RATE.fullmatch(label)):
            return EnglishBinding(grown[1], "growth", 1, "stated")
        if of := _GROWTH_RATE_OF.search(scene.stem):
            return EnglishBinding(words.label(of[1]), "growth", 1, "stated")
        if grown := _GROWN.fullmatch(scene.stem.rstrip()):
            return EnglishBinding(words.label(grown[1]), "growth", 1, "stated")
        if scene.growing and _BY.search(scene.head) and not _RATE.search(scene.head):
            return EnglishBinding(words.label(_BY.sub("", scene.head)), "growth", 1, "stated")
    if not label or kind in {"worth", "average", *GROWTH_SIGNS}:
        return None
    if kind is None:
        return EnglishBinding(label, "level", 1, "stated") if number.unit == "%" or number.unit in MONEY else None
    if not number.unit and (number.value < 10**6 or not _VALUED.search(label)):
        return None  # without unit and magnitude nothing says that it is money
    return EnglishBinding(label, "level", 1, "stated")
