"""The list of industries: names, hierarchy, links to the official classifications."""

import csv
from pathlib import Path

import pytest

from fangzhi.lexicon.industries import IndustryCatalogue, load_industries
from fangzhi.model.errors import LexiconError, NotFoundError
from systems import CASES, SHARED

CATALOGUE = load_industries()


def rows(name: str) -> list[dict[str, str]]:
    with (SHARED / "data" / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


with (CASES / "industries" / "names.csv").open(encoding="utf-8") as _file:
    _NAMES = [(row["name"], row["id"] or None) for row in csv.DictReader(_file)]


@pytest.mark.parametrize(("name", "industry_id"), _NAMES)
def test_names(name: str, industry_id: str | None) -> None:
    assert CATALOGUE.match(name) == industry_id


def test_size_and_tree() -> None:
    assert len(CATALOGUE) >= 400
    roots = {row.id for row in CATALOGUE if row.broader is None and not row.generic}
    assert len(roots) <= 12
    for row in CATALOGUE:
        above = CATALOGUE.ancestors(row.id)
        assert row.id not in above
        assert len(above) <= 5
        assert row.generic or row.gbt4754 or row.sei2018 or row.broader, row.id


def test_resolve_names_what_is_near() -> None:
    assert CATALOGUE.resolve("drones").id == "drones"
    with pytest.raises(NotFoundError, match="Near names"):
        CATALOGUE.resolve("low altitude econmy")


def test_codes_are_codes_of_the_standard() -> None:
    if not SHARED.exists():
        pytest.skip("needs ../shared/data, which is not part of the project")
    known = {row["code"] for row in rows("gbt4754_2017.csv")}
    fields = {row["code"] for row in rows("sei2018_l12.csv")}
    for industry in CATALOGUE:
        assert {code.code for code in industry.gbt4754} <= known, industry.id
        assert industry.sei2018 is None or industry.sei2018 in fields, industry.id


def test_isic_links_agree_with_the_standard() -> None:
    """Our links are divisions; nine classes in ten of the standard's own table fall into them."""
    if not SHARED.exists():
        pytest.skip("needs ../shared/data, which is not part of the project")
    right = total = 0
    links = {row["code"]: row["isic4"] for row in rows("gbt4754_2017.csv")}
    for industry in CATALOGUE:
        for code in industry.gbt4754:
            official = {part[:2] for part in links.get(code.code, "").split(";") if part}
            if len(code.code) == 4 and official:
                total += 1
                right += bool(official & set(industry.isic4))
    assert total > 200
    assert right / total >= 0.9


def test_a_users_list_adds_and_replaces(tmp_path: Path) -> None:
    folder = tmp_path / "industries"
    folder.mkdir()
    (folder / "services.csv").write_text("id,zh,en\nfireflies,萤火虫观赏,Firefly watching\n", encoding="utf-8")
    extended: IndustryCatalogue = load_industries(tmp_path)
    assert extended.match("萤火虫观赏") == "fireflies"
    (folder / "services.csv").write_text("id,zh,en\nfireflies,低空经济,Fireflies\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="already names"):
        load_industries(tmp_path)


def test_a_name_and_the_same_name_with_its_noun_are_one_industry() -> None:
    names = load_industries().names()
    for noun in ("产业", "全产业链", "产业链", "产业集群", "行业"):
        for name, industry_id in names.items():
            if name.endswith(noun):
                assert names.get(name.removesuffix(noun), industry_id) == industry_id, name
