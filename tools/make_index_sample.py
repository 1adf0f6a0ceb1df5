"""Write the panel of the framework `administrative-structure` from the project's own register of regions.

    python tools/make_index_sample.py

To be run when lexicon/data/regions.csv changes; tests/test_index_sample.py counts the panel again in its own way. A
unit at the county's level is a district (市辖区) when its name ends in 区, but not in 特区, and its code is not among
those that GB/T 2260 gives to counties (21 to 50: 神农架林区); a county-level city (县级市) when its name ends in 市.
"""

import csv
from pathlib import Path

from fangzhi.analyse.index.places import provinces
from fangzhi.lexicon.regions import load_regions
from fangzhi.model.region import Region

PANEL = Path(__file__).parents[1] / "src/fangzhi/analyse/index/data/administrative-structure.csv"
YEAR = 2026  # of the register, see tools/make_regions.py
HEADINGS = (
    "region", "year", "prefectures", "counties", "districts", "cities",
    "counties_per_prefecture", "district_share", "city_share",
)  # fmt: skip


def main() -> None:
    """Write the panel."""
    with PANEL.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(HEADINGS)
        writer.writerows(rows())


def rows() -> list[list[str]]:
    """A row for each of the 31 provinces of the mainland: four counts, three ratios rounded to four digits."""
    register = load_regions()
    found = []
    for province in provinces().values():
        if not province.group:  # Taiwan, Hong Kong, Macao: the register has no units in them
            continue
        below = register.children(province.code)
        prefectures = [unit for unit in below if unit.level == "prefecture"]
        counties = [unit for unit in below if unit.level == "county"]
        counties += [unit for prefecture in prefectures for unit in register.children(prefecture.code)]
        districts = sum(_is_district(unit) for unit in counties)
        cities = sum(unit.name.endswith("市") for unit in counties)
        counts = [YEAR, len(prefectures), len(counties), districts, cities]
        ratios = [
            len(counties) / max(1, len(prefectures)),  # a municipality has no prefectures and counts as one
            100 * districts / len(counties),
            100 * cities / len(counties),
        ]
        found.append([province.code, *map(str, counts), *(f"{round(ratio, 4):g}" for ratio in ratios)])
    return found


def _is_district(unit: Region) -> bool:
    return unit.name.endswith("区") and not unit.name.endswith("特区") and not 21 <= int(unit.code[4:]) <= 50


if __name__ == "__main__":
    main()
