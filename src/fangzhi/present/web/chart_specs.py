"""The charts that a reader can move in, described with Altair once for all pages: a page brings its rows alone.

They are optional: each stands over a drawing or a list with the same figures and the same links. Colours are stand-ins
that charts.js replaces by the variables of the style sheet, so that one description serves light and dark; "$x" and
"$y" are replaced by the titles of the axes that the page gives.
"""

from __future__ import annotations

import json
from typing import Any

import altair as alt
import vl_convert

_INK, _SOFT, _RULE, _PAPER, _DATA, _GOAL, _BAD = (f"#01010{n}" for n in range(1, 8))
VARIABLES = {
    _INK: "--ink",
    _SOFT: "--ink-soft",
    _RULE: "--rule",
    _PAPER: "--paper",
    _DATA: "--data",
    _GOAL: "--goal-edge",
    _BAD: "--policy-edge",
}
_HEIGHT = 300
_HOLLOW = "datum.kind == 'target'"


def specs_script() -> str:
    """The script that gives charts.js every description by name, and the style sheet's variables for the stand-ins."""
    made = {name: _described(chart) for name, chart in _charts().items()}
    return f"window.fangzhiCharts = {json.dumps({'specs': made, 'variables': VARIABLES}, sort_keys=True)};\n"


def vega_script() -> str:
    """Vega, Vega-Lite and Vega-Embed with the expression interpreter, as the installed vl-convert brings them."""
    bundle = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    return f"(() => {{\n{bundle}\n}})();\n"  # its thousand names stay its own


def _charts() -> dict[str, alt.LayerChart | alt.FacetChart]:
    return {"lines": _lines(), "scatter": _scatter(), "since": _since()}


def _lines() -> alt.LayerChart | alt.FacetChart:
    """One line a region over the years; the one under the pointer stands out and is named."""
    near = alt.selection_point(name="near", fields=["name"], on="pointerover", clear="pointerout", empty=False)
    base = alt.Chart(alt.NamedData("rows")).encode(
        x=alt.X("year:O", title=None, axis=_axis(labelAngle=0)),
        y=alt.Y("y:Q", title="$y", scale=alt.Scale(zero=False, nice=True), axis=_axis(grid=True, tickCount=5)),
        detail="name:N",
    )
    line = base.mark_line(color=_DATA).encode(
        opacity=alt.condition(near, alt.value(1), alt.value(0.35)),
        strokeWidth=alt.condition(near, alt.value(3), alt.value(1.5)),
    )
    points = (
        base.mark_point(size=60, filled=True, strokeWidth=2)
        .encode(
            fill=alt.condition(_HOLLOW, alt.value(_PAPER), alt.value(_DATA)),
            stroke=alt.condition(_HOLLOW, alt.value(_GOAL), alt.value(_DATA)),
            tooltip="told:N",
        )
        .add_params(near)
    )
    words = base.mark_text(dy=-14, fontSize=13, fontWeight="bold", color=_INK).encode(
        text="name:N", opacity=alt.condition(near, alt.value(1), alt.value(0))
    )
    ends = base.mark_text(align="left", dx=10, fontSize=12, color=_SOFT).encode(text="end:N")
    return alt.layer(line, ends, points, words)


def _scatter() -> alt.LayerChart | alt.FacetChart:
    """What was promised across, what was reached up; on the line both are the same."""
    across = alt.X("x:Q", title="$x", scale=alt.Scale(zero=False, nice=True), axis=_axis(grid=True, tickCount=6))
    up = alt.Y("y:Q", title="$y", scale=alt.Scale(zero=False, nice=True), axis=_axis(grid=True, tickCount=6))
    diagonal = (
        alt.Chart(alt.NamedData("ends"))
        .mark_line(color=_SOFT, strokeDash=[5, 4], strokeWidth=1.2)
        .encode(x=across, y=up)
    )
    base = alt.Chart(alt.NamedData("rows")).encode(x=across, y=up)
    dots = base.mark_circle(size=95, opacity=0.9).encode(
        color=alt.condition("datum.kind == 'missed'", alt.value(_BAD), alt.value(_DATA)), tooltip="told:N"
    )
    words = base.mark_text(align="left", dx=9, fontSize=11.5, color=_SOFT).encode(text="name:N")
    return alt.layer(diagonal, dots, words)


def _since() -> alt.LayerChart | alt.FacetChart:
    """How many regions had named an industry by a day: a step at each region's first mention."""
    base = alt.Chart(alt.NamedData("rows")).encode(
        x=alt.X("day:T", title=None, axis=_axis(tickCount=6, format="%Y-%m")),
        y=alt.Y("y:Q", title="$y", axis=_axis(grid=True, tickMinStep=1)),
    )
    steps = base.mark_line(interpolate="step-after", color=_DATA, strokeWidth=1.6, opacity=0.6)
    dots = base.mark_circle(size=70, color=_DATA, opacity=1).encode(tooltip="told:N")
    return alt.layer(steps, dots)


def _axis(**options: Any) -> alt.Axis:  # noqa: ANN401  # Altair's own options
    shared: dict[str, Any] = {
        "labelColor": _SOFT,
        "titleColor": _SOFT,
        "titleFontWeight": "normal",
        "labelFontSize": 12,
        "titleFontSize": 12,
        "domainColor": _RULE,
        "tickColor": _RULE,
        "gridColor": _RULE,
        "gridOpacity": 0.7,
        "grid": False,
    }
    return alt.Axis(**{**shared, **options})


def _described(chart: alt.LayerChart | alt.FacetChart) -> dict[str, Any]:
    sized = chart.properties(width="container", height=_HEIGHT)
    shown = sized.configure(background="transparent", padding=4).configure_view(stroke=None)
    described: dict[str, Any] = shown.to_dict()
    return described
