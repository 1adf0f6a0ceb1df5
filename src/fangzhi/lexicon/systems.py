"""The vocabulary of industrial systems: word tables for schemes, projects, policies and platforms."""

from dataclasses import dataclass
from pathlib import Path

from fangzhi.lexicon.cues import Cues, load_word_tables
from fangzhi.lexicon.platforms import PlatformKind, load_platform_kinds
from fangzhi.lexicon.stages import StageCues, load_stage_cues


@dataclass(frozen=True, slots=True)
class SystemCues:
    """The words by which the parts of a regional industrial system are found."""

    stages: StageCues
    schemes: Cues
    projects: Cues
    policies: Cues
    policy_kinds: Cues
    platforms: Cues
    platform_kinds: tuple[PlatformKind, ...]
    english: Cues


def load_system_cues(overlay: Path | None = None) -> SystemCues:
    """Read the word tables, a user's words added to ours. LexiconError for a file that cannot be used.

    >>> "行动计划" in load_system_cues().policies.words("title", "heads")
    True
    """
    return SystemCues(
        stages=load_stage_cues(overlay),
        schemes=load_word_tables("scheme_cues.toml", overlay),
        projects=load_word_tables("project_cues.toml", overlay),
        policies=load_word_tables("policy_cues.toml", overlay),
        policy_kinds=load_word_tables("policy_kinds.toml", overlay),
        platforms=load_word_tables("platform_cues.toml", overlay),
        platform_kinds=load_platform_kinds(overlay),
        english=load_word_tables("english_system_cues.toml", overlay),
    )
