"""The tables of the diagnosis."""

import numpy as np

from fangzhi.analyse.index.convergence import trend
from fangzhi.analyse.index.ellipse import shift_km
from fangzhi.analyse.index.markov import Markov
from fangzhi.analyse.index.study import Study
from fangzhi.present.index_report.sheet import Sheet, Value, sheet

Lines = list[tuple[Value, ...]]


def diagnosis_sheets(study: Study) -> list[Sheet]:
    """Inequality, convergence, transitions, space, coupling and obstacles; a table without rows says nothing."""
    return [
        _dagum(study), _dagum_groups(study), _dagum_pairs(study), _theil(study), _sigma(study), _beta(study),
        _density(study), _markov(study), _spatial_markov(study), _moran(study), _local_moran(study), _ellipse(study),
        _coupling(study), _obstacles(study), _obstacle_ranks(study),
    ]  # fmt: skip


def _dagum(study: Study) -> Sheet:
    rows: Lines = []
    for year, parts in study.diagnosis.dagum.items():
        shares = [
            100 * x / parts.gini if parts.gini else None
            for x in (parts.within, parts.net_between, parts.transvariation)
        ]
        rows.append((year, parts.gini, parts.within, parts.net_between, parts.transvariation, *shares))
    headings = (
        "year",
        "gini",
        "within",
        "net between",
        "transvariation",
        "within %",
        "net between %",
        "transvariation %",
    )
    return sheet("dagum", "Dagum Gini", headings, rows, "Gini = within + net between + transvariation.")


def _dagum_groups(study: Study) -> Sheet:
    rows: Lines = [
        (year, group, gini)
        for year, parts in study.diagnosis.dagum.items()
        for group, gini in zip(parts.groups, parts.group_gini, strict=True)
    ]
    return sheet("dagum_groups", "Gini inside each group", ("year", "group", "gini"), rows)


def _dagum_pairs(study: Study) -> Sheet:
    rows: Lines = [
        (year, f"{a}–{b}", gini, parts.affluence[a, b])
        for year, parts in study.diagnosis.dagum.items()
        for (a, b), gini in parts.pair_gini.items()
    ]
    note = "Relative economic affluence: 0 when two groups overlap fully, 1 when they do not."
    return sheet("dagum_pairs", "Gini between groups", ("year", "groups", "gini", "affluence"), rows, note)


def _theil(study: Study) -> Sheet:
    rows: Lines = [(year, t.theil, t.within, t.between) for year, t in study.diagnosis.theil.items()]
    return sheet("theil", "Theil", ("year", "theil", "within", "between"), rows, "Theil = within + between.")


def _sigma(study: Study) -> Sheet:
    sigma = study.diagnosis.sigma
    rows: Lines = [(s.year, s.log_deviation, s.variation, s.regions) for s in sigma]
    note = ""
    if len(sigma) > 2:
        slope, p_value = trend(np.array([s.variation for s in sigma]), np.array([float(s.year) for s in sigma]))
        note = f"Trend of the variation: {slope:+.4g} a year (p = {p_value:.3g}); convergence when it falls."
    return sheet("sigma", "σ-convergence", ("year", "σ of ln", "variation", "regions"), rows, note)


def _beta(study: Study) -> Sheet:
    rows: Lines = [
        (
            b.scope, "conditional" if b.controls else "absolute" if b.scope == "all regions" else "club", b.effects,
            b.beta, b.error, b.p_value, b.r_squared, b.speed, b.half_life, b.observations, b.regions,
        )
        for b in study.diagnosis.beta
    ]  # fmt: skip
    headings = ("scope", "kind", "effects", "β", "s.e.", "p", "R²", "speed", "half-life", "n", "regions")
    note = "Convergence when β < 0; speed and half-life (years) are given only then. Errors are clustered by region."
    return sheet("beta", "β-convergence", headings, rows, note)


def _density(study: Study) -> Sheet:
    rows: Lines = [(d.year, d.bandwidth, d.peaks) for d in study.diagnosis.density]
    return sheet("density", "Kernel density", ("year", "bandwidth", "peaks"), rows)


def _markov(study: Study) -> Sheet:
    found = study.diagnosis.markov
    if found is None:
        return sheet("markov", "Markov transitions", (), [])
    rows = _transitions(found)
    if found.ergodic is not None:
        rows.append(("long run", None, *(float(x) for x in found.ergodic)))
    bounds = ", ".join(f"{b:.4g}" for b in found.bounds)
    headings = ("from class", "n", *(f"to {j + 1}" for j in range(len(found.counts))))
    return sheet("markov", "Markov transitions", headings, rows, f"Classes divide at {bounds}; class 1 is lowest.")


