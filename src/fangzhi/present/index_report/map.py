"""The scores of the last year on the map of provinces, with the centre of gravity and the ellipse."""

import math
from html import escape

import numpy as np

from fangzhi.analyse.index.places import province_code, provinces
from fangzhi.analyse.index.projection import albers, inverse_albers
from fangzhi.analyse.index.study import Study
from fangzhi.present.geography import HEIGHT, WIDTH, china, position

CLASSES = 5


def province_map(study: Study) -> str | None:
    """An SVG map coloured in five classes with equal numbers of provinces; None when regions are no provinces."""
    rows, year = study.diagnosis.rows, study.last_year
    scores = {}
    for i in np.flatnonzero(rows.years == year):
        code = province_code(rows.regions[i])
        if code is None:
            return None
        scores[code] = float(study.diagnosis.scores[i])
    if len(scores) < CLASSES:
        return None
    bounds = np.quantile(list(scores.values()), np.arange(1, CLASSES) / CLASSES)
    outline = china()
    parts, inset = [], []
    for area in outline.outlines:
        known = area.code in scores
        kind = f"q{int(np.searchsorted(bounds, scores[area.code])) + 1}" if known else "none"
        name = provinces()[area.code].zh if area.code in provinces() else area.code
        told = escape(f"{name} {scores[area.code]:.4g}" if known else f"{name}: no score")
        parts.append(f'<path class="{kind}" d="{area.path}"><title>{told}</title></path>')
        if area.inset_path:
            inset.append(f'<path class="{kind}" d="{area.inset_path}"/>')
    left, top, width, height = outline.inset
    label = escape(f"Map of the scores of {year}", quote=True)
    return (
        f'<svg class="map" role="img" aria-label="{label}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'{"".join(parts)}<path class="border" d="{outline.lines}{outline.dashes}"/>{_ellipse(study)}'
        f'<svg x="{left}" y="{top}" width="{width}" height="{height}" viewBox="{left} {top} {width} {height}">'
        f'<rect class="sea" x="{left}" y="{top}" width="{width}" height="{height}"/>{"".join(inset)}'
        f'<path class="border" d="{outline.inset_dashes}"/></svg></svg>{_legend(scores, bounds.tolist())}'
    )


def _ellipse(study: Study) -> str:
    found = study.diagnosis.ellipses.get(study.last_year)
    if found is None:
        return ""
    x, y = (float(v[0]) for v in albers(np.array([found.longitude]), np.array([found.latitude])))
    turn = math.radians(found.direction)
    steps = np.linspace(0, 2 * math.pi, 73)
    along, across = found.long_axis_km * np.cos(steps), found.short_axis_km * np.sin(steps)
    east = x + along * math.sin(turn) + across * math.cos(turn)
    north = y + along * math.cos(turn) - across * math.sin(turn)
    points = [position(lon, lat) for lon, lat in zip(*inverse_albers(east, north), strict=True)]
    path = "M" + "L".join(f"{px:.1f} {py:.1f}" for px, py in points) + "z"
    years = sorted(study.diagnosis.ellipses)
    track = [position(study.diagnosis.ellipses[t].longitude, study.diagnosis.ellipses[t].latitude) for t in years]
    way = "M" + "L".join(f"{px:.1f} {py:.1f}" for px, py in track)
    cx, cy = track[-1]
    told = f"centre of gravity {study.last_year}: {found.longitude:.2f}° E, {found.latitude:.2f}° N"
    return (
        f'<path class="ellipse" d="{path}"/><path class="track" d="{way}"/>'
        f'<circle class="centre" cx="{cx:.1f}" cy="{cy:.1f}" r="7"><title>{escape(told)}</title></circle>'
    )


def _legend(scores: dict[str, float], bounds: list[float]) -> str:
    ends = [min(scores.values()), *bounds, max(scores.values())]
    keys = "".join(f'<li><i class="q{i + 1}"></i>{ends[i]:.3g} to {ends[i + 1]:.3g}</li>' for i in range(CLASSES))
    return f'<ul class="key">{keys}<li><i class="none"></i>no score</li></ul>'
