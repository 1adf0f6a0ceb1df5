"""Words that tell what a clause does with the industries it names, and at which stage (data/stage_cues.toml)."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fangzhi.lexicon.cues import load_word_tables
from fangzhi.model.errors import LexiconError

STAGES = ("traditional", "pillar", "emerging", "future", "service")


@dataclass(frozen=True, slots=True)
class StageCues:
    """Each word with its role (the table of the file) and its class in it."""

    roles: Mapping[str, tuple[str, str]]


def load_stage_cues(overlay: Path | None = None) -> StageCues:
    """Read stage_cues.toml; a user's file of the same name adds words to the classes of ours.

    LexiconError for a file that is no TOML, a class that ours does not have, or a word in two classes.

    >>> load_stage_cues().roles["未来产业"]
    ('bracket', 'future')
    """
    tables = load_word_tables("stage_cues.toml", overlay).tables
    roles: dict[str, tuple[str, str]] = {}
    for role, classes in tables.items():
        for kind, words in classes.items():
            for word in words:
                other = roles.setdefault(word, (role, kind))
                if other != (role, kind):
                    raise LexiconError(
                        f"stage_cues.toml: {word} stands in {'.'.join(other)} and {role}.{kind}. Keep one."
                    )
    return StageCues(roles)
