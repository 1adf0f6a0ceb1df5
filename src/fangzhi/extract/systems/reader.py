"""Every fact of a document that is no number, with one vocabulary."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import TypeVar

from fangzhi.extract.context import Situated
from fangzhi.extract.places import Places
from fangzhi.extract.systems.english import EnglishWords, english_facts, english_words
from fangzhi.extract.systems.focus import focus_facts
from fangzhi.extract.systems.marks import Marks
from fangzhi.extract.systems.platforms import platform_facts, platform_words
from fangzhi.extract.systems.policies import policy_facts, policy_words
from fangzhi.extract.systems.project_words import project_words
from fangzhi.extract.systems.projects import project_facts
from fangzhi.extract.systems.schemes import scheme_facts, scheme_words
from fangzhi.extract.systems.setting import Setting
from fangzhi.extract.systems.tokens import Scanned, Scanner
from fangzhi.lexicon.industries import IndustryCatalogue
from fangzhi.lexicon.load import Lexicon
from fangzhi.lexicon.systems import SystemCues
from fangzhi.model.document import Document
from fangzhi.model.facts import Fact, Focus, Platform, Policy, Project


class SystemReader:
    """Reads documents with one vocabulary; the patterns are compiled once."""

    def __init__(self, industries: IndustryCatalogue, cues: SystemCues) -> None:
        self._industries = industries
        self._scanner = Scanner(industries, cues.stages)
        self._schemes = scheme_words(cues.schemes)
        self._projects = project_words(cues.projects)
        self._policies = policy_words(cues.policies, cues.policy_kinds)
        self._platforms = platform_words(cues.platform_kinds, cues.platforms)
        self._marks = Marks(
            {
                "name": self._scanner.naming,
                "bridge": self._scanner.bridging,
                "project": self._projects.marking,
                "project noun": self._projects.nouns,
                "policy": cues.policies.words("title", "heads"),
                "platform": self._platforms.kinds,
            }
        )
        self._english_cues = cues.english
        self._english: EnglishWords | None = None  # 10,000 letters of patterns, which a Chinese text does not need

    def read(self, document: Document, situated: Sequence[Situated], places: Places) -> list[Fact]:
        """Focuses, schemes, projects, policies and platforms, kind after kind.

        ``situated`` are the sentences of the document with their places; empty for an English one.
        """
        setting = Setting(document, situated, places)
        schemes = scheme_facts(setting, self._schemes, self.is_industry, self._industries.names().__contains__)
        if document.meta.language == "en":
            if self._english is None:
                self._english = english_words(self._english_cues, self._industries)
            return [*english_facts(setting, self._english, self._industries), *schemes]
        marks = self._marks.find(setting.text)
        scanned = Scanned(self._scanner, setting.text, marks["name"], marks["bridge"])
        projects = project_facts(
            setting, self._projects, self._industries, scanned, marks["project"], marks["project noun"]
        )
        platforms = platform_facts(setting, self._platforms, marks["platform"])
        counted = [platform for platform in platforms if platform.quote[0].isdigit()]
        return [
            *outside(outside(focus_facts(setting, scanned, self._industries), projects), counted),
            *schemes,
            *projects,
            *outside(policy_facts(setting, self._policies, scanned, marks["policy"]), projects),
            *platforms,
        ]

    def is_industry(self, words: str) -> bool:
        """Whether words are the name of an industry that the list knows."""
        return self._industries.match(words) is not None


Within = TypeVar("Within", Focus, Policy)


def outside(facts: Sequence[Within], names: Sequence[Project] | Sequence[Platform]) -> list[Within]:
    """The facts that are no part of a name: «海南清洁能源基地开工» tells of a base, not of an industry.

    ``names`` are the projects, or the platforms that are counted (7个国家物流枢纽).
    """
    starts = [name.start for name in names]
    out = []
    for fact in facts:
        before = bisect_right(starts, fact.start) - 1
        if before < 0 or names[before].end < fact.end:
            out.append(fact)
    return out


@lru_cache(maxsize=4)
def _reader(lexicon: Lexicon) -> SystemReader:
    return SystemReader(lexicon.industries, lexicon.systems)


def systems_facts(document: Document, lexicon: Lexicon, situated: Sequence[Situated], places: Places) -> list[Fact]:
    """Every fact of a document that is no number; ``situated`` as ``Narrator.walk`` gives them."""
    return _reader(lexicon).read(document, situated, places)
