"""Draws the observations that a person reads to check the ids of the indicators.

``python tools/sample_indicators.py ../shared/corpus/reports --rows 300`` prints how many observations have an id, and
so many of them, drawn with a fixed seed: label, id, name of the indicator, value, sentence.
"""

import argparse
import random
from pathlib import Path

from fangzhi.lexicon.load import load_lexicon
from fangzhi.model.facts import Observation
from fangzhi.read import Source, find_sources
from fangzhi.run.pipeline import Reading, facts_of

SEED = 20261122


def main() -> None:
    """Read the documents of a folder and print the sample."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--rows", type=int, default=300)
    chosen = arguments.parse_args()
    lexicon = load_lexicon()
    names = {indicator.id: indicator.zh for indicator in lexicon.indicators}
    found: list[tuple[Observation, str]] = []
    for source in find_sources([chosen.folder], lexicon=lexicon):
        reading = facts_of(source, lexicon) if isinstance(source, Source) else None
        if isinstance(reading, Reading):
            text = reading.document.text
            found += [
                (fact, text[fact.sentence_start : fact.sentence_end])
                for fact in reading.facts
                if isinstance(fact, Observation)
            ]
    resolved = [(fact, sentence) for fact, sentence in found if fact.indicator_id]
    print(f"{len(resolved)} of {len(found)} observations have an id ({len(resolved) / len(found):.0%})")
    for fact, sentence in random.Random(SEED).sample(resolved, min(chosen.rows, len(resolved))):  # noqa: S311 a fixed draw, no secret
        told = (fact.indicator, fact.indicator_id, names[fact.indicator_id or ""], fact.measure, fact.quote)
        print("\t".join(("", *map(str, told), sentence.strip()))[1:])


if __name__ == "__main__":
    main()
