"""Shares of a whole in English: «cars accounted for 30 percent of the city's exports»."""

import re

from fangzhi.extract.english.scene import EnglishBinding, EnglishScene

GENERIC = frozenset(  # they name no thing: whose figure it is says the place
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
_WHOLE = re.compile(r"\s{0,9}(?:of|to)\s{1,9}((?:the |its )?[\w’'\s-]{3,60}?)(?=[,.;]|$|\sand\s(?:\w+\s){0,3}\d)")
_SHARE_OF = re.compile(r"share of (?P<subject>(?:(?! in )[^\n]){1,80}) in [^\n]{1,160}")
_OR = re.compile(r"[\s,]{1,9}or\s{1,9}")
_AND = re.compile(r"[\s,]{0,9}(?:and\s{0,9})?")


def share_told(scene: EnglishScene) -> tuple[EnglishBinding | None, bool]:
    """The share that a number tells, and whether it tells one; a share without a whole is not read."""
    subject = _sharer(scene)
    if subject is None:
        return None, False
    whole = _WHOLE.match(scene.text, scene.number.end, scene.end)
    if whole is None:
        return None, True
    if subject and subject.lower() not in GENERIC:
        label = f"share of {subject} in {scene.words.label(whole[1])}"
    else:  # of Hubei's land: whose it is must be said
        label = f"share of {whole[1].removeprefix('the ').removeprefix('its ').strip()}"
    return EnglishBinding(label, "level", 1, "share", whole.end()), True


def _sharer(scene: EnglishScene) -> str | None:
    """What has the share that a number tells, empty where it is the area of the text; None where it tells none."""
    told = scene.told
    if scene.kind == "share":
        return scene.label or ("" if told.startswith("share of ") else told)
    if scene.number.unit != "%" or not told:
        return None
    if told.startswith("share of ") and _AND.fullmatch(scene.head):  # …15% of its output, 20% of its trade
        of = _SHARE_OF.fullmatch(told)
        return of["subject"] if of else ""
    return told if _OR.fullmatch(scene.head) else None
