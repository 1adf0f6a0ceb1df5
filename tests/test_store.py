"""Facts into an atlas: parts, tables, exports."""

import csv
import re
from array import array
from dataclasses import replace
from datetime import date
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import duckdb
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # it has no types
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangzhi.lexicon.load import load_lexicon
from fangzhi.model.document import Document, FoldedText, Metadata
from fangzhi.model.errors import EvidenceError, StoreError
from fangzhi.model.facts import Fact, Focus, Observation, Platform, Policy, Project, Scheme, SchemeGroup
from fangzhi.store.atlas import Atlas
from fangzhi.store.export import export
from fangzhi.store.parts import EVIDENCE_COLUMNS, KINDS, OWN_COLUMNS, part_of, part_path, read_part, unpack, write_part
from fangzhi.store.verify import verify
from fangzhi.store.write import write_atlas

TEXT = (
    "江苏打造“51010”集群体系。\n"
    "去年规上工业增加值增长6.5%，新能源产业投资120亿元的甲项目开工，印发《乙方案》，建成丙实验室3家。"
)


def document(text: str = TEXT, path: str = "a.txt") -> Document:
    meta = Metadata(
        title="报告", published=date(2026, 1, 20), region="江苏省", region_code="320000", kind="work_report"
    )
    folded = FoldedText(text, array("L", range(len(text))))
    return Document(path, text, folded, meta, sha256(text.encode()).hexdigest())


def place(quote: str, text: str = TEXT) -> dict[str, object]:
    start = text.index(quote)
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", start)
    return {
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "sentence_start": first,
        "sentence_end": last if last >= 0 else len(text),
        "rule": "by hand",
        "confidence": "certain",
        "region": "江苏省",
        "region_code": "320000",
    }


def growth(**changes: object) -> Observation:
    fields = {
        **place("6.5%"),
        "indicator": "规上工业增加值",
        "indicator_id": "industrial_value_added",
        "measure": "growth",
        "value": 6.5,
        "unit": "%",
        "bound": "eq",
        "period": "2025",
        "status": "actual",
    }
    return Observation(**{**fields, **changes})  # type: ignore[arg-type]  # fields by name, checked by what is stored


def facts() -> list[Fact]:
    group = SchemeGroup("集群", 10, ("生物医药", "高端装备"))
    return [
        Scheme(**place("“51010”集群体系"), code="51010", name="集群体系", groups=(group,)),  # type: ignore[arg-type]
        growth(),
        growth(indicator="说不清的事", indicator_id=None, period=None),
        Focus(**place("新能源产业"), industry="新能源", stage="emerging"),  # type: ignore[arg-type]
        Project(**place("甲项目"), name="甲项目", amount=1.2e10, stage="started", capacity="年产2万吨"),  # type: ignore[arg-type]
        Policy(**place("乙方案"), title="乙方案", years="2024/2027", instruments=("tax", "land")),  # type: ignore[arg-type]
        Platform(**place("丙实验室3家"), name="丙实验室", category="laboratory", count=3),  # type: ignore[arg-type]
    ]


@pytest.fixture
def atlas(tmp_path: Path) -> Path:
    path = tmp_path / "atlas.duckdb"
    write_atlas(
        path,
        [(part_of(document(), facts()), "a.txt", ("b.txt",))],
        lexicon=load_lexicon(),
        refused=[("c.txt", "c.txt: empty")],
        about={"fangzhi_version": "0"},
    )
    return path


