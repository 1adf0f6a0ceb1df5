"""What pages ask of all facts at once is the same whether it was worked out at build or when the atlas is opened."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from fangzhi import build
from fangzhi.analyse.ledger import target_ledger
from fangzhi.analyse.registry import scheme_registry
from fangzhi.lexicon.industries import load_industries
from fangzhi.present.web.app import Sites
from fangzhi.present.web.pages.indicator import indicator_page
from fangzhi.present.web.ranking import Wish
from fangzhi.present.web.scheme_entries import entry_of, schemes_found
from fangzhi.present.web.vocabulary import vocabulary_of
from fangzhi.store import pages
from fangzhi.store.atlas import Atlas
from fangzhi.store.connection import attach
from fangzhi.store.ledger import statements
from fangzhi.store.of_region import counts_of, latest_of
from fangzhi.store.registries import Registry, mentions, mentions_of_industries, province_of
from fangzhi.store.serving import ServedAtlas
from fangzhi.store.summaries import SUMMARIES, open_summaries, write_summaries
from web_atlas import write_atlas
from web_drafts import INDICATORS, REGIONS, hostile, jiangsu, zhejiang

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """An atlas without summaries."""
    drafts = [jiangsu(), zhejiang(), hostile()]
    return write_atlas(tmp_path / "plain.duckdb", drafts, regions=REGIONS, indicators=INDICATORS)


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(attach(path)) as connection:
        open_summaries(connection)
        return {name: connection.execute(f"FROM memory.{name}").fetchall() for name in SUMMARIES}


def test_summaries_of_the_build_say_what_is_worked_out_later(plain: Path) -> None:
    later = contents(plain)
    with closing(duckdb.connect(":memory:")) as connection:
        connection.execute(f"ATTACH '{plain}' AS atlas")
        connection.execute("USE atlas")
        write_summaries(connection)
    built = contents(plain)
    none = {"developed", "developer", "differing", "industry_figure", "industry_project", "industry_policy"}
    assert {name for name in SUMMARIES if later[name]} >= set(SUMMARIES) - none  # the drafts match no industry
    assert {name: sorted(map(str, rows)) for name, rows in built.items()} == {
        name: sorted(map(str, rows)) for name, rows in later.items()
    }


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The atlas of a few examples, built as users build it."""
    folder = tmp_path_factory.mktemp("examples")
    names = ("sichuan-report-2025.txt", "sichuan-report-2026.txt", "jiangsu-report-2026.txt", "yangzhou-613.txt")
    picked = [EXAMPLES / name for name in (*names, "zigong-4-plus-3.md", "major-projects.txt")]
    build(picked, folder / "atlas.duckdb")
    return folder / "atlas.duckdb"


def test_targets_chosen_by_the_summary_are_judged_as_without_it(examples: Path) -> None:
    reader = ServedAtlas(examples).reader()
    every = target_ledger(reader.atlas).rows
    chosen = target_ledger(reader.atlas, most=100_000)
    assert not chosen.cut
    assert {(r.target.fact_id, r.verdict, r.reason_code) for r in chosen.rows} == {
        (r.target.fact_id, r.verdict, r.reason_code) for r in every
    }
    first = target_ledger(reader.atlas, most=3)
    assert first.cut
    assert len(first.rows) <= 3
    assert {row.target.fact_id for row in first.rows} <= {row.target.fact_id for row in every}


def test_statements_of_a_region_are_the_same_wherever_they_lie(examples: Path) -> None:
    with Atlas(examples) as plain:
        code = plain.ask("SELECT region_code FROM observation WHERE region_code IS NOT NULL LIMIT 1").rows()[0]
        together = statements(plain, region=code["region_code"])
        apart = [s for s in statements(plain) if code["region_code"] in (s.region_code, s.region)]
    assert together
    assert list(together) == apart


def test_schemes_are_listed_in_the_order_of_the_registry(examples: Path) -> None:
    reader = ServedAtlas(examples).reader()
    every = scheme_registry(mentions(reader.atlas, "schemes"))
    listed = [*schemes_found(reader, "", numbered=True), *schemes_found(reader, "", numbered=False)]
    wanted = [*(s for s in every if s.code), *(s for s in every if not s.code)]
    assert [(e.region, e.code, e.name, e.fact_id) for e in listed] == [
        (e.region, e.code, e.name, e.fact_id) for e in map(entry_of, wanted)
    ]
    assert all(entry.region_code for entry in schemes_found(reader, "四川", numbered=False)[:1])


