"""Industries and projects of an English text: the lists that a verb of development governs, named projects."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fangzhi.extract.places import Place
from fangzhi.extract.systems.english_lists import LISTED, Item, list_from, listed_industries, named_in, place_of_item
from fangzhi.extract.systems.setting import Setting
from fangzhi.lexicon.cues import Cues
from fangzhi.lexicon.industries import IndustryCatalogue
from fangzhi.model.facts import Focus, Project

_SENTENCE = re.compile(r"[^.;\n]*(?:\.(?=\S)[^.;\n]*)*")
_JOINT = re.compile(
    r"(?:\s{0,9}\([^()]{1,30}\))?\s{0,9}"
    r"(?:,\s{0,9}(?:and\s{1,9}|as well as\s{1,9})?|\s{1,9}and\s{1,9}|\s{1,9}as well as\s{1,9})"
)
_REACH = 90
_MOVED = re.compile(
    r"[^,.;\d]{0,60}?\b(?:grew|rose|jumped|surged|increased|climbed|expanded|fell|dropped|declined|up|down)\b[^,.;\d]{0,12}\d"
)  # «investment in new energy power generation rose by 3%» is a figure
_BUILT = re.compile(
    r"\s+(?:industrial |industry |manufacturing )?(?:cluster|base|hub|zone)s?\s+(?:will|is to|are to)\s+be\s+"
    r"(?:set up|built|established|created|developed|formed)"
)  # «an equipment manufacturing cluster will be set up»
_PLANNED = re.compile(
    r"\s+(?:industry\s+|industrial\s+)?development\s+(?:action\s+)?(?:plan|programme|program|strategy|roadmap)\b"
)
_STAGES = {
    "building": ("implement", "building", "construction", "under construction"),
    "operating": ("operation", "opened"),
}


@dataclass(frozen=True, slots=True)
class EnglishWords:
    """The patterns made of english_system_cues.toml and the English names of industries."""

    industry: re.Pattern[str]
    develop: re.Pattern[str]
    statistic: re.Pattern[str]
    project: re.Pattern[str]
    stages: tuple[tuple[re.Pattern[str], str], ...]


def english_words(cues: Cues, industries: IndustryCatalogue) -> EnglishWords:
    """Compile the words."""

    def either(words: list[str]) -> str:
        return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))

    names = [
        name for name, key in industries.english_names().items() if not _generic(industries, key) and len(name) > 1
    ]
    nouns = either(list(cues.words("project", "nouns")))
    return EnglishWords(
        industry=re.compile(rf"\b(?:{either(names)})\b", re.IGNORECASE),
        develop=re.compile(rf"\b(?:{either(list(cues.words('develop', 'verbs')))})\b", re.IGNORECASE),
        statistic=re.compile(
            rf"\s{{1,9}}(?:industry\s{{1,9}})?(?:{either(list(cues.words('statistic', 'words')))})\b", re.IGNORECASE
        ),
        project=re.compile(rf"\b(?:[A-Z][\w-]{{1,40}}\s{{1,9}}){{1,5}}(?:{nouns})\b"),
        stages=tuple(
            (re.compile(rf"\b(?:{either(list(words))})\b", re.IGNORECASE), stage)
            for stage, words in cues.tables["stage"].items()
        ),
    )


def _generic(industries: IndustryCatalogue, industry_id: str) -> bool:
    row = industries.find(industry_id)
    return row is None or row.generic


def english_facts(setting: Setting, words: EnglishWords, catalogue: IndustryCatalogue) -> list[Focus | Project]:
    """The focuses and projects of an English text.

    Joined by commas and «and» behind one verb, every industry of the list is one focus.
    """
    return [*_focuses(setting, words, catalogue), *_projects(setting, words)]


def _focuses(setting: Setting, words: EnglishWords, catalogue: IndustryCatalogue) -> Iterator[Focus]:
    told: set[tuple[str, str]] = set()
    found = [*listed_industries(setting.text, words.industry), *_governed(setting.text, words)]
    taken = 0
    for item in sorted(found, key=lambda item: (item.start, item.end)):
        label = setting.text[item.start : item.end]
        place = place_of_item(setting, item)
        key = (place.name, label.lower())
        if item.start < taken or key in told:
            continue
        taken = item.end
        told.add(key)
        known = words.industry.match(setting.text, item.start, item.end)
        yield Focus(
            **setting.evidence(item.start, item.end, place=place),
            rule=item.rule,
            confidence="certain",
            industry=label,
            industry_id=catalogue.match(label) or (catalogue.match(known[0]) if known else None),
            stage=_last_stage(setting.text[item.lead : item.told], words) if item.rule == LISTED else item.stage,
        )


def _governed(text: str, words: EnglishWords) -> Iterator[Item]:
    """The industries that a verb of development stands before, and those joined to them."""
    for sentence in _SENTENCE.finditer(text):
        start, end = sentence.span()
        names = named_in(text, start, end, words.industry)
        if not names:
            continue
        stage = _stage(sentence[0], words)
        governed = start
        for first, last in names:
            if first < governed:
                continue
            listed = governed > start and _JOINT.fullmatch(text, governed, first) is not None
            if (
                not listed
                and not _BUILT.match(text, last, end)
                and not _PLANNED.match(text, last, end)
                and not _governs(text, max(start, governed), first, words)
            ):
                continue
            if words.statistic.match(text, last, end) or _MOVED.match(text, last, end):
                continue
            items = [] if listed else list_from(text, first, end, words.industry)
            for begins, stops in items or [(first, last)]:
                governed = max(governed, stops)
                yield Item(begins, stops, start, "governed by a verb of development", stage)


def _last_stage(lead: str, words: EnglishWords) -> str | None:
    """The stage named last before a list: «future industries — future networks, …»."""
    found = [(match.start(), stage) for pattern, stage in words.stages for match in pattern.finditer(lead)]
    return max(found)[1] if found else None


def _governs(text: str, start: int, end: int, words: EnglishWords) -> bool:
    """Whether a verb of development stands before a name with nothing but plain words between."""
    verbs = list(words.develop.finditer(text, max(start, end - _REACH), end))
    if not verbs:
        return False
    between = text[verbs[-1].end() : end]
    return not re.search(r"\b(?:with|has|have|is|are|was|were|that|which|to|by)\b|[:(\d]", between)


def _stage(sentence: str, words: EnglishWords) -> str | None:
    found = [
        (match.start(), stage)
        for pattern, stage in words.stages
        if stage != "service" and (match := pattern.search(sentence))
    ]
    stages = {stage for _, stage in found}
    return stages.pop() if len(stages) == 1 and ("such as" in sentence or "focus on" in sentence) else None


def _projects(setting: Setting, words: EnglishWords) -> Iterator[Project]:
    text = setting.text
    for match in words.project.finditer(text):
        sentence = text[max(0, match.start() - 220) : match.start()]
        sentence = sentence[sentence.rfind(". ") + 1 :]
        if not re.search(r"\bproject|\bconstruction|\bbuilt|\binvest", sentence):
            continue
        start = match.start() + 4 if match[0].startswith("The ") else match.start()
        stage = next((s for s, marks in _STAGES.items() if any(mark in sentence for mark in marks)), None)
        yield Project(
            **setting.evidence(start, match.end(), place=_place(setting, start)),
            rule="named in an English sentence about projects",
            confidence="context",
            name=text[start : match.end()],
            amount=None,
            stage=stage,
        )


def _place(setting: Setting, at: int) -> Place:
    return setting.english_region_at(at)