def test_every_kind_is_stored_with_its_evidence(atlas: Path) -> None:
    with Atlas(atlas) as opened:
        rows = opened.ask("FROM fact ORDER BY span_start").rows()
        assert {row["kind"] for row in rows} == set(KINDS)
        assert all(TEXT[row["span_start"] : row["span_end"]] == row["quote"] for row in rows)
        [stored] = opened.ask("FROM observation WHERE indicator_id IS NOT NULL").rows()
        assert (stored["prefix"], stored["suffix"][:4]) == (
            "江苏打造“51010”集群体系。\n去年规上工业增加值增长",
            "，新能源",
        )
        assert stored["sentence"] == TEXT.split("\n")[1]
        assert (stored["period_first"], stored["period_last"], stored["year"]) == (24300, 24311, 2025)
        [scheme] = opened.ask("FROM scheme").rows()
        assert '"members":["生物医药","高端装备"]' in scheme["groups"]
        [project] = opened.ask("FROM project").rows()
        assert (project["amount"], project["stage"], project["capacity"]) == (1.2e10, "started", "年产2万吨")
        [policy] = opened.ask("FROM policy").rows()
        assert (policy["years"], policy["instruments"], policy["industry_ids"]) == ("2024/2027", '["tax","land"]', None)
        [platform] = opened.ask("FROM platform").rows()
        assert (platform["name"], platform["category"], platform["count"]) == ("丙实验室", "laboratory", 3)
        [found] = opened.documents().rows()
        assert (found["published"], found["fact_count"], found["other_paths"]) == (date(2026, 1, 20), 7, '["b.txt"]')
        assert opened.refused().rows() == [{"path": "c.txt", "reason": "c.txt: empty"}]
        assert opened.ask("SELECT count(*) AS n FROM region WHERE region_code = '510300'").rows()[0]["n"] >= 1
    assert verify(atlas).findings == ()


def test_what_the_lexicon_does_not_know_is_listed(atlas: Path) -> None:
    with Atlas(atlas) as opened:
        found = {(row["kind"], row["words"]): row["count"] for row in opened.unresolved()}
    assert found[("indicator", "说不清的事")] == 1
    assert found[("period", "说不清的事")] == 1
    assert found[("industry", "新能源")] == 1
    assert not any(kind == "region" for kind, _ in found)


def test_observations_lie_sorted_by_indicator_region_and_year(tmp_path: Path) -> None:
    shuffled = [
        growth(indicator_id=indicator, region=region, region_code=code, period=period)
        for period in ("2026", "2024", "2025")
        for region, code in (("四川省", "510000"), ("江苏省", "320000"))
        for indicator in ("gdp", "cpi")
    ]
    path = tmp_path / "atlas.duckdb"
    parts = [(part_of(document(), shuffled), "a.txt", ())]
    write_atlas(path, parts, lexicon=load_lexicon(), refused=[], about={})
    with Atlas(path) as opened:
        rows = [tuple(row.values()) for row in opened.ask("SELECT indicator_id, region_code, year FROM observation")]
    assert rows == sorted(rows)
    assert len(rows) == 12


def test_a_quote_that_is_not_its_slice_is_refused() -> None:
    with pytest.raises(EvidenceError, match=r"a\.txt, characters .* the text has '6\.5%'"):
        part_of(document(), [growth(quote="6.6%")])
    with pytest.raises(EvidenceError, match="the text has ''"):
        part_of(document(), [growth(start=500, end=504)])
    with pytest.raises(EvidenceError, match="does not hold its quote"):
        part_of(document(), [growth(sentence_start=0, sentence_end=3)])


def test_identity_ignores_the_rule_and_follows_what_is_said() -> None:
    def identity(fact: Fact) -> str:
        [row] = part_of(document(), [fact]).facts["observation"]
        return str(row[0])

    assert identity(growth()) == identity(growth(rule="another", confidence="weak"))
    changes: list[dict[str, object]] = [{"value": 6.4}, {"period": "2024"}, {"status": "target"}, {"region": "苏州市"}]
    assert len({identity(growth()), *(identity(growth(**change)) for change in changes)}) == 1 + len(changes)


def test_a_fact_found_twice_is_stored_once() -> None:
    assert part_of(document(), [growth(), growth(rule="another")]).counts == {"observation": 1}


