"""Facts as GeoJSON (RFC 7946): a point at the seat of the area, the columns of the fact as properties."""

import json
from pathlib import Path
from typing import Any

from fangzhi.present.export_files import complete, folder_for
from fangzhi.store.atlas import Atlas
from fangzhi.store.export import cited_facts, other_table
from fangzhi.store.parts import KINDS


def export_geojson(atlas: str | Path, folder: str | Path) -> tuple[Path, ...]:
    """Write KIND.geojson for each kind of fact; the paths written.

    The geometry of a fact about an area without known coordinates is null. Coordinates are degrees, longitude first.
    """
    folder = folder_for(folder)
    written = []
    with Atlas(atlas) as opened:
        seats = {
            row["region_code"]: [row["longitude"], row["latitude"]]
            for row in other_table(opened, "region")
            if row["longitude"] is not None and row["valid_to"] is None
        }
        for kind in KINDS:
            path = folder / f"{kind}.geojson"
            features = [_feature(row, seats.get(row["region_code"])) for row in cited_facts(opened, kind)]
            with complete(path) as aside, aside.open("w", encoding="utf-8") as handle:
                handle.write('{"type": "FeatureCollection", "features": [\n')
                handle.write(",\n".join(json.dumps(f, ensure_ascii=False, default=str) for f in features))
                handle.write("\n]}\n")
            written.append(path)
    return tuple(written)


def _feature(row: dict[str, Any], seat: list[float] | None) -> dict[str, Any]:
    geometry = {"type": "Point", "coordinates": seat} if seat else None
    return {"type": "Feature", "id": row["fact_id"], "geometry": geometry, "properties": row}