def test_industries_name_what_the_build_found(examples: Path) -> None:
    reader = ServedAtlas(examples).reader()
    catalogue = load_industries()
    named = [i.industry_id for i in pages.industries(reader) if i.industry_id]
    assert named
    for industry_id in named[:20]:
        row = catalogue.find(industry_id)
        assert row is not None
        names = [name for name in (row.zh, *row.aliases) if len(name) > 1]
        figures = pages.industry_figures(reader, industry_id)
        assert all(any(name in figure.indicator for name in names) for figure in figures)
        regions = pages.developing_regions(reader, industry_id)
        told = pages.developers(reader, regions, [i.id for i in catalogue])
        assert [(d.region_code, d.first.fact_id, d.latest.fact_id) for d in told] == [
            (r.region_code, r.first_fact_id, r.latest_fact_id) for r in regions
        ]


def test_facts_of_a_document_are_those_of_their_tables(examples: Path) -> None:
    reader = ServedAtlas(examples).reader()
    found = 0
    for row in reader.atlas.documents():
        document = pages.document(reader, row["document_id"])
        places, figures = pages.document_facts(reader, document)
        facts = {fact["fact_id"]: fact for fact in reader.atlas.facts(document.document_id)}
        assert {place.fact_id for place in places} == set(facts)
        for figure in figures:
            fact = facts[figure.fact_id]
            assert (figure.quote, figure.sentence) == (fact["quote"], fact["sentence"])
        found += len(figures)
    assert found == reader.atlas.ask("SELECT count(*) AS n FROM observation").rows()[0]["n"] > 100


def test_provinces_are_ranked_here_as_other_regions_are_by_a_question(examples: Path) -> None:
    reader = ServedAtlas(examples).reader()
    covered = pages.coverage(reader, "province")
    assert len(covered) > 50
    for of in covered[:60]:
        wanted = {name: getattr(of, name) for name in ("indicator_id", "measure", "period", "status", "unit")}
        assert pages.ranking(reader, of, "province") == reader.rows(
            "ranking", pages.RankedFigure, **wanted, level="province"
        )
        years = reader.rows(
            "indicator_years",
            pages.Figure,
            indicator_id=of.indicator_id,
            measure=of.measure,
            unit=of.unit,
            level="province",
            most=pages.MOST_FIGURES,
        )
        ours = pages.indicator_years(reader, of, "province")
        assert [figure.fact_id for figure in ours] == [figure.fact_id for figure in years]


def test_the_newest_figures_of_an_indicator_are_the_beginning_of_all(examples: Path) -> None:
    reader = ServedAtlas(examples).reader()
    for headline in pages.headlines(reader, 20):
        figures = pages.indicator_figures(reader, headline.indicator_id)
        asked = reader.rows(
            "indicator_figures", pages.Figure, indicator_id=headline.indicator_id, skip=0, most=len(figures)
        )
        assert (tuple(figures), figures[:3]) == (asked, asked[:3])


def test_regions_are_alike_by_the_industries_that_both_develop(tmp_path: Path) -> None:
    names = ("sichuan-report-2025.txt", "jiangsu-report-2026.txt", "yangzhou-613.txt", "zigong-4-plus-3.md")
    build([EXAMPLES / name for name in names], tmp_path / "atlas.duckdb")
    reader = ServedAtlas(tmp_path / "atlas.duckdb").reader()
    regions = {row.region_code: row for row in pages.region_names(reader)}
    industries: dict[str, set[str]] = {}
    for row in reader.atlas.ask("SELECT DISTINCT region_code, industry_id FROM focus WHERE industry_id IS NOT NULL"):
        industries.setdefault(row["region_code"], set()).add(row["industry_id"])
    compared = 0
    for code, own in industries.items():
        wanted = sorted(
            (-len(own & theirs) / len(own | theirs), other, len(own & theirs))
            for other, theirs in industries.items()
            if other != code and regions[other].level == regions[code].level and own & theirs
        )
        found = pages.region_alike(reader, regions[code], least=1, most=5)
        assert [(-row.likeness, row.region_code, row.shared) for row in found] == wanted[:5]
        compared += len(found)
    assert compared
    assert pages.region_alike(reader, regions["540000"], least=1, most=5) == ()  # nothing is said of Tibet


