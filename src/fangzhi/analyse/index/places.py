"""What the laboratory knows about places: names, the four regions of the statistics bureau, coordinates, borders."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from fangzhi.lexicon.regions import RegionRegister, load_regions

GROUPS = {"east": "东部", "centre": "中部", "west": "西部", "northeast": "东北"}


@dataclass(frozen=True, slots=True)
class Province:
    """One province, with the codes of its neighbours; Hainan counts as Guangdong's neighbour, by convention.

    ``group`` is one of the four regions («» for Taiwan, Hong Kong, Macao); the coordinates (degrees) are those of
    the seat of government.
    """

    code: str
    zh: str
    short: str
    english: str
    group: str
    longitude: float
    latitude: float
    neighbours: tuple[str, ...]


@cache
def provinces() -> Mapping[str, Province]:
    """The 34 provinces by code.

    >>> provinces()["320000"].zh, len(provinces())
    ('江苏省', 34)
    """
    text = resources.files("fangzhi.analyse.index").joinpath("data/provinces.csv").read_text(encoding="utf-8")
    found = {}
    for row in csv.DictReader(text.splitlines()):
        found[row["code"]] = Province(
            row["code"], row["zh"], row["short"], row["english"], row["group"],
            float(row["longitude"]), float(row["latitude"]), tuple(row["neighbours"].split()),
        )  # fmt: skip
    return found


def province_code(region: str) -> str | None:
    """The code of a province given by code, Chinese or English name; None for anything else.

    >>> province_code("江苏"), province_code("Jiangsu"), province_code("南京市")
    ('320000', '320000', None)
    """
    return _province_names().get(region.strip())


def four_regions(regions: Sequence[str]) -> list[str] | None:
    """The group (east, centre, west, northeast) of each region by its province; None when one has none.

    Six-digit codes of prefectures and counties belong to the group of their province.

    >>> four_regions(["320000", "510300"]), four_regions(["somewhere"])
    (['east', 'west'], None)
    """
    found = []
    for region in regions:
        code = province_code(region) or (f"{region[:2]}0000" if len(region) == 6 and region.isdigit() else "")
        province = provinces().get(code)
        if province is None or not province.group:
            return None
        found.append(province.group)
    return found


def coordinates(region: str) -> tuple[float, float] | None:
    """Longitude and latitude of a region by name or code: a province's seat, otherwise the register's point.

    >>> coordinates("江苏省")
    (118.8, 32.06)
    """
    province = provinces().get(province_code(region) or "")
    if province is not None:
        return province.longitude, province.latitude
    found = _register().find(region)
    if found is None or found.longitude is None or found.latitude is None:
        return None
    return found.longitude, found.latitude


@cache
def _province_names() -> Mapping[str, str]:
    return {name: p.code for p in provinces().values() for name in (p.code, p.zh, p.short, p.english)}


@cache
def _register() -> RegionRegister:
    return load_regions()