def test_parts_are_read_back_and_damage_is_seen(tmp_path: Path) -> None:
    part = part_of(document(), facts())
    write_part(tmp_path, "ab12", part)
    assert read_part(tmp_path, "ab12") == part
    assert read_part(tmp_path, "ffff") is None
    path = part_path(tmp_path, "ab12")
    path.write_bytes(path.read_bytes()[:-20])
    assert read_part(tmp_path, "ab12") is None


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.data())
def test_unpacked_evidence_is_cut_from_the_text(text: str, data: st.DataObject) -> None:
    bounds = st.integers(0, len(text))
    first, start, end, last = sorted(data.draw(st.tuples(bounds, bounds, bounds, bounds)))
    if start == end:
        return
    fact = growth(start=start, end=end, quote=text[start:end], sentence_start=first, sentence_end=last)
    [row] = unpack(part_of(document(text), [fact]), "observation")
    stored = dict(zip(EVIDENCE_COLUMNS, row, strict=False))
    assert stored["prefix"] + stored["quote"] + stored["suffix"] in text
    assert stored["quote"] in stored["sentence"]
    assert (stored["prefix"] == "") == (start == 0)
    assert len(stored["prefix"]) <= 32 >= len(stored["suffix"])


def test_columns_are_those_of_the_schema() -> None:
    schema = files("fangzhi.store").joinpath("schema.sql").read_text(encoding="utf-8")
    for kind, own in OWN_COLUMNS.items():
        body = re.search(rf"CREATE TABLE {kind} \((.*?)\n\);", schema, re.DOTALL)
        assert body is not None
        assert tuple(re.findall(r"^    ([a-z_]+) [A-Z]", body[1], re.MULTILINE)) == (*EVIDENCE_COLUMNS, *own)


@pytest.mark.parametrize("layout", ["csv", "parquet"])
def test_export_writes_every_table_and_documents_every_column(atlas: Path, tmp_path: Path, layout: str) -> None:
    written = export(atlas, tmp_path / "out", layout)  # type: ignore[arg-type]  # one of the two
    assert {path.stem for path in written} == {
        *KINDS,
        "document",
        "copy",
        "unresolved",
        "refused",
        "indicator",
        "region",
        "columns",
    }
    with (tmp_path / "out" / "columns.csv").open(encoding="utf-8", newline="") as handle:
        documented = list(csv.DictReader(handle))
    assert [row for row in documented if not row["meaning"]] == []
    for path in written:
        if path.name != "columns.csv":
            names = pq.read_schema(path).names if layout == "parquet" else _headings(path)
            assert names == [row["column"] for row in documented if row["table"] == path.stem]
    assert "text" not in _headings(tmp_path / "out" / "document.csv") if layout == "csv" else True


def test_exported_facts_carry_their_citation(atlas: Path, tmp_path: Path) -> None:
    export(atlas, tmp_path / "out")
    with (tmp_path / "out" / "policy.csv").open(encoding="utf-8", newline="") as handle:
        [row] = csv.DictReader(handle)
    assert (row["quote"], row["document_title"], row["document_published"]) == ("乙方案", "报告", "2026-01-20")
    assert row["sentence"] == TEXT.split("\n")[1]


def test_a_failed_write_leaves_the_old_atlas(atlas: Path) -> None:
    before = atlas.read_bytes()
    part = part_of(document(), facts())
    broken = replace(part, document={**part.document, "text_sha256": "0" * 64})
    with pytest.raises(Exception, match="CHECK constraint"):
        write_atlas(atlas, [(broken, "a.txt", ())], lexicon=load_lexicon(), refused=[], about={})
    assert atlas.read_bytes() == before
    assert [path.name for path in atlas.parent.iterdir()] == [atlas.name]


def test_what_is_no_atlas_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"there is no atlas at .*; make one with"):
        Atlas(tmp_path / "none.duckdb")
    (tmp_path / "text.duckdb").write_text("no database" * 100)
    with pytest.raises(StoreError, match=r"is no atlas .*; build it again"):
        Atlas(tmp_path / "text.duckdb")


def test_an_atlas_of_an_older_version_is_told(atlas: Path) -> None:
    with duckdb.connect(str(atlas)) as connection:
        connection.execute("UPDATE atlas SET value = '1' WHERE key = 'schema_version'")
    with pytest.raises(
        StoreError, match=r"another version of fangzhi \(schema 1, this one reads \d+\); build it again"
    ):
        Atlas(atlas)


def _headings(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split("\n", 1)[0].split(",")
