"""Words that steer the reading of English text (data/english.toml)."""

from pathlib import Path

from fangzhi.lexicon.cues import Cues, load_word_tables


def load_english(overlay: Path | None = None) -> Cues:
    """Read english.toml; a user's file adds words to the classes of ours."""
    return load_word_tables("english.toml", overlay)
