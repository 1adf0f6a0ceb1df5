"""Industries and projects of an English text: the lists that a verb of development governs, named projects."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fangzhi.extract.places import Place
from fangzhi.extract.systems.setting import Setting
from fangzhi.lexicon.cues import Cues
from fangzhi.lexicon.industries import IndustryCatalogue
from fangzhi.model.facts import Focus, Project

_SENTENCE = re.compile(r"[^.;\n]*(?:\.(?=\S)[^.;\n]*)*")
_JOINT = re.compile(r"\s{0,9}(?:,\s{0,9}(?:and\s{1,9}|as well as\s{1,9})?|\s{1,9}and\s{1,9}|\s{1,9}as well as\s{1,9})")
_REACH = 90
_MOVED = re.compile(
    r"[^,.;\d]{0,60}?\b(?:grew|rose|jumped|surged|increased|climbed|expanded|fell|dropped|declined|up|down)\b[^,.;\d]{0,12}\d"
)  # «investment in new energy power generation rose by 3%» is a figure
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
    for sentence in _SENTENCE.finditer(setting.text):
        start, end = sentence.span()
        names = list(words.industry.finditer(setting.text, start, end))
        if not names:
            continue
        stage = _stage(sentence[0], words)
        governed = start
        for name in names:
            listed = governed > start and _JOINT.fullmatch(setting.text, governed, name.start()) is not None
            if not listed and not _governs(setting.text, max(start, governed), name.start(), words):
                continue
            if words.statistic.match(setting.text, name.end(), end) or _MOVED.match(setting.text, name.end(), end):
                continue
            governed = name.end()
            label = name[0]
            place = setting.english_region_at(name.start())
            industry_id = catalogue.match(label)
            if (place.name, label.lower()) in told:
                continue
            told.add((place.name, label.lower()))
            yield Focus(
                **setting.evidence(name.start(), name.end(), place=place),
                rule="governed by a verb of development",
                confidence="certain",
                industry=label,
                industry_id=industry_id,
                stage=stage,
            )


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
    return stages.pop() if len(stages) == 1 and "such as" in sentence else None


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
