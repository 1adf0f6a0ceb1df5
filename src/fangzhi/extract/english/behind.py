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
        sized = words.objects.measured.search(label) or _SIZED.search(label)
        of_label = label if sized else "" if label else told
        if things[0].lower() in _OF_UNITS and of_label:
            return EnglishBinding(of_label, "level", 1, "stated", things[1], "unit")
        more = text.startswith(" more ", number.end)
        added = more or kind == "added" or _ADDED.match(text, things[1], scene.end)
        return EnglishBinding(things[0], "change" if added else "level", 1, "counted noun", things[1])
    if kind == "reach" and words.is_site(label) and _REACHES.search(scene.head):
        return EnglishBinding(f"number of {label}", "level", 1, "stated")  # its advanced firms will reach 15
    if kind == "reach" and number.value >= 1000 and _COUNTED_OUTPUT.search(label):
        return EnglishBinding(label, "level", 1, "stated", 0, "unit")
    return None


def named_behind(scene: EnglishScene) -> EnglishBinding | None:
    """What the words behind a number name: a part of a whole, a measure of money, a thing that is measured."""
    words, text, number, kind, label = scene.words, scene.text, scene.number, scene.kind, scene.label
    if number.unit == "%":
        part = part_of(scene.head, text, number.end, scene.end, scene.told) if kind is None else None
        return EnglishBinding(part[0], "level", 1, "part", part[1]) if part else None
    if number.unit == "个百分点":
        return None
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