def test_large_tables_are_asked_key_by_key_with_the_same_answers(
    examples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answers() -> list[object]:
        reader = ServedAtlas(examples).reader()
        documents = [pages.document(reader, row["document_id"]) for row in reader.atlas.documents()]
        return [
            [pages.region_figures(reader, code) for code in ("510000", "320000", "999999")],
            [pages.region_named(reader, code) for code in ("510000", "321000")],
            [pages.region_documents(reader, code) for code in ("510000", "321000")],
            [pages.document_facts(reader, document) for document in documents],
            [pages.document_copies(reader, document.document_id) for document in documents],
            [pages.indicator_labels(reader, headline.indicator_id) for headline in pages.headlines(reader, 30)],
            [pages.indicator_figures(reader, headline.indicator_id)[:9] for headline in pages.headlines(reader, 30)],
            [pages.industry_figures(reader, name) for name in ("drones", "low_altitude_economy")],
            [pages.scheme_mentions(reader, {code}) for code in ("510000", "321000")],
        ]

    together = answers()
    monkeypatch.setattr("fangzhi.store.serving.FEW_FIGURES", 0)
    assert answers() == together


def test_a_site_judges_all_targets_at_once_as_a_page_judges_its_own(examples: Path) -> None:
    reader = ServedAtlas(examples).reader()
    served, fixed = (Sites(vocabulary_of(None), fixed=fixed).of(reader, "zh") for fixed in (False, True))
    judged = 0
    for headline in pages.headlines(reader, 60):
        wish = Wish(headline.indicator_id, measure="growth")
        own = indicator_page(reader, served, headline.indicator_id, wish).against
        assert indicator_page(reader, fixed, headline.indicator_id, wish).against == own
        judged += len(own)
    assert judged


def without_summaries(path: Path) -> Atlas:
    """The same atlas, read as one whose build worked nothing out."""
    atlas = Atlas(path)
    atlas.once("summaries", dict)
    return atlas


def test_a_region_is_told_the_same_with_summaries_and_without(examples: Path) -> None:
    with Atlas(examples) as atlas, without_summaries(examples) as plain:
        codes = atlas.ask("SELECT DISTINCT region_code FROM fact WHERE region_code IS NOT NULL ORDER BY ALL")
        for code in (row["region_code"] for row in codes):
            assert counts_of(atlas, code).rows() == counts_of(plain, code).rows() != []
            assert latest_of(atlas, code).rows() == latest_of(plain, code).rows()
        assert latest_of(atlas, "510000").rows()
        assert counts_of(atlas, "990000").rows() == counts_of(plain, "990000").rows() == []
        names = atlas.ask("SELECT DISTINCT region FROM fact WHERE region_code IS NULL AND region IS NOT NULL")
        for name in (row["region"] for row in names):
            assert counts_of(atlas, name).rows()


@pytest.mark.parametrize("kind", ["focus", "platforms", "policies", "projects", "schemes"])
def test_mentions_of_a_province_are_those_of_all_that_lie_there(examples: Path, kind: Registry) -> None:
    with Atlas(examples) as atlas:
        every = mentions(atlas, kind).rows()
        assert every
        some = [row for row in every if (row["region_code"] or "").startswith("51")]
        assert some
        assert mentions(atlas, kind, codes=province_of("510300")).rows() == some
        assert mentions(atlas, kind, codes={row["region_code"] for row in some}).rows() == some
        assert mentions(atlas, kind, codes=province_of("某个没有代码的地方")).rows() == every
        assert not mentions(atlas, kind, codes=())


def test_mentions_of_industries_are_those_of_all_that_name_them(examples: Path) -> None:
    with Atlas(examples) as atlas:
        every = mentions(atlas, "focus").rows()
        wanted = {row["industry_id"] for row in every[::3]} - {None}
        assert mentions_of_industries(atlas, wanted).rows() == [row for row in every if row["industry_id"] in wanted]
