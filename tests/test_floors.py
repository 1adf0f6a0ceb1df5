"""The quality of the extraction on annotated documents stays above tests/floors.toml."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from scripts import script

if TYPE_CHECKING:
    from measure_accuracy import Measured

accuracy: Any = script("measure_accuracy")
FLOORS: dict[str, float] = accuracy.floors()
here = pytest.mark.skipif(not accuracy.GOLD.is_dir(), reason=accuracy.ABSENT)


@pytest.fixture(scope="module")
def measured() -> Measured:
    """The figures of today."""
    figures: Measured = accuracy.measure()
    return figures


@here
@pytest.mark.parametrize("name", FLOORS)
def test_quality_stays_above_its_floor(measured: Measured, name: str) -> None:
    reached = measured.figures().get(name, 0.0)
    kept = f'gold = "{measured.gold}"' in accuracy.FLOORS.read_text(encoding="utf-8")
    annotations = "" if kept else "; the annotations are not those the floors were measured on"
    assert reached >= FLOORS[name], f"{name} is {reached:.4f}, its floor {FLOORS[name]:.3f}{annotations}"


@here
def test_every_kind_of_figure_has_a_floor(measured: Measured) -> None:
    missing = [name for name in measured.figures() if name.startswith("observation.") and name not in FLOORS]
    assert not missing, f"python tools/measure_accuracy.py --raise-floors gives {missing} a floor"


@here
def test_the_parts_add_up(measured: Measured) -> None:
    scores = measured.scores
    for level in ("found", "strict"):
        pooled, reports, news = (scores["observation", level, group] for group in accuracy.GROUPS)
        assert pooled.annotated == reports.annotated + news.annotated
        assert pooled.extracted == reports.extracted + news.extracted
    found = scores["observation", "found", "pooled"]
    strict = scores["observation", "strict", "pooled"]
    assert sum(share.of for share in measured.confidence.values()) == found.extracted
    assert sum(share.count for share in measured.confidence.values()) == round(strict.precision * strict.extracted)


def test_floors_are_what_the_first_release_promised_or_more() -> None:
    assert FLOORS["observation.found.pooled"] >= 0.93
    assert FLOORS["observation.strict.pooled"] >= 0.70
    assert all(0 < floor <= 1 for floor in FLOORS.values())


def test_raising_lowers_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accuracy, "FLOORS", tmp_path / "floors.toml")
    accuracy.write_floors(accuracy.raised({"a": 0.9, "gone": 0.4}, {"a": 0.8, "new": 0.5}), "hash")
    assert accuracy.floors() == {"a": 0.9, "gone": 0.4, "new": 0.495}
