"""A number of an English clause with all that decides what it is about, and what was decided."""

import re
from dataclasses import dataclass

from fangzhi.extract.english.numbers import EnglishNumber
from fangzhi.extract.english.words import EnglishWords
from fangzhi.model.facts import Measure

GROWTH_SIGNS = {"growth_up": 1, "growth_down": -1}
MONEY = frozenset({"元", "美元"})
# Behind a growth rate: «…, reaching», «… to»
LEVEL_AFTER_GROWTH = re.compile(
    r"[\s,]{0,9}(?:(?:year[ -]on[ -]year|year[ -]over[ -]year|from a year earlier|y/y|yoy)\s{1,9})?(?:after\s)?"
    r"(?:to|reaching|to reach|to a total of|to total|to hit|to stand at|to top|to exceed|hitting|totaling)\s{0,9}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class EnglishScene:
    """A number in its clause.

    ``head`` is the clause before it, cut into ``stem``, the verb at its end (its class is ``kind``) and the ``label``
    that the stem gives; ``before`` are the clauses before it where they hold no number. ``told`` is the label told
    last, ``growing`` whether that grew; the sentence ends at ``end``.
    """

    words: EnglishWords
    text: str
    number: EnglishNumber
    end: int
    told: str
    growing: bool
    head: str
    before: str = ""
    stem: str = ""
    kind: str | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class EnglishBinding:
    """A label with measure and sign; ``used`` is how far behind the number words were taken into the label."""

    label: str
    measure: Measure
    sign: int
    rule: str
    used: int = 0
    unit: str = ""
