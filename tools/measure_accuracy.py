"""Measures the extractor against annotated documents, and writes docs/accuracy.md, its data and tests/floors.toml.

The annotated documents and the scorer lie in ../shared, outside the repository, because the texts are not ours to hand
on. Without them nothing is written.

    python tools/measure_accuracy.py                  print the figures
    python tools/measure_accuracy.py --gold DIR       print the figures for other annotations of the same texts
    python tools/measure_accuracy.py --write          rewrite docs/accuracy.md, and its figures for the web atlas
    python tools/measure_accuracy.py --raise-floors   raise the floors of tests/floors.toml to what is reached now
"""

import argparse
import importlib.util
import json
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

from fangzhi.model.errors import InputError
from fangzhi.run.extraction import Extracted, extract_paths

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
GOLD = SHARED / "gold" / "dev"
FLOORS = ROOT / "tests" / "floors.toml"
PAGE = ROOT / "docs" / "accuracy.md"
DATA = ROOT / "src" / "fangzhi" / "present" / "web" / "accuracy.json"
# Measured once, on passages that served the development afterwards: nobody can measure it again. Also in PAGE_TEXT.
UNSEEN = {"on": "2026-11-22", "documents": 14, "observations": 515, "found": 0.98, "strict": 0.87, "period": 0.92}
KINDS = ("observation", "focus", "scheme", "project", "policy")
GROUPS = ("pooled", "reports", "news")
SLACK = 0.005
ABSENT = f"no annotated documents at {GOLD}: the texts are not ours to hand on, so only their holders can measure"

Fact = dict[str, Any]
Pair = tuple[Path, Path]


@dataclass(frozen=True, slots=True)
class Score:
    """How well one thing is found: annotated and extracted facts counted, precision, recall and F1 of them."""

    annotated: int
    extracted: int
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a number of facts have something."""

    count: int
    of: int

    @property
    def value(self) -> float:
        """The share, 0 of none."""
        return self.count / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured.

    ``scores`` by kind, level (found, strict) and group; ``attributes`` the share of found facts whose field is right,
    by kind and field; ``confidence`` the share of observations that are right in every field, by class; ``ids`` the
    share of observations that are tied to a catalogue row or a code.
    """

    documents: int
    gold: str
    scores: Mapping[tuple[str, str, str], Score]
    attributes: Mapping[tuple[str, str], Share]
    confidence: Mapping[str, Share]
    ids: Mapping[str, Share]

    def figures(self) -> dict[str, float]:
        """Every figure that has a floor, by the name that the floor has in floors.toml."""
        out = {}
        for (kind, level, group), score in self.scores.items():
            if score.extracted:
                out[f"{kind}.{level}.{group}"] = score.f1
        for (kind, field), share in self.attributes.items():
            out[f"{kind}.{field}"] = share.value
        return {name: round(value, 4) for name, value in out.items()}


def measure(folder: Path = GOLD) -> Measured:
    """Extract the annotated documents and compare; FileNotFoundError where ../shared or ``folder`` is absent."""
    golds = sorted(folder.glob("*.jsonl"))
    if not golds:
        raise FileNotFoundError(
            ABSENT if folder == GOLD else f"no annotations (*.jsonl) in {folder}; name another folder"
        )
    scorer = load_scorer()
    texts = [text_of(gold) for gold in golds]
    with tempfile.TemporaryDirectory() as aside:
        pairs = dict(zip(golds, written(texts, Path(aside)), strict=True))
        groups = {
            "pooled": list(pairs.items()),
            **{
                name: [
                    (gold, found) for (gold, found), text in zip(pairs.items(), texts, strict=True)
                    if text.parent.name == name
                ]
                for name in GROUPS[1:]
            },
        }  # fmt: skip
        scores: dict[tuple[str, str, str], Score] = {}
        attributes: dict[tuple[str, str], Share] = {}
        for group, chosen in groups.items():
            if not chosen:
                continue
            tallies, right, _ = scorer.score([(str(gold), str(found)) for gold, found in chosen])
            for name, tally in tallies.items():
                kind, level = name.split()
                scores[kind, level, group] = Score(tally.gold, tally.pred, *tally.f())
            if group == "pooled":
                attributes = {
                    (kind, field): Share(count, counts["n"])
                    for kind, counts in right.items()
                    for field, count in counts.items()
                    if field != "n"
                }
        observations = [
            fact
            for found in pairs.values()
            for line in found.read_text(encoding="utf-8").splitlines()
            if (fact := json.loads(line))["kind"] == "observation"
        ]
        confidence = confidence_shares(scorer, pairs.items())
    return Measured(len(golds), digest(golds), scores, attributes, confidence, id_shares(observations))