def _spatial_markov(study: Study) -> Sheet:
    found = study.diagnosis.spatial_markov
    if found is None:
        return sheet("spatial_markov", "Spatial Markov transitions", (), [])
    rows: Lines = [(f"neighbours {s + 1}", *row) for s, part in enumerate(found.by_lag) for row in _transitions(part)]
    headings = ("neighbours' class", "from class", "n", *(f"to {j + 1}" for j in range(len(found.pooled.counts))))
    note = (
        f"Neighbours make no difference: Q = {found.statistic:.4g}, {found.degrees} degrees, p = {found.p_value:.3g}."
    )
    return sheet("spatial_markov", "Spatial Markov transitions", headings, rows, note)


def _transitions(table: Markov) -> Lines:
    return [
        (f"{i + 1}", int(table.counts[i].sum()), *(None if np.isnan(p) else float(p) for p in table.probabilities[i]))
        for i in range(len(table.counts))
    ]


def _moran(study: Study) -> Sheet:
    rows: Lines = [
        (year, m.index, m.expected, m.z_score, m.p_value, m.p_permuted) for year, m in study.diagnosis.moran.items()
    ]
    headings = ("year", "I", "expected", "z", "p (normal, two-sided)", "p (permuted, one-sided)")
    return sheet("moran", "Moran's I", headings, rows)


def _local_moran(study: Study) -> Sheet:
    found, space = study.diagnosis.local_moran, study.diagnosis.space
    if found is None or space is None:
        return sheet("local_moran", "Local Moran's I", (), [])
    rows: Lines = [
        (r, study.panel.name(r), float(found.index[i]), float(found.standardised[i]), float(found.lag[i]),
         found.quadrant[i], None if np.isnan(found.p_permuted[i]) else float(found.p_permuted[i]))
        for i, r in enumerate(space.regions)
    ]  # fmt: skip
    headings = ("region", "name", "I", "z", "neighbours' z", "quadrant", "p (permuted)")
    note = f"{max(study.diagnosis.moran)}; p is not corrected for testing every region."
    return sheet("local_moran", "Local Moran's I", headings, rows, note)


def _ellipse(study: Study) -> Sheet:
    rows: Lines = []
    before = None
    for year, e in study.diagnosis.ellipses.items():
        moved = shift_km(before, e) if before else (None, None)
        rows.append((year, e.longitude, e.latitude, e.long_axis_km, e.short_axis_km, e.direction, e.area_km2, *moved))
        before = e
    headings = (
        "year",
        "longitude",
        "latitude",
        "long axis km",
        "short axis km",
        "direction °",
        "area km²",
        "moved km",
        "towards °",
    )
    note = "Centre of gravity and standard deviation ellipse; directions clockwise from north."
    return sheet("ellipse", "Centre of gravity and ellipse", headings, rows, note)


def _coupling(study: Study) -> Sheet:
    found, rows = study.diagnosis.coupling, study.diagnosis.rows
    if found is None:
        return sheet("coupling", "Coupling coordination", (), [])
    lines: Lines = [
        (region, rows.name(region), int(rows.years[i]), float(found.coupling[i]), float(found.level[i]),
         float(found.coordination[i]), *names)
        for i, (region, names) in enumerate(zip(rows.regions, found.classes(), strict=True))
    ]  # fmt: skip
    headings = ("region", "name", "year", "coupling C", "level T", "coordination D", "class", "class (English)")
    return sheet("coupling", "Coupling coordination", headings, lines, "D = √(C T).")


def _obstacles(study: Study) -> Sheet:
    found, rows, index = study.diagnosis.obstacles, study.diagnosis.rows, study.index
    if found is None or index is None:
        return sheet("obstacles", "Obstacle degree", (), [])
    ids = [spec.id for spec in index.framework.indicators]
    lines: Lines = [
        (region, rows.name(region), int(rows.years[i]), *(float(x) for x in found[i]))
        for i, region in enumerate(rows.regions)
    ]
    return sheet("obstacles", "Obstacle degree", ("region", "name", "year", *ids), lines, "Rows sum to 1.")


def _obstacle_ranks(study: Study) -> Sheet:
    found, rows, index = study.diagnosis.obstacles, study.diagnosis.rows, study.index
    headings = ("region", "name", "first", "second", "third")
    if found is None or index is None:
        return sheet("main_obstacles", "Main obstacles", headings, [])
    names = [spec.zh for spec in index.framework.indicators]
    lines: Lines = []
    for i in np.flatnonzero(rows.years == study.last_year):
        order = [j for j in np.argsort(-found[i], kind="stable")[:3] if found[i, j] >= 0.0005]
        told = [f"{names[j]} {100 * found[i, j]:.1f}%" for j in order]
        lines.append((rows.regions[i], rows.name(rows.regions[i]), *told, *[""] * (3 - len(told))))
    return sheet("main_obstacles", f"Main obstacles in {study.last_year}", headings, lines)
