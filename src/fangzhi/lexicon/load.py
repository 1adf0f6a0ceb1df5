"""The whole vocabulary as one value."""

import functools
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from fangzhi.lexicon.cues import Cues, load_cues, load_word_tables
from fangzhi.lexicon.english import load_english
from fangzhi.lexicon.indicators import IndicatorCatalogue, load_indicators
from fangzhi.lexicon.industries import IndustryCatalogue, load_industries
from fangzhi.lexicon.kept import kept
from fangzhi.lexicon.reading import ReadingWords, load_reading
from fangzhi.lexicon.regions import RegionRegister, load_regions
from fangzhi.lexicon.systems import SystemCues, load_system_cues
from fangzhi.lexicon.table import DATA, check_overlay, known_files
from fangzhi.lexicon.units import Units, load_units


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The words that the extractor knows, and the hash of the files they were read from."""

    regions: RegionRegister
    indicators: IndicatorCatalogue
    units: Units
    cues: Cues
    english: Cues
    reading: ReadingWords
    industries: IndustryCatalogue
    systems: SystemCues
    tables: Cues
    sha256: str


def load_lexicon(overlay: Path | None = None) -> Lexicon:
    """Read the vocabulary, with the files of a user's folder laid over ours; read once in a process.

    What was read and found good before comes from the cache of this user (see ``kept``). LexiconError for a row, a
    file or a folder that cannot be used.

    >>> load_lexicon().indicators.match("GDP")
    'gdp'
    """
    return _load(overlay)  # called with None or with nothing it is the same vocabulary, and read once


@functools.cache
def _load(overlay: Path | None) -> Lexicon:
    if overlay is not None:
        check_overlay(overlay)
    made_from = _hash(overlay)
    return kept(made_from, functools.partial(_made, overlay, made_from))


def _made(overlay: Path | None, made_from: str) -> Lexicon:
    regions = load_regions(overlay)
    return Lexicon(
        regions=regions,
        indicators=load_indicators(overlay, regions=regions),
        units=load_units(overlay),
        cues=load_cues(overlay),
        english=load_english(overlay),
        reading=load_reading(overlay),
        industries=load_industries(overlay),
        systems=load_system_cues(overlay),
        tables=load_word_tables("table_cues.toml", overlay),
        sha256=made_from,
    )


def _hash(overlay: Path | None) -> str:
    """Hash of every vocabulary file that is used, names and contents, ours first."""
    digest = sha256()
    for folder in (DATA, overlay):
        if folder is None:
            continue
        for name in known_files():
            if (folder / name).is_file():
                digest.update(f"{name}\n".encode())
                digest.update((folder / name).read_bytes())
    return digest.hexdigest()
