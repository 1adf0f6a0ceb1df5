"""Who named an industry first, and who came after whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from fangzhi.analyse.index.places import provinces
from fangzhi.analyse.overlap.naming import Naming
from fangzhi.lexicon.load import load_lexicon

Relation = Literal["above", "below", "neighbour", "sibling"]


@dataclass(frozen=True, slots=True)
class Following:
    """A region that named an industry after a region it has to do with.

    ``relation`` is what the earlier region is to the later one: ``above`` (it lies in it), ``below`` (a part of it),
    ``neighbour`` (a province it borders on), ``sibling`` (another area right under the same one). ``days`` lie between
    the two documents. That one came after the other does not say that it copied.
    """

    earlier: Naming
    later: Naming
    relation: Relation
    days: int


def spread(found: Sequence[Naming], industry_id: str) -> tuple[Naming, ...]:
    """The first naming of an industry by each region, oldest first: who began, who followed, in these documents.

    Documents without a date tell no order and are left out.
    """
    first: dict[str, Naming] = {}
    for naming in sorted(found, key=lambda n: (n.document_published or date.max, n.region_key, n.fact_id)):
        if naming.industry_id == industry_id and naming.document_published is not None:
            first.setdefault(naming.region_key, naming)
    return tuple(first.values())


def followed(steps: Sequence[Naming]) -> tuple[Following, ...]:
    """Pairs of a spread in which a region came after one above it, below it, next to it, or beside it."""
    register = load_lexicon().regions
    parents = {step.region_key: [p.code for p in register.parents(step.region_key)] for step in steps}
    out = []
    for place, later in enumerate(steps):
        for earlier in steps[:place]:
            if earlier.document_published is None or later.document_published is None:
                continue
            days = (later.document_published - earlier.document_published).days
            relation = _relation(earlier.region_key, later.region_key, parents)
            if days and relation:
                out.append(Following(earlier, later, relation, days))
    return tuple(out)


def _relation(earlier: str, later: str, parents: dict[str, list[str]]) -> Relation | None:
    if earlier in parents[later]:
        return "above"
    if later in parents[earlier]:
        return "below"
    province = provinces().get(later)
    if province is not None:
        return "neighbour" if earlier in province.neighbours else None
    own, other = parents[later], parents[earlier]
    return "sibling" if own and other and own[0] == other[0] else None
