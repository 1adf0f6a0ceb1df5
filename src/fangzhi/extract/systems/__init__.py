"""The industrial system of a region: industries, schemes, projects, policies, platforms."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fangzhi.extract.context import Situated
from fangzhi.extract.places import Places
from fangzhi.extract.systems.focus import focus_facts
from fangzhi.extract.systems.policies import PolicyWords, policy_facts, policy_words
from fangzhi.extract.systems.projects import ProjectWords, project_facts, project_words
from fangzhi.extract.systems.schemes import SchemeWords, scheme_facts, scheme_words
from fangzhi.extract.systems.setting import Setting
from fangzhi.extract.systems.tokens import clauses, scanner_of
from fangzhi.lexicon.cues import load_word_tables
from fangzhi.lexicon.industries import IndustryCatalogue, load_industries
from fangzhi.lexicon.stages import StageCues, load_stage_cues
from fangzhi.model.document import Document
from fangzhi.model.facts import Fact


@dataclass(frozen=True)
class SystemWords:
    """The vocabulary of this package."""

    industries: IndustryCatalogue
    stages: StageCues
    policies: PolicyWords
    schemes: SchemeWords
    projects: ProjectWords

    def __hash__(self) -> int:
        return id(self)


def load_words(overlay: Path | None = None) -> SystemWords:
    return SystemWords(load_industries(overlay), load_stage_cues(overlay), policy_words(load_word_tables("policy_cues.toml", overlay)), scheme_words(load_word_tables("scheme_cues.toml", overlay)), project_words(load_word_tables("project_cues.toml", overlay)))

_SC = {}

def systems_facts(document: Document, words: SystemWords, situated: Sequence[Situated], places: Places) -> list[Fact]:
    """Every fact of a document that is no number."""
    setting = Setting(document, situated, places)
    from fangzhi.extract.systems.tokens import Scanner
    sc = _SC.get(id(words)) or _SC.setdefault(id(words), Scanner(words.industries, words.stages))
    parts = list(clauses(setting.text, sc.tokens(setting.text)))
    return [*focus_facts(setting, parts, words.industries), *policy_facts(setting, words.policies), *scheme_facts(setting, words.schemes, lambda w: words.industries.match(w) is not None, words.industries.names().__contains__), *project_facts(setting, words.projects, lambda w: words.industries.match(w) is not None)]
