"""One line of the ledger."""

from dataclasses import dataclass
from typing import Any

from fangzhi.analyse.ledger.verdict import Verdict
from fangzhi.store.ledger import EVIDENCE_FIELDS, Statement


def _sides(*names: str) -> tuple[str, ...]:
    return tuple(f"{side}_{name}" for side in names for name in EVIDENCE_FIELDS)


COLUMNS = (
    *("region", "region_code", "indicator", "indicator_id", "measure", "period", "year", "unit"),
    *("verdict", "reason_code", "reason", "difference", "told_late"),
    *("target_value", "target_value_high", "target_bound", *_sides("target"), "target_also_said"),
    *("outcome_value", "outcome_value_high", "outcome_unit", "outcome_bound", "outcome_status"),
    *(*_sides("outcome"), "outcome_others", "nearest_indicator", "nearest_period", *_sides("nearest")),
    *("implied_growth", "implied_years", "implied_bound", "implied_caution"),
    *(*_sides("implied_base", "implied_reached"), "step", "step_difference", *_sides("step_before")),
)


@dataclass(frozen=True, slots=True)
class Implied:
    """The growth that a level target asks for: ``rate`` % a year over ``years`` from ``base``.

    ``bound`` is that of the target: with min it is at least the rate. ``reached`` is the latest growth that a document
    states for the same thing, ``caution`` says where the two are on different price bases.
    """

    rate: float
    years: int
    bound: str
    base: Statement
    reached: Statement | None
    caution: str


@dataclass(frozen=True, slots=True)
class Step:
    """How a target stands to the outcome of the period before it: above, below, equal, or a range around it."""

    words: str
    difference: float
    before: Statement


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A target, its outcome and the verdict.

    ``indicator`` is the name in the catalogue, else the label as written. ``also_said`` are further statements of the
    same target, ``others`` further outcomes. ``nearest`` is what was found instead of an outcome that could be
    compared. ``difference`` is outcome minus target in the unit of the target. ``told_late`` says that only documents
    from after the period state the target.
    """

    indicator: str
    target: Statement
    also_said: tuple[Statement, ...]
    outcome: Statement | None
    others: tuple[Statement, ...]
    verdict: Verdict
    reason_code: str
    reason: str
    difference: float | None
    nearest: Statement | None
    implied: Implied | None
    step: Step | None
    told_late: bool

    def record(self) -> dict[str, Any]:
        """The row as one flat record: the columns of the CSV and the JSON."""
        target, outcome, implied, step = self.target, self.outcome, self.implied, self.step
        out: dict[str, Any] = {
            "region": target.region,
            "region_code": target.region_code,
            "indicator": self.indicator,
            "indicator_id": target.indicator_id,
            "measure": target.measure,
            "period": target.period,
            "year": target.year,
            "unit": target.unit,
            "verdict": self.verdict,
            "reason_code": self.reason_code,
            "reason": self.reason,
            "difference": self.difference,
            "told_late": self.told_late,
            "target_value": target.value,
            "target_value_high": target.value_high,
            "target_bound": target.bound,
            **_evidence("target", target),
            "target_also_said": len(self.also_said),
            "outcome_value": outcome and outcome.value,
            "outcome_value_high": outcome and outcome.value_high,
            "outcome_unit": outcome and outcome.unit,
            "outcome_bound": outcome and outcome.bound,
            "outcome_status": outcome and outcome.status,
            **_evidence("outcome", outcome),
            "outcome_others": len(self.others),
            "nearest_indicator": self.nearest and self.nearest.indicator,
            "nearest_period": self.nearest and self.nearest.period,
            **_evidence("nearest", self.nearest),
            "implied_growth": implied and implied.rate,
            "implied_years": implied and implied.years,
            "implied_bound": implied and implied.bound,
            "implied_caution": implied and implied.caution,
            **_evidence("implied_base", implied.base if implied else None),
            **_evidence("implied_reached", implied.reached if implied else None),
            "step": step and step.words,
            "step_difference": step and step.difference,
            **_evidence("step_before", step.before if step else None),
        }
        return out


def _evidence(side: str, statement: Statement | None) -> dict[str, Any]:
    return {f"{side}_{name}": statement and getattr(statement, name) for name in EVIDENCE_FIELDS}
