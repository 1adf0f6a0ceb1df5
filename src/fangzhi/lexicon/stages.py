"""Words that tell what a clause does with the industries it names, and at which stage (data/stage_cues.toml)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fangzhi.lexicon.table import DATA
from fangzhi.model.errors import LexiconError

STAGES = ("traditional", "pillar", "emerging", "future", "service")


@dataclass(frozen=True, slots=True)
class StageCues:
    """Each word with its role (the table of the file) and its class in it."""

    roles: Mapping[str, tuple[str, str]]


def load_stage_cues(overlay: Path | None = None, *, name: str = "stage_cues.toml") -> StageCues:
    """Read a file of cue words; a user's file of the same name adds words to the classes of ours.

    LexiconError for a file that is no TOML, a class that ours does not have, or a word in two classes.

    >>> load_stage_cues().roles["未来产业"]
    ('bracket', 'future')
    """
    tables = _read(DATA / name)
    if overlay is not None and (overlay / name).is_file():
        for role, classes in _read(overlay / name).items():
            for kind, words in classes.items():
                if kind not in tables.get(role, {}):
                    known = ", ".join(f"{r}.{k}" for r, kinds in tables.items() for k in kinds)
                    raise LexiconError(f"{name}: no class {role}.{kind}. Use one of {known}.")
                tables[role][kind] = [*tables[role][kind], *words]
    roles: dict[str, tuple[str, str]] = {}
    for role, classes in tables.items():
        for kind, words in classes.items():
            for word in words:
                roles.setdefault(word, (role, kind))
    return StageCues(roles)


def _read(path: Path) -> dict[str, dict[str, list[str]]]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path.name}: no TOML ({error}). Mend the line it names.") from None
    for role, classes in content.items():
        if not isinstance(classes, dict):
            raise LexiconError(f"{path.name}: {role} is no table. Write [{role}] and lists of words below it.")
        for kind, words in classes.items():
            if not (isinstance(words, list) and all(isinstance(word, str) and word for word in words)):
                raise LexiconError(f'{path.name}: {role}.{kind} is no list of words. Write ["…", "…"].')
    return content
