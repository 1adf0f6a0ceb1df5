"""The register of areas: counts, names, codes that ended, zones."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangzhi.lexicon.region_tables import REGION_COLUMNS
from fangzhi.lexicon.regions import RegionRegister, load_regions
from fangzhi.lexicon.table import DATA, read_rows
from fangzhi.model.errors import LexiconError, NotFoundError
from fangzhi.model.region import Region

CASES = Path(__file__).parent / "cases"
SHARED = Path(__file__).parents[1].parent / "shared" / "data" / "regions.csv"
REGISTER = load_regions()
ROWS = tuple(REGISTER)
IN_FORCE = [row for row in ROWS if row.official_code and row.valid_to is None]


def cases(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_counts_by_level() -> None:
    assert Counter(row.level for row in IN_FORCE) == {"country": 1, "province": 34, "prefecture": 333, "county": 2847}


def test_generated_file_is_well_formed() -> None:
    rows = read_rows(DATA / "regions.csv", REGION_COLUMNS, key="code")
    assert [column.name for column in REGION_COLUMNS] == list(rows[0].values)
    assert [row["code"] for row in rows] == sorted(row["code"] for row in rows)
    assert [(row["code"], row["longitude"], row["aliases"]) for row in rows] == [
        (row.code, row.longitude, row.aliases) for row in ROWS[: len(rows)]
    ]


def test_every_parent_is_there_and_one_level_up() -> None:
    levels = {row.code: row.level for row in ROWS}
    for row in IN_FORCE:
        if row.level == "country":
            assert row.parent is None
            continue
        assert row.parent is not None
        assert (row.level, levels[row.parent]) in {
            ("province", "country"),
            ("prefecture", "province"),
            ("county", "prefecture"),
            ("county", "province"),
        }
        assert REGISTER.parents(row.code)[-1].code == "100000"


def test_names_are_unique_within_a_parent() -> None:
    assert max(Counter((row.parent, row.name) for row in IN_FORCE).values()) == 1
    assert max(Counter(row.code for row in IN_FORCE).values()) == 1


def test_children_and_parents_agree() -> None:
    for row in IN_FORCE:
        for child in REGISTER.children(row.code):
            assert REGISTER.parents(child.code)[0] == row
    assert sum(len(REGISTER.children(row.code)) for row in IN_FORCE) == len(IN_FORCE) - 1


@pytest.mark.parametrize("case", cases("regions_resolve.csv"), ids=lambda case: f"{case['query']} {case['on']}".strip())
def test_resolve(case: dict[str, str]) -> None:
    on = date.fromisoformat(case["on"]) if case["on"] else None
    assert REGISTER.resolve(case["query"], on=on).code == case["code"], case["why"]


@pytest.mark.parametrize("case", cases("regions_refused.csv"), ids=lambda case: f"{case['query']}: {case['words']}")
def test_resolve_refuses(case: dict[str, str]) -> None:
    with pytest.raises(NotFoundError) as error:
        REGISTER.resolve(case["query"])
    assert case["words"] in str(error.value)


@pytest.mark.parametrize("case", cases("regions_spelling.csv"), ids=lambda case: case["code"])
def test_pinyin_and_english(case: dict[str, str]) -> None:
    row = REGISTER.find(case["code"])
    assert row is not None
    assert (row.pinyin, row.english) == (case["pinyin"], case["english"]), case["trap"]


@pytest.mark.parametrize("case", cases("regions_short.csv"), ids=lambda case: case["code"])
def test_short_names(case: dict[str, str]) -> None:
    row = REGISTER.find(case["code"])
    assert row is not None
    assert row.short == case["short"], case["why"]


def test_words() -> None:
    words = REGISTER.words()
    assert words["朝阳"] == ("211300", "110105", "220104")
    assert words["吉林"] == ("220000", "220200")
    assert words["海南"] == ("460000", "632500")
    assert words["中国"] == ("100000",)
    assert words["Jiangsu Province"] == ("320000",)
    assert words["渝北区"] == ("500112",)
    assert words["两江新区"] == ("500157", "zone-liangjiang")
    assert words["寿县"] == ("340422",), "the code of the same county before 2015 is no second meaning"
    assert "全省" not in words
    assert min(map(len, words)) > 1
    assert all(REGISTER.find(code) is not None for codes in words.values() for code in codes)


def test_every_word_leads_back_to_its_code() -> None:
    for name, codes in REGISTER.words().items():
        assert set(codes) <= {row.code for row in REGISTER.named(name)}


@given(st.sampled_from(IN_FORCE))
def test_round_trip_over_the_full_path(row: Region) -> None:
    path = "".join(r.name for r in reversed(REGISTER.parents(row.code)) if r.level != "country") + row.name
    assert REGISTER.resolve(path).code == row.code
    assert REGISTER.resolve(row.code) == row


def test_abbreviations_name_every_province_once() -> None:
    abbreviations = REGISTER.abbreviations()
    assert {len(word) for word in abbreviations} == {1}
    assert set(abbreviations.values()) == {row.code for row in IN_FORCE if row.level == "province"}
    assert (abbreviations["川"], abbreviations["渝"], abbreviations["苏"]) == ("510000", "500000", "320000")


def test_codes_that_ended() -> None:
    ended = [row for row in ROWS if row.official_code and row.valid_to is not None]
    assert len(ended) > 500
    for row in ended:
        heirs = REGISTER.successors(row)
        assert heirs, row
        today = set(final_codes(row))
        assert today, f"{row.code} {row.name} leads to no area in force"
        assert all(code[:2] == row.code[:2] for code in today), row


def final_codes(row: Region, depth: int = 0) -> list[str]:
    if row.valid_to is None or depth > 5:
        return [row.code] if row.valid_to is None else []
    return [code for heir in REGISTER.successors(row) for code in final_codes(heir, depth + 1)]


def test_find_on_a_day() -> None:
    name = {year: REGISTER.find("420600", on=date(year, 1, 1)) for year in (2008, 2020)}
    assert [row.name for row in name.values() if row] == ["襄樊市", "襄阳市"]
    north = REGISTER.find("500112")
    assert north is not None
    assert (north.name, north.valid_to) == ("渝北区", "2025-11-30")
    assert [row.code for row in REGISTER.successors(north)] == ["500157"]
    assert REGISTER.find("000000") is None


def test_zones() -> None:
    kinds = {row.code: REGISTER.kind(row.code) for row in ROWS if REGISTER.kind(row.code)}
    counts = Counter(kinds.values())
    assert counts["new_area"] == 19
    assert counts["high_tech_zone"] >= 80
    assert counts["economic_zone"] >= 80
    for row in ROWS:
        if row.official_code is None:
            assert row.code.startswith("zone-")
            assert row.parent is not None
            assert REGISTER.find(row.parent) is not None
            assert row.level == ("cluster" if kinds[row.code] in {"cluster", "macro_region"} else "zone")


def test_zone_names_are_no_second_meaning_of_another_zone() -> None:
    names = Counter(n for r in ROWS if r.official_code is None for n in {r.name, r.short, *r.aliases})
    assert [name for name, times in names.items() if times > 1] == []


def test_members() -> None:
    def members(code: str) -> set[str]:
        return {row.short for row in REGISTER.members(code)}

    assert members("zone-greater-bay-area") >= {"香港", "澳门", "广州", "深圳"}
    assert len(members("zone-greater-bay-area")) == 11
    assert len(members("zone-yangtze-belt")) == 11
    four = [REGISTER.members(f"zone-{name}") for name in ("east", "centre", "west", "northeast")]
    assert [len(part) for part in four] == [10, 6, 12, 3], "the four regions of the statistics bureau: 31 provinces"
    assert len({row.code for part in four for row in part}) == 31
    counties = [REGISTER.members(f"zone-{name}-jiangsu") for name in ("southern", "central", "northern")]
    assert {row.code for part in counties for row in part} == {row.code for row in REGISTER.children("320000")}


def test_a_users_file_is_laid_over_ours(tmp_path: Path) -> None:
    (tmp_path / "zones.csv").write_text(
        "id,kind,name,english,host\nzone-our-park,other,我们的产业园,Our Park,510300\n", encoding="utf-8"
    )
    (tmp_path / "regions.csv").write_text(
        "code,name,short,english,pinyin,level,parent,aliases\n"
        "510300,自贡市,自贡,Zigong,Zigong,prefecture,510000,盐都|灯城\n",
        encoding="utf-8",
    )
    register: RegionRegister = load_regions(tmp_path)
    assert register.resolve("我们的产业园").parent == "510300"
    assert register.resolve("灯城").code == "510300"
    assert len(register) == len(REGISTER) + 1


@pytest.mark.parametrize(
    ("file", "text", "complaint"),
    [
        ("zones.csv", "id,kind,name,english,host\nzone-x,park,某园,X,510300\n", "zones.csv line 2"),
        ("zones.csv", "id,kind,name,english,host\nzone-x,other,某园,X,999999\n", "code '999999' is in no file"),
        (
            "region_history.csv",
            "id,code,name,short,english,level,parent,ended,successors\na,1,某县,某县,Mou,county,510300,soon,510322\n",
            "'soon' is no date",
        ),
    ],
)
def test_bad_rows_are_refused(tmp_path: Path, file: str, text: str, complaint: str) -> None:
    (tmp_path / file).write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError) as error:
        load_regions(tmp_path)
    assert complaint in str(error.value)


@pytest.mark.skipif(not SHARED.is_file(), reason="the register to compare with is not beside this project")
def test_agrees_with_the_register_beside_the_project() -> None:
    with SHARED.open(encoding="utf-8", newline="") as file:
        theirs = {row["code"]: row for row in csv.DictReader(file)}
    ours = {row.code: row for row in IN_FORCE if row.level != "country"}
    assert {c: (r["name"], r["level"]) for c, r in theirs.items()} == {c: (r.name, r.level) for c, r in ours.items()}
    for code, row in theirs.items():
        assert (ours[code].parent or "").replace("100000", "") == row["parent"]
        if row["lon"]:
            assert ours[code].longitude == pytest.approx(float(row["lon"]), abs=0.001)
            assert ours[code].latitude == pytest.approx(float(row["lat"]), abs=0.001)
