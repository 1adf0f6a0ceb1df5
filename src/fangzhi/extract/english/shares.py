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
        "there",
        "it",
    }
)
_WHOLE = re.compile(r"\s{0,9}(?:of|to)\s{1,9}((?:the |its )?[\w’'\s-]{3,110}?)(?=[,.;]|$|\sand\s(?:\w+\s){0,3}\d)")
_SHARE_OF = re.compile(r"share of (?P<subject>(?:(?! in )[^\n]){1,80}) in [^\n]{1,160}")
# «…totalling 8 billion yuan, 71 percent of the district's total»
_OF_TOTAL = re.compile(r"\sof (?:the (?:\w+(?:['’]s)?\s){0,2}|its |China['’]s )(?:total|whole|overall)\b")
# «Lamps have been the dominant product, accounting for»
_IS_SO = re.compile(
    r"^[\s,]{0,9}(?:(?:In|By|During|Over|For|Since|As of)\b[^,]{0,40},\s)?(?P<subject>[\w’'&/ -]{3,90}?)\s"
    r"(?:has been|have been|is|are|was|were|remained|remains?|became|become)\s"
    r"(?:the|an?|its|still|also|among|one)\s[^.;]{3,140}$"
)
# «Weifang reported the highest lamp output, accounting for»
_HAS_MOST = re.compile(
    r"\s(?:reported|reports|posted|posts|recorded|records|registered|saw|sees|produced|has|had|boasts|achieved|contributed)"
    r"\s(?:the|its|an?)\s(?:second[ -]|third[ -])?(?:highest|largest|biggest|most|record|greatest|lowest)\s"
    r"(?P<what>[\w’'& -]{3,60})$"
)
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|saw|made|sold|\w{3,}ed|ranks|remains)\s(?!by\b)\w")
# «…, 16.9 percent of which was wind power»
_OF_WHICH = re.compile(
    r"\sof (?:which|them)\s(?:was|were|is|are|came from|comes from|went to)\s"
    r"(?P<part>[a-zA-Z][\w’' -]{2,60}?)(?=[,.;]|$)"
)
_OR = re.compile(r"[\s,]{1,9}or\s{1,9}")
_AND = re.compile(r"[\s,]{0,9}(?:and\s{0,9})?")


def share_told(scene: EnglishScene) -> tuple[EnglishBinding | None, bool]:
    """The share that a number tells, and whether it tells one; a share without a whole is not read."""
    if scene.kind == "share" and scene.number.unit not in {"%", "个百分点"}:  # the sector contributing 5 billion yuan
        worth = bool(scene.number.unit) or scene.number.value >= 10**6
        return (EnglishBinding(scene.label, "level", 1, "stated"), True) if scene.label and worth else (None, False)
    which = _OF_WHICH.match(scene.text, scene.number.end, scene.end)
    if which is not None and scene.number.unit == "%" and scene.told and _AND.fullmatch(scene.head):
        label = f"share of {scene.words.label(which['part'])} in {scene.told}"
        return EnglishBinding(label, "level", 1, "share", which.end()), True
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


def _sharer_before(scene: EnglishScene) -> str:
    """Who has a share told by a participle: the subject of the clause before, or what that clause says is most."""
    for pattern, group in ((_HAS_MOST, "what"), (_IS_SO, "subject")):
        match = pattern.search(scene.before)
        label = scene.words.label(match[group]) if match else ""
        if label and scene.words.is_label(label) and (group == "what" or label[0].islower() or " " in label):
            return label
    return ""


def _sharer(scene: EnglishScene) -> str | None:
    """What has the share that a number tells, empty where it is the area of the text; None where it tells none."""
    told = scene.told
    if scene.kind == "share":
        if scene.label:
            return scene.label
        if not told or _FINITE.search(scene.before):
            return _sharer_before(scene)
        return "" if told.startswith("share of ") else told
    if scene.number.unit != "%" or not told:
        return None
    if told.startswith("share of ") and _AND.fullmatch(scene.head):  # …15% of its output, 20% of its trade
        of = _SHARE_OF.fullmatch(told)
        return of["subject"] if of else ""
    if scene.kind is None and not scene.label and _OF_TOTAL.match(scene.text, scene.number.end, scene.end):
        return told
    return told if _OR.fullmatch(scene.head) else None
