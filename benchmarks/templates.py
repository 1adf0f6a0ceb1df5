"""The sentences of the corpus generator: templates with slots, and the facts that each of them states."""

import random
import re
import tomllib
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("templates.toml")
SLOT = re.compile(r"\{([a-z]+)(\d?)(?::([^{}]+))?\}")
APART = 1500  # characters between two mentions of an industry
Fact = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in a slot: its words, and the value, unit and further fields that they mean."""

    words: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a report: its heading, the period and status of what is told in it, and how many sentences of ten."""

    heading: str
    period: str
    status: str
    share: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A template: literal words and slots in turn, its facts with the places of their quotes, how many industries."""

    pieces: tuple[str, ...]
    facts: tuple[Fact, ...]
    industries: int


@dataclass(frozen=True, slots=True)
class Templates:
    """Everything that templates.toml says."""

    industries: Mapping[str, str]
    names: tuple[str, ...]
    parts: Mapping[str, Part]
    sentences: Mapping[str, tuple[Sentence, ...]]


class Industries:
    """The industries of a report in a mixed order; one is named again only when all others were, and far away.

    Near by, the second mention would be no fact of its own: a focus is one a region, industry and stretch of text.
    """

    def __init__(self, templates: Templates, choice: random.Random) -> None:
        rows = list(templates.industries.items())
        self._queue = deque((-APART, name, identity) for name, identity in choice.sample(rows, len(rows)))
        self._at = 0

    def enough(self, most: int, at: int) -> int:
        """How many can be named at this place of the report, counted up to ``most``."""
        self._at = at
        return next((free for free in range(most) if self._queue[free][0] + APART > at), most)

    def take(self) -> tuple[str, str]:
        """The next name with its id."""
        _, name, identity = self._queue.popleft()
        self._queue.append((self._at, name, identity))
        return name, identity


class Filler:
    """Fills the slots of one sentence: a slot that comes again is filled the same way."""

    def __init__(
        self, templates: Templates, choice: random.Random, context: Mapping[str, str], industries: Industries
    ) -> None:
        self._names = templates.names
        self._choice = choice
        self._industries = industries
        self._filled = {f"{{{name}}}": Filled(words, {}) for name, words in context.items()}

    def slot(self, slot: str) -> Filled:
        """What stands in ``{name}``."""
        if slot not in self._filled:
            match = SLOT.fullmatch(slot)
            if match is None or match[1] not in KINDS:
                raise ValueError(f"{FILE.name}: there is no slot {slot}; there are {', '.join(KINDS)}")
            self._filled[slot] = KINDS[match[1]](self, match[3] or "")
        return self._filled[slot]

    def render(self, text: str) -> str:
        """A text with its slots filled."""
        return SLOT.sub(lambda match: self.slot(match[0]).words, text) if "{" in text else text

    def money(self, _: str) -> Filled:
        """A sum in 亿元 or 万亿元."""
        tenths = int(10 ** self._choice.uniform(2, 4.8))
        if tenths >= 30_000:
            hundredths = tenths // 1_000
            return Filled(f"{_number(hundredths, 100)}万亿元", {"value": hundredths * 1e10, "unit": "元"})
        return Filled(f"{_number(tenths, 10)}亿元", {"value": tenths * 1e7, "unit": "元"})

    def rate(self, _: str) -> Filled:
        """A percentage of one decimal."""
        tenths = self._choice.randint(11, 129)
        return Filled(f"{_number(tenths, 10)}%", {"value": tenths / 10, "unit": "%"})

    def range(self, _: str) -> Filled:
        """Two percentages with a dash."""
        low = self._choice.randint(3, 8)
        return Filled(f"{low}%—{low}.5%", {"value": low, "value_high": low + 0.5, "unit": "%"})

    def points(self, _: str) -> Filled:
        """Percentage points."""
        tenths = self._choice.randint(2, 29)
        return Filled(f"{_number(tenths, 10)}个百分点", {"value": tenths / 10, "unit": "个百分点"})

    def rank(self, _: str) -> Filled:
        """A place in a ranking."""
        place = self._choice.randint(2, 12)
        return Filled(f"第{place}位", {"value": place, "unit": "位"})

    def count(self, unit: str) -> Filled:
        """A number of things; 万 in the unit is a multiplier."""
        number = self._choice.randint(2, 99)
        return Filled(
            f"{number}{unit}", {"value": number * 10_000 ** unit.startswith("万"), "unit": unit.removeprefix("万")}
        )

    def industry(self, _: str) -> Filled:
        """An industry that the text around does not name."""
        name, identity = self._industries.take()
        return Filled(name, {"id": identity})

    def name(self, _: str) -> Filled:
        """A name of a firm or works."""
        return Filled(self._choice.choice(self._names), {})


KINDS: Mapping[str, Callable[[Filler, str], Filled]] = {
    "money": Filler.money,
    "rate": Filler.rate,
    "range": Filler.range,
    "points": Filler.points,
    "rank": Filler.rank,
    "count": Filler.count,
    "industry": Filler.industry,
    "name": Filler.name,
}


def written(sentence: Sentence, filler: Filler, common: Fact) -> tuple[str, list[Fact]]:
    """A sentence and its facts, whose places are counted from its beginning."""
    words = [filler.slot(piece).words if piece.startswith("{") else piece for piece in sentence.pieces]
    return "".join(words), [_fact(fact, words, filler, common) for fact in sentence.facts]


@cache
def load_templates() -> Templates:
    """Read templates.toml; ValueError that names the sentence when a quote does not stand in it once."""
    record = tomllib.loads(FILE.read_text(encoding="utf-8"))
    sentences: dict[str, list[Sentence]] = {part: [] for part in record["parts"]}
    for row in record["sentence"]:
        sentences[row["part"]].append(sentence(row["text"], row["facts"]))
    return Templates(
        record["industries"],
        tuple(first + second for first in record["names"]["first"] for second in record["names"]["second"]),
        {name: Part(**part) for name, part in record["parts"].items()},
        {part: tuple(rows) for part, rows in sentences.items()},
    )


def sentence(text: str, facts: Sequence[Fact]) -> Sentence:
    """A template cut into its pieces; ValueError when a quote does not stand in it exactly once."""
    pieces = tuple(piece for piece in re.split(r"(\{[^{}]+\})", text) if piece)
    for fact in facts:
        if text.count(fact["quote"]) != 1:
            raise ValueError(f"{FILE.name}: {fact['quote']!r} does not stand exactly once in {text!r}; mend the quote")
    industries = len({piece for piece in pieces if piece.startswith("{industry")})
    return Sentence(pieces, tuple({**fact, "before": text[: text.index(fact["quote"])]} for fact in facts), industries)


def _fact(fact: Fact, words: Sequence[str], filler: Filler, common: Fact) -> Fact:
    start = len(filler.render(fact["before"]))
    quote = filler.render(fact["quote"])
    if "".join(words)[start : start + len(quote)] != quote:  # a slot whose words depend on the order of filling
        raise ValueError(f"{FILE.name}: the place of {quote!r} is not known in {''.join(words)!r}")
    own = {key: _value(value, filler) for key, value in fact.items() if key not in ("before", "quote", "sign")}
    out = {"start": start, "end": start + len(quote), "quote": quote, "region": common["region"]}
    if fact["kind"] == "observation":
        slots = SLOT.finditer(fact["quote"])
        filled = dict(filler.slot(next(slots)[0]).fields)
        filled["value"] *= fact.get("sign", 1)
        out |= {"bound": "eq", "period": common["period"], "status": common["status"], **filled}
    return out | own


def _value(value: object, filler: Filler) -> object:
    """Slots in the fields of a fact: ``@slot`` is the id of the slot, a slot alone under amount or count its value."""
    if isinstance(value, list):
        return [_value(one, filler) for one in value]
    if isinstance(value, dict):
        return {key: _value(one, filler) for key, one in value.items()}
    if not isinstance(value, str) or ("{" not in value and not value.startswith("@")):
        return value
    if value.startswith("@"):
        return filler.slot(f"{{{value[1:]}}}").fields["id"]
    if SLOT.fullmatch(value) and "value" in (fields := filler.slot(value).fields):
        return fields["value"]
    return filler.render(value)


def _number(value: int, divisor: int) -> str:
    """A fraction without needless zeros.

    >>> _number(120, 10), _number(123, 100)
    ('12', '1.23')
    """
    return f"{value / divisor:.{len(str(divisor)) - 1}f}".rstrip("0").rstrip(".")
