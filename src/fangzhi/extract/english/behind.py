"""English numbers that the words behind them name: counts of things, amounts of a measure, parts of a whole."""

import re

from fangzhi.extract.english.objects import part_of
from fangzhi.extract.english.scene import GROWTH_SIGNS, LEVEL_AFTER_GROWTH, MONEY, EnglishBinding, EnglishScene
from fangzhi.extract.english.shares import GENERIC
from fangzhi.model.facts import Measure

_ADDED = re.compile(r"\s(?:were\s|was\s)?(?:newly\s)?added\b")
_COUNTED_OUTPUT = re.compile(
    r"\b(?:output|production|registrations|deliveries|exports|sales) of \w|\w (?:output|production)$"
)
# «an industry value of 60 billion yuan in the safety and energy-saving sectors»
_IN_FIELD = re.compile(
    r"(?:\s\([^()]{1,60}\))?\s(?:in|from|for)\sthe\s"
    r"(?P<what>[\w’'& ,-]{3,90}?\s(?:sectors?|industry|industries|fields?))(?=[,.;]|$)"
)
_SIZED = re.compile(r"\b(?:scale|number|fleet|stock|ownership|volume) of\b")
_REACHES = re.compile(r"\b(?:reach|reached|reaching|total|totaled|totaling|number|hit)\s{0,9}$")
# «goals for other indicators, including 8 percent for fixed-asset investment and 6 percent for retail sales»
_GOALS = re.compile(r"\b(?:goals?|targets?)\b[^.;\n]{0,240}$", re.IGNORECASE)
_FOR_WHAT = re.compile(r"\sfor\s(?:the\s|its\s)?(?P<what>[a-zA-Z][\w’'-]*(?:\s[\w’'-]+){0,5}?)(?=[,.;]|\sand\s|$)")
_INVESTS = re.compile(r"\b(?:invest|invests|invested|investing)\s{0,9}$")
_PURPOSE = re.compile(
    r"(?:\s\([^()]{1,60}\))?\s(?:in|into|on|to)\s(?:boost|build|develop|expand|improv|upgrad|promot)?(?:ing\s|e\s)?"
    r"(?:its\s|the\s|their\s)?(?P<what>(?!the past|the last)[a-z][\w’'-]*(?:\s[\w’'-]+){0,4}?)"
    r"(?=[,.;]|\sand\s|\sin\s|\sover\s|\sby\s|\sthis\s|\slast\s|\sduring\s|$)"
)
_STANDS = re.compile(r"\b(?:rate|ratio|share|proportion)\b", re.IGNORECASE)
_PEOPLE = re.compile(r"\b(?:employment|workforce|population|jobs)\b", re.IGNORECASE)
_ADDING = re.compile(
    r"\b(?:adding|added)\s(?!value\b|to\b)"
    r"(?:(?!is\b|are\b|was\b|were\b|has\b|have\b|had\b|built\b|saw\b|to\b|\w+ed\b)[\w,-]+\s){0,14}$"
)
_OF_UNITS = frozenset({"units", "sets", "pieces", "vehicles", "people", "tonnes", "tons"})


def counted(scene: EnglishScene) -> EnglishBinding | None:
    """A number of things: «the number of patents hit 80», «15 pilot platforms», «the output of robots hit 37»."""
    words, text, number, kind, told = scene.words, scene.text, scene.number, scene.kind, scene.told
    label = scene.label
    if told.lower().startswith("number of ") and LEVEL_AFTER_GROWTH.fullmatch(scene.head):
        return EnglishBinding(told, "level", 1, "carried subject")
    if kind == "reach" and label.lower().startswith("number of "):
        return EnglishBinding(label, "level", 1, "stated")
    if number.value != int(number.value) or kind in GROWTH_SIGNS:
        return None
    if (things := words.counted(text, number.end, scene.end)) is not None:
        return _things(scene, *things)
    return _reached(scene) if kind == "reach" else None