def load_scorer() -> ModuleType:
    """The scorer beside the annotated documents."""
    spec = importlib.util.spec_from_file_location("gold_score", SHARED / "gold" / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(ABSENT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def text_of(gold: Path) -> Path:
    """The text that an annotation is about."""
    for folder in ("reports", "news"):
        text = SHARED / "corpus" / folder / f"{gold.stem}.txt"
        if text.is_file():
            return text
    raise FileNotFoundError(f"{gold.name} has no text under {SHARED / 'corpus'}; add it, or take the annotation away")


def digest(golds: Iterable[Path]) -> str:
    """Hash of the annotations: figures of different ones are not to be compared."""
    return sha256(b"".join(gold.read_bytes() for gold in golds)).hexdigest()[:16]


def written(texts: list[Path], folder: Path) -> list[Path]:
    """The facts of each text as a file of JSON lines, in the same order."""
    out = []
    for at, found in enumerate(extract_paths([str(text) for text in texts], workers=1)):
        if not isinstance(found, Extracted):
            raise InputError(found.reason)
        path = folder / f"{at}.jsonl"
        path.write_text("\n".join(found.lines), encoding="utf-8")
        out.append(path)
    return out


def confidence_shares(scorer: ModuleType, pairs: Iterable[Pair]) -> dict[str, Share]:
    """Of the observations of each confidence class inside the annotated ranges, how many are right in every field.

    What lies on facts that the guidelines leave optional is counted in neither number, as in the score.
    """
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for gold_path, found_path in pairs:
        head, *facts = scorer.load(gold_path)
        golds = [fact for fact in facts if fact["kind"] == "observation"]
        found = [
            fact
            for fact in scorer.load(found_path)
            if fact["kind"] == "observation"
            and any(first <= fact["start"] and fact["end"] <= last for first, last in head["ranges"])
        ]

        def checks(gold: Fact, fact: Fact) -> list[bool]:
            return [bool(check(gold, fact)) for check in scorer.OBS.values()]

        def rank(gold: Fact, fact: Fact) -> float:
            return sum(checks(gold, fact)) + (0 if gold.get("optional") else 0.5)

        matched = {j: golds[i] for i, j in scorer.match(golds, found, scorer.number_ok, rank)}
        for at, fact in enumerate(found):
            gold = matched.get(at)
            if gold is None:
                near = [bool(other.get("optional")) for other in golds if scorer.overlap(other, fact)]
                if near and all(near):
                    continue
            elif gold.get("optional"):
                continue
            seen[fact["confidence"]] += 1
            right[fact["confidence"]] += gold is not None and all(checks(gold, fact))
    return {name: Share(right[name], seen[name]) for name in ("certain", "context", "weak") if seen[name]}


def id_shares(observations: list[Fact]) -> dict[str, Share]:
    """How many of all observations are tied to a row of the catalogue, a code of a region, a period."""
    return {
        field: Share(sum(fact.get(field) is not None for fact in observations), len(observations))
        for field in ("indicator_id", "region_code", "period")
    }


def page(measured: Measured) -> str:
    """docs/accuracy.md."""
    return PAGE_TEXT.format(
        documents=measured.documents,
        gold=measured.gold,
        scores=table(
            ("kind", "level", "group", "annotated", "extracted", "precision", "recall", "F1"), score_rows(measured)
        ),
        attributes=table(("kind", "field", "right", "of found"), attribute_rows(measured)),
        confidence=table(
            ("class", "right in every field", "observations"),
            [(name, percent(share.value), str(share.of)) for name, share in measured.confidence.items()],
        ),
        ids=table(
            ("field", "filled", "observations"),
            [(f"`{name}`", percent(share.value), str(share.of)) for name, share in measured.ids.items()],
        ),
    )


def data(measured: Measured) -> str:
    """The figures of the page for the web atlas, as JSON."""
    figures = {
        "unseen": UNSEEN,
        "documents": measured.documents,
        "gold": measured.gold,
        "scores": [
            {"kind": kind, "group": group, "annotated": score.annotated, "found": round(score.f1, 3),
             "strict": round(measured.scores[kind, "strict", group].f1, 3)}
            for (kind, level, group), score in measured.scores.items()
            if level == "found" and score.extracted
        ],
        "fields": [
            {"kind": kind, "field": field, "right": round(share.value, 3), "of": share.of}
            for (kind, field), share in measured.attributes.items()
            if share.of
        ],
        "confidence": [
            {"kind": name, "right": round(share.value, 3), "of": share.of}
            for name, share in measured.confidence.items()
        ],
    }  # fmt: skip
    return json.dumps(figures, indent=1) + "\n"


def score_rows(measured: Measured) -> list[tuple[str, ...]]:
    """A row for each kind that comes out, level and group."""
    return [
        (kind, level, group, str(score.annotated), str(score.extracted),
         *map(three, (score.precision, score.recall, score.f1)))
        for kind in KINDS
        for group in GROUPS
        for level in ("found", "strict")
        if (score := measured.scores.get((kind, level, group))) and score.extracted
    ]  # fmt: skip


def attribute_rows(measured: Measured) -> list[tuple[str, ...]]:
    """A row for each field of each kind that comes out."""
    return [
        (kind, f"`{field}`", three(share.value), str(share.of))
        for (kind, field), share in measured.attributes.items()
        if share.of
    ]


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table.

    >>> print(table(("a", "b"), [("1", "2")]))
    | a | b |
    |---|---|
    | 1 | 2 |
    """
    heads = list(heads)
    lines = [heads, ["---"] * len(heads), *map(list, rows)]
    return "\n".join(
        ("|" + "|".join(line) + "|") if at == 1 else f"| {' | '.join(line)} |" for at, line in enumerate(lines)
    )


def three(value: float) -> str:
    """A share with three decimals."""
    return f"{value:.3f}"


def percent(value: float) -> str:
    """A share in per cent."""
    return f"{value:.0%}"


def floors() -> dict[str, float]:
    """The floors as they stand in tests/floors.toml."""
    kept: dict[str, float] = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["floors"]
    return kept


def raised(old: Mapping[str, float], reached: Mapping[str, float]) -> dict[str, float]:
    """The floors after a measurement: each at what is reached less the slack, none lower than it was.

    >>> raised({"a": 0.9, "b": 0.5}, {"a": 0.8, "b": 0.7, "c": 0.3})
    {'a': 0.9, 'b': 0.695, 'c': 0.295}
    """
    return {
        name: max(old.get(name, 0.0), round(reached[name] - SLACK, 3) if name in reached else 0.0)
        for name in [*old, *(name for name in reached if name not in old)]
    }


def write_floors(values: Mapping[str, float], gold: str) -> None:
    """Write tests/floors.toml."""
    lines = "\n".join(f'"{name}" = {value:.3f}' for name, value in values.items())
    FLOORS.write_text(f'{FLOORS_HEAD}gold = "{gold}"\n\n[floors]\n{lines}\n', encoding="utf-8")


FLOORS_HEAD = """\
# The quality that no change may fall below: F1 by kind, level and group, and the share of found facts whose field is
# right. `python tools/measure_accuracy.py --raise-floors` raises them to what is reached less 0.005 and lowers none.
# Lower one by hand, with the reason in CHANGELOG.md, when the annotations were corrected against us.
# `gold` is the hash of the annotations they were measured on.
"""

PAGE_TEXT = """# Accuracy

Written by `python tools/measure_accuracy.py --write`; do not edit.

## What to expect of a document nobody has looked at

On 22 November 2026 passages of 14 provincial work reports that had played no part in the development, with 515
observations, were annotated without sight of our output and then read by the rules for the first time: **found 0.98,
strict 0.87** (F1). Most of what was wrong was the period (92 % right). These passages have served the development
since, so the figure can not be repeated; the next unseen text will tell. News, plans and communiques were not in it.

These were read on the same day, in seventeen rounds: excerpts of work reports of cities and counties of 2011 to 2025,
communiqués and monthly figures, plans, Chinese and English news. Each round was annotated before it was read by the
rules, read once, and only then used to mend them, so each line is a first reading of text that nobody had tuned to.
From round 7 on the figures are those of the annotations as first written: some of them were wrong, and with these put
right the figures are up to 0.06 higher. Strict F1, all and by kind; in brackets how many observations.

| round | passages | found | strict | city and county reports | statistics | Chinese news | plans | English news |
|---|---|---|---|---|---|---|---|---|
| 1 | 16 | 0.96 | 0.75 (309) | 0.80 (107) | 0.81 (84) | 0.80 (68) | | 0.47 (50) |
| 2 | 21 | 0.98 | 0.76 (349) | 0.76 (21) | 0.66 (157) | 0.92 (109) | 0.56 (17) | 0.76 (45) |
| 3 | 26 | 0.95 | 0.78 (340) | 0.71 (52) | 0.93 (115) | 0.69 (130) | 0.78 (13) | 0.72 (30) |
| 4 | 22 | 0.97 | 0.83 (264) | 0.95 (73) | 0.91 (66) | 0.81 (77) | | 0.55 (48) |
| 5 | 19 | 0.98 | 0.88 (289) | 0.67 (7) | 0.96 (147) | 0.86 (103) | 0.93 (14) | 0.28 (18) |
| 6 | 11 | 0.92 | 0.68 (134) | 0.08 (13) | 0.81 (92) | 0.20 (10) | | 0.75 (19) |
| 7 | 14 | 0.98 | 0.68 (193) | 1.00 (23) | 0.89 (77) | 0.41 (74) | 0.47 (19) | |
| 8 | 16 | 0.89 | 0.58 (141) | | | | | 0.58 (141) |
| 9 | 18 | 0.87 | 0.66 (143) | | | | | 0.66 (143) |
| 10 | 9 | 0.90 | 0.62 (81) | | | | | 0.62 (81) |
| 11 | 15 | 1.00 | 0.93 (213) | | | 0.93 (213) | | |
| 12 | 11 | 1.00 | 0.77 (81) | | | 0.77 (81) | | |
| 13 | 13 | 0.94 | 0.73 (119) | | | | | 0.73 (119) |
| 14 | 12 | 0.93 | 0.72 (104) | | | | | 0.72 (104) |
| 15 | 12 | 0.94 | 0.82 (127) | | | | | 0.82 (127) |
| 16 | 8 | 0.91 | 0.64 (84) | | | | | 0.64 (84) |
| 17 | 13 | 0.99 | 0.73 (240) | 0.74 (52) | 0.84 (131) | 0.45 (57) | | |

A number is nearly always found. What goes wrong goes wrong for a whole passage, and it is the period or the status: a
sentence that sets the year for all that follows is read in another way than it was meant (the sixth round had two such
texts). In the seventh it was the area: 39 of 55 wrong figures, in two texts about a development zone and in one that
turns from its own city to others. So a text of a kind like these is right in seven to nine figures of ten, English news
in six to eight; a reader should look at the period and the area first. Statistics of offices are read best, English
news worst.

In the seventeenth (reports and statistics of other provinces and cities, news of districts and zones; where neither
text nor metadata name an area, none is right) 23 of 67 wrong figures were given to the city whose zone or district the
news was about, and 19 stood in one survey of provinces. With the slips of the annotation put right it was 0.80.

News is as various as its writers. When 30 more excerpts of Chinese news were read through, figure by figure, by a
reader who called wrong whatever was not wholly right in label and area, 172 of 396 figures passed: what failed was
the subject of a clause before the comma, or the zone or cluster a sentence spoke of, lost behind it. Some of these
classes have been mended since.

The other kinds were read in five rounds on the same day: each time passages of provincial reports, of plans and of
Chinese and English news that nobody had used before were annotated by the maker of the rules without sight of our
output, read for the first time, and only then mended by. F1 of that first reading, strict:

| round | passages | focus | its stage | scheme | project | policy |
|---|---|---|---|---|---|---|
| 1 | 16 | 0.59 of 99 | 0.84 | 4 of 4 | 0.74 of 77 | 0.87 of 11 |
| 2 | 20 | 0.69 of 86 | 0.66 | 2 of 3 | 0.74 of 40 | 0.90 of 21 |
| 3 | 17 | 0.80 of 114 | 0.96 | 5 of 6 | 0.85 of 55 | 0.82 of 8 |
| 4 | 12 | 0.85 of 88 | 0.87 | 3 of 4 | 0.70 of 42 | 2 of 3 |
| 5 | 12 | 0.49 of 46 | 1.00 | 1 of 1 | 0.78 of 57 | 4 of 8 |

The numbers behind «of» are facts annotated; the stage is the share of the focuses found whose stage is right. No slogan
was taken for a scheme; what was wrong was a member list, or a scheme not found. Of the focuses of the last round 22
were missed in two passages: lists told with commas only, and a note on what the digits of a scheme mean. Projects named
by nothing but a firm or a stretch of road are still missed, and lists of them cut wrongly. Policies were too few to say
much.

## Ids of indicators

On 22 November 2026 300 observations with an id were drawn from 21 provincial work reports (`python
tools/sample_indicators.py ../shared/corpus/reports`, which also prints the share that has one: 38 %) and read one by
one: 299 ids were right, and the wrong one (tax per mu of parks, taken for that of industry) has been mended. The other
observations count things that the catalogue does not know, most of them in one document only, and say so.

## The documents of the development

Measured on {documents} real documents with annotations: parts of work reports of 2026, and news in Chinese and
English. Hash of the annotations: `{gold}`. **The rules were made while looking at these same documents**: the figures
below show that nothing got worse, not what happens elsewhere. The texts are not ours to hand on; who has them at
`../shared` gets the same figures.

**Found**: value and unit are right and the place in the text is. **Strict**: measure, bound, period, status, region
and label are right as well. Facts that a careful reader may leave out count in neither direction.

{scores}

### Fields

Of the facts that were found, the share whose field is right.

{attributes}

### Confidence

Each fact carries a class: *certain* (all fields stand in the clause), *context* (a field was carried over from earlier
text), *weak* (a field, as a rule the period, is missing). This is how often an observation of the class is right in
every field; one that should not be there at all counts as wrong.

{confidence}

### Names settled

How many observations of these documents, annotated parts or not, are tied to the indicator catalogue, to a region
code and to a period. What is not tied is kept as written and listed by `fangzhi unresolved`.

{ids}
"""


def main() -> int:
    """Do what the options say."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--gold", type=Path, default=GOLD, metavar="DIR", help="other annotations; only printed")
    parser.add_argument("--write", action="store_true", help="rewrite docs/accuracy.md and its data")
    parser.add_argument("--raise-floors", action="store_true", help="raise tests/floors.toml; none is lowered")
    options = parser.parse_args()
    if options.gold != GOLD and (options.write or options.raise_floors):
        parser.error("the page and the floors are measured on the annotations in ../shared only; leave --gold out")
    try:
        measured = measure(options.gold)
    except FileNotFoundError as error:
        sys.exit(str(error))
    reached = measured.figures()
    old = floors() if FLOORS.is_file() and options.gold == GOLD else {}
    for name, value in reached.items():
        floor = f"  floor {old[name]:.3f}" if name in old else ""
        below = "  below its floor" if value < old.get(name, 0) else ""
        print(f"{name:32} {value:.3f}{floor}{below}")
    for title, shares in (("right", measured.confidence), ("filled", measured.ids)):
        for name, share in shares.items():
            print(f"{name:32} {percent(share.value)} {title} of {share.of}")
    if options.write:
        PAGE.write_text(page(measured), encoding="utf-8")
        DATA.write_text(data(measured), encoding="utf-8")
    if options.raise_floors:
        write_floors(raised(old, reached), measured.gold)
    return 0


if __name__ == "__main__":
    sys.exit(main())
