"""Words that steer the reading of a clause: bounds, verbs, openings, sections (data/cues.toml)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fangzhi.lexicon.table import DATA
from fangzhi.model.errors import LexiconError


@dataclass(frozen=True, slots=True)
class Cues:
    """Word lists by table and class, longest words first."""

    tables: Mapping[str, Mapping[str, tuple[str, ...]]]

    def words(self, table: str, name: str) -> tuple[str, ...]:
        """The words of one class.

        >>> from fangzhi.lexicon.load import load_lexicon
        >>> "左右" in load_lexicon().cues.words("bound_after", "approx")
        True
        """
        return self.tables[table][name]

    def index(self, table: str) -> dict[str, str]:
        """Every word of a table with its class."""
        return {word: name for name, words in self.tables[table].items() for word in words}


def load_cues(overlay: Path | None = None) -> Cues:
    """Read cues.toml; a user's file adds words to the classes of ours."""
    return load_word_tables("cues.toml", overlay)


def load_word_tables(name: str, overlay: Path | None = None) -> Cues:
    """Read a file of word lists, a user's words added to ours; LexiconError for a class that is not ours."""
    tables = _read(DATA / name)
    if overlay is not None and (overlay / name).is_file():
        for table, classes in _read(overlay / name).items():
            for key, words in classes.items():
                if key not in tables.get(table, {}):
                    known = ", ".join(f"{t}.{n}" for t, named in tables.items() for n in named)
                    raise LexiconError(f"{name}: no class {table}.{key}. Use one of {known}.")
                tables[table][key] += words
    return Cues({t: {n: tuple(sorted(set(w), key=_longest_first)) for n, w in c.items()} for t, c in tables.items()})


def _longest_first(word: str) -> tuple[int, str]:
    """Longest first, and in one order in every process."""
    return -len(word), word


def _read(path: Path) -> dict[str, dict[str, tuple[str, ...]]]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path.name}: no TOML ({error}). Mend the line it names.") from None
    for table, classes in content.items():
        for name, words in classes.items() if isinstance(classes, dict) else ():
            if not (isinstance(words, list) and all(isinstance(word, str) and word for word in words)):
                raise LexiconError(f'{path.name}: {table}.{name} is no list of words. Write ["…", "…"].')
        if not isinstance(classes, dict):
            raise LexiconError(f"{path.name}: {table} is no table. Write [{table}] and lists of words below it.")
    return {t: {n: tuple(w) for n, w in c.items()} for t, c in content.items()}