def _things(scene: EnglishScene, what: str, end: int) -> EnglishBinding:
    """A count with the noun behind it; what was added, also by a list that goes on («adding two parks, 17 firms»)."""
    words, text, number, label = scene.words, scene.text, scene.number, scene.label
    sized = words.objects.measured.search(label) or _SIZED.search(label)
    of_label = label if sized else "" if label else scene.told
    if what.lower() in _OF_UNITS and of_label:
        return EnglishBinding(of_label, "level", 1, "stated", end, "unit")
    added = scene.kind == "added" or text.startswith(" more ", number.end) or _ADDED.match(text, end, scene.end)
    if added or _ADDING.search(text, max(0, number.start - 160), number.start):
        return EnglishBinding(what, "change", 1, "counted noun", end)
    return EnglishBinding(what, "level", 1, "counted noun", end)


def _reached(scene: EnglishScene) -> EnglishBinding | None:
    """A count that its subject names: «urban employment was 47,000», «advanced firms will reach 15»."""
    label, value = scene.label, scene.number.value
    if value >= 1000 and _PEOPLE.search(label):
        new = "added" in label or "new " in label
        return EnglishBinding(label, "change" if new else "level", 1, "stated", 0, "人")
    if scene.words.is_site(label) and _REACHES.search(scene.head):
        return EnglishBinding(f"number of {label}", "level", 1, "stated")
    if value >= 1000 and _COUNTED_OUTPUT.search(label):
        return EnglishBinding(label, "level", 1, "stated", 0, "unit")
    return None


def named_behind(scene: EnglishScene) -> EnglishBinding | None:
    """What the words behind a number name: a part of a whole, a measure of money, a thing that is measured."""
    words, text, number, kind, label = scene.words, scene.text, scene.number, scene.kind, scene.label
    if number.unit == "%":
        return _goal(scene) or _part(scene)
    if number.unit == "个百分点":
        return None
    if number.unit in MONEY and _INVESTS.search(scene.head):
        purpose = _PURPOSE.match(text, number.end, scene.end)
        if purpose is not None:
            return EnglishBinding(f"investment in {purpose['what']}", "level", 1, "stated", purpose.end())
    unnamed = not label or label.lower() in GENERIC or not words.is_label(label)
    if number.unit in MONEY and kind in {None, "reach"} and not words.objects.measured.search(label):
        amount = words.objects.amount(text, number.end, scene.end)
        if amount is not None:
            return EnglishBinding(amount[0] + ("" if unnamed else f" of {label}"), "level", 1, "stated", amount[1])
    field = _IN_FIELD.match(text, number.end, scene.end) if number.unit in MONEY and kind in {None, "reach"} else None
    if field is not None and not unnamed:
        return EnglishBinding(f"{label} in {field['what']}", "level", 1, "stated", field.end())
    thing = words.measured_thing(text, number.end, scene.end) if kind is None or unnamed else None
    if thing is None:
        return None
    measure: Measure = "change" if kind in GROWTH_SIGNS else "level"
    return EnglishBinding(thing[0], measure, GROWTH_SIGNS.get(kind or "", 1), "measured noun", thing[1])


def _goal(scene: EnglishScene) -> EnglishBinding | None:
    """One of several goals: «its goals include 8 percent for fixed-asset investment»."""
    text, number = scene.text, scene.number
    if not _GOALS.search(text, max(0, number.core - 260), number.core):
        return None
    goal = _FOR_WHAT.match(text, number.end, scene.end)
    if goal is None:
        return None
    stands = _STANDS.search(goal["what"]) is not None
    return EnglishBinding(goal["what"], "level" if stands else "growth", 1, "goal", goal.end())


def _part(scene: EnglishScene) -> EnglishBinding | None:
    """A part of a whole: «producing 70 percent of China's buses»."""
    if scene.kind is not None:
        return None
    part = part_of(scene.head, scene.text, scene.number.end, scene.end, scene.told)
    return EnglishBinding(part[0], "level", 1, "part", part[1]) if part else None
