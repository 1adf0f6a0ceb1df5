"""What the pages say of accuracy is what docs/accuracy.md says."""

from __future__ import annotations

from pathlib import Path

from fangzhi.present.web.accuracy import accuracy
from web_drafts import jiangsu, served

PAGE = (Path(__file__).parents[1] / "docs" / "accuracy.md").read_text(encoding="utf-8")


def test_the_figures_are_those_of_the_page_in_docs() -> None:
    rows = [tuple(cell.strip(" `") for cell in line.strip("|").split("|")) for line in PAGE.splitlines()]
    measured = accuracy()
    f1 = {row[:4]: row[7] for row in rows if len(row) == 8}
    for score in measured.scores:
        for level, value in (("found", score.found), ("strict", score.strict)):
            assert f1[score.kind, level, score.group, str(score.annotated)] == f"{value:.3f}"
    for field in measured.fields:
        assert (field.kind, field.field, f"{field.right:.3f}", str(field.of)) in rows
    for one in measured.confidence:
        assert (one.kind, f"{one.right:.0%}", str(one.of)) in rows
    assert measured.gold in PAGE
    unseen = measured.unseen
    said = f"{unseen.documents} provincial work reports that had played no part in the development, with"
    assert f"{said} {unseen.observations}\nobservations" in PAGE
    assert f"found {unseen.found},\nstrict {unseen.strict}" in PAGE
    assert f"{100 * unseen.period:.0f} % right" in PAGE


def test_the_pages_say_how_accurate_they_are() -> None:
    assert "98%" in served().get("/about").text
    document = served().get(f"/document/{jiangsu().sha256[:16]}").text
    assert "各字段全对 87%" in document
    data = served().get(f"/document/{jiangsu().sha256[:16]}.json").json()
    assert data["measured"] == "reports"
    assert data["sureness"][0]["count"] >= 5
