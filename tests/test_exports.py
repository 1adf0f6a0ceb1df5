"""Exports that other programs read: each is read back and compared with the atlas."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]  # it has no types
import pytest
from pyarrow import parquet  # type: ignore[import-untyped]  # as above

from fangzhi.present.export_geojson import export_geojson
from fangzhi.present.export_jsonld import document_iri, export_jsonld
from fangzhi.present.export_sdmx import HEADER, export_sdmx
from fangzhi.present.export_xlsx import export_xlsx
from fangzhi.run.build import build
from fangzhi.store.atlas import Atlas
from fangzhi.store.export import cited_facts, export
from fangzhi.store.parts import KINDS
from reports import TEXTS


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exports")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "=formula.txt").write_text("四川省\n去年，地区生产总值增长5%。", encoding="utf-8")
    build([folder], folder / "atlas.duckdb")
    return folder / "atlas.duckdb"


def test_parquet_comes_back_row_for_row_with_its_types(atlas: Path, tmp_path: Path) -> None:
    written = {path.stem: path for path in export(atlas, tmp_path, "parquet")}
    with Atlas(atlas) as opened:
        for kind in KINDS:
            stored = cited_facts(opened, kind)
            read = parquet.read_table(written[kind])
            assert read.to_pylist() == stored.rows()
            assert read.schema.names == list(stored.columns)


def test_csv_comes_back_row_for_row(atlas: Path, tmp_path: Path) -> None:
    written = {path.stem: path for path in export(atlas, tmp_path, "csv")}
    with Atlas(atlas) as opened:
        for kind in KINDS:
            with written[kind].open(encoding="utf-8", newline="") as handle:
                read = list(csv.DictReader(handle))
            stored = cited_facts(opened, kind).rows()
            assert [row["fact_id"] for row in read] == [row["fact_id"] for row in stored]
            for got, kept in zip(read, stored, strict=True):
                for name, value in kept.items():
                    if isinstance(value, float):
                        assert float(got[name]) == value
                    else:
                        assert got[name] == ("" if value is None else str(value))


def test_workbook_comes_back_with_types(atlas: Path, tmp_path: Path) -> None:
    [path] = export_xlsx(atlas, tmp_path)
    book = openpyxl.load_workbook(path)
    sheet = book["observation"]
    assert sheet.freeze_panes == "A2"
    head, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    with Atlas(atlas) as opened:
        stored = {row["fact_id"]: row for row in opened.observations()}
    assert {row[0] for row in rows} == set(stored)
    for row in rows:
        fact = dict(zip(head, row, strict=True))
        assert fact["value"] == pytest.approx(stored[fact["fact_id"]]["value"])
        assert fact["quote"] == stored[fact["fact_id"]]["quote"]
        published = fact["document_published"]
        assert published is None or published.date() == stored[fact["fact_id"]]["document_published"]
    meanings = {tuple(cell.value for cell in row)[:2]: row[3].value for row in book["codebook"].iter_rows()}
    assert all(meanings["observation", name] for name in head)


def test_words_like_a_formula_stay_words(atlas: Path, tmp_path: Path) -> None:
    [path] = export_xlsx(atlas, tmp_path)
    cells = [cell for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]


def test_geojson_has_every_fact_at_its_seat(atlas: Path, tmp_path: Path) -> None:
    paths = {path.name: path for path in export_geojson(atlas, tmp_path)}
    made = json.loads(paths["observation.geojson"].read_text(encoding="utf-8"))
    with Atlas(atlas) as opened:
        stored = {row["fact_id"]: row for row in opened.observations()}
    assert {feature["id"] for feature in made["features"]} == set(stored)
    for feature in made["features"]:
        if feature["geometry"] is None:
            assert feature["properties"]["region_code"] is None
            continue
        longitude, latitude = feature["geometry"]["coordinates"]
        assert 73 < longitude < 136
        assert 3 < latitude < 54
        assert feature["properties"]["value"] == stored[feature["id"]]["value"]


def test_json_ld_selectors_find_the_words_in_the_text(atlas: Path, tmp_path: Path) -> None:
    [path] = export_jsonld(atlas, tmp_path)
    graph = json.loads(path.read_text(encoding="utf-8"))["@graph"]
    with Atlas(atlas) as opened:
        texts = {
            document_iri(row["document_id"]): opened.document(row["document_id"])["text"] for row in opened.documents()
        }
        count = sum(row["fact_count"] for row in opened.documents())
    annotations = [node for node in graph if node["type"] == "Annotation"]
    assert len(annotations) == count > 5
    for node in annotations:
        text = texts[node["target"]["source"]]
        quote, place = node["target"]["selector"]
        assert text[place["start"] : place["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
    assert {node["id"] for node in graph if node["type"] == "prov:Entity"} == set(texts)


def test_sdmx_csv_has_its_columns_and_one_line_a_fact(atlas: Path, tmp_path: Path) -> None:
    data, _ = export_sdmx(atlas, tmp_path)
    lines = data.read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(lines))
    assert lines[0] == ",".join(HEADER)
    assert len(rows) == len(lines) - 1
    with Atlas(atlas) as opened:
        stored = {row["fact_id"]: row for row in opened.observations()}
    stored = {key: row for key, row in stored.items() if row["indicator_id"] and row["region_code"] and row["period"]}
    assert {row["FACT"] for row in rows} == set(stored)
    for row in rows:
        assert float(row["OBS_VALUE"]) == stored[row["FACT"]]["value"]
        assert row["CLAIM"] == stored[row["FACT"]]["status"]


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")  # sdmx1's
def test_sdmx_is_read_by_sdmx1(atlas: Path, tmp_path: Path) -> None:
    sdmx = pytest.importorskip("sdmx", reason="sdmx1 is not installed")
    data, structure = export_sdmx(atlas, tmp_path)
    message = sdmx.read_sdmx(structure)
    flow = message.dataflow["OBSERVATIONS"]
    definition = message.structure["OBSERVATIONS"]
    assert [d.id for d in definition.dimensions][-1] == "TIME_PERIOD"
    assert message.codelist["CL_CLAIM"]["target"]
    flow.structure = definition
    read = sdmx.read_sdmx(data, structure=flow)
    observations = [obs for dataset in read.data for obs in dataset.obs]
    rows = list(csv.DictReader(data.read_text(encoding="utf-8").splitlines()))
    assert len(observations) == len(rows)
    told = {(str(obs.dimension["FACT"].value), float(obs.value)) for obs in observations}
    assert told == {(row["FACT"], float(row["OBS_VALUE"])) for row in rows}


def test_the_command_writes_each_format(
    fangzhi: Callable[..., tuple[int, str, str]], atlas: Path, tmp_path: Path
) -> None:
    for layout in ("sdmx-csv", "geojson", "json-ld"):
        code, out, _ = fangzhi("export", "--to", tmp_path / layout, "--format", layout, "-a", atlas)
        assert code == 0
        assert out.splitlines()
        assert all(Path(line).is_file() for line in out.splitlines())
