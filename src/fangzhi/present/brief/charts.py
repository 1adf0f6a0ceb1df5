"""The charts of a brief: growth of the latest year, and targets beside outcomes, each row from cited facts."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from typing import Any

import altair as alt
import vl_convert

from fangzhi.analyse.compare.preference import preferred
from fangzhi.analyse.ledger import LedgerRow
from fangzhi.lexicon.load import load_lexicon
from fangzhi.present.brief.draft import Chart, ChartRow, Citation, Line
from fangzhi.present.brief.phrases import Phrases
from fangzhi.store.ledger import Statement

_FEWEST, _MOST = 3, 12  # rows of a chart
_INK, _SOFT, _DATA, _FALL, _GOAL = "#1c1c1c", "#5a5a5a", "#1f5f8b", "#a1421f", "#b9770e"
_WIDTH, _ROW = 420, 26
_FONT = "system-ui, 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_SCALE = 2.0  # points of a picture for one of the drawing


def growth_chart(said: Sequence[Statement], themes: Sequence[str], phrases: Phrases) -> Chart | None:
    """How much the headline indicators grew in the latest year that has at least three of them."""
    years: dict[int, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for s in said:
        reached = s.measure == "growth" and s.status != "target" and s.confidence != "weak" and s.unit == "%"
        if reached and s.year is not None and s.period == str(s.year):
            years[s.year][s.indicator_key].append(s)
    for year in sorted(years, reverse=True):
        rows = []
        for indicator in load_lexicon().indicators:
            group = years[year].get(indicator.id)
            if group and indicator.theme in themes:
                best = preferred(group)[0]
                name = indicator.zh if phrases.language == "zh" else indicator.en
                line = Line(f"{name} {phrases.value(_record(best))}", (_citation(best),))
                rows.append(ChartRow(name, best.value, best.value_high, None, line))
        if len(rows) >= _FEWEST:
            title = phrases.say("growth_chart", period=phrases.period(str(year)))
            return Chart("growth", "economy", title, tuple(rows[:_MOST]))
    return None


def targets_chart(ledger: Sequence[LedgerRow], phrases: Phrases) -> Chart | None:
    """Targets in per cent beside their outcomes; where none is judged yet, beside what was reached the year before."""
    judged: dict[int, list[tuple[Statement, Statement]]] = defaultdict(list)
    coming: dict[int, list[tuple[Statement, Statement]]] = defaultdict(list)
    for row in ledger:
        target = row.target
        if target.unit != "%" or target.year is None or target.period != str(target.year):
            continue
        if row.outcome is not None and row.outcome.unit == "%":
            judged[target.year].append((target, row.outcome))
        elif row.verdict == "open" and row.step is not None and row.step.before.unit == "%":
            coming[target.year].append((target, row.step.before))
    for found, section, phrase in ((judged, "targets", "targets_chart"), (coming, "outlook", "outlook_chart")):
        for year in sorted(found, reverse=True):
            if len(found[year]) >= _FEWEST:
                before = phrases.period(str(year - 1))
                title = phrases.say(phrase, period=phrases.period(str(year)), before=before)
                rows = tuple(_pair(target, other, phrases) for target, other in found[year][:_MOST])
                return Chart("targets", section, title, rows)
    return None


def _pair(target: Statement, other: Statement, phrases: Phrases) -> ChartRow:
    row = load_lexicon().indicators.find(target.indicator_key)
    name = target.indicator if row is None else row.zh if phrases.language == "zh" else row.en
    words = (
        phrases.say("target", value=phrases.value(_record(target))),
        phrases.say("outcome", value=phrases.value(_record(other))),
    )
    line = Line(f"{name} {phrases.say('comma').join(words)}", (_citation(target), _citation(other)))
    return ChartRow(name, target.value, target.value_high, other.value, line)


def as_svg(chart: Chart, phrases: Phrases) -> str:
    """The chart as a drawing that stands by itself; its text says every figure."""
    drawn = vl_convert.vegalite_to_svg(_described(chart, phrases).to_dict())
    label = escape(f"{chart.title}: {'; '.join(row.line.text for row in chart.rows)}", quote=True)
    return re.sub(r"<svg ", f'<svg role="img" aria-label="{label}" ', drawn, count=1)


def as_png(chart: Chart, phrases: Phrases) -> bytes | None:
    """The chart as a picture; None where no installed font has the characters that it needs."""
    if _CHINESE.search(" ".join([chart.title, *(row.line.text for row in chart.rows)])) and not has_chinese_font():
        return None
    picture: bytes = vl_convert.svg_to_png(as_svg(chart, phrases), scale=_SCALE)
    return picture


@cache
def has_chinese_font() -> bool:
    """Whether the fonts that vl-convert finds draw Chinese: without one every character is the same empty box."""
    return len({vl_convert.svg_to_png(_glyph(character)) for character in "治理□"}) == 3


def _glyph(character: str) -> str:
    text = f'<text x="2" y="20" font-size="20" font-family="{_FONT}">{character}</text>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24">{text}</svg>'


def _described(chart: Chart, phrases: Phrases) -> alt.LayerChart:
    data = [_datum(row) for row in chart.rows]
    order = [row.name for row in chart.rows]
    base = alt.Chart(alt.InlineData(values=data)).encode(
        y=alt.Y("name:N", sort=order, title=None, axis=alt.Axis(labelLimit=320, ticks=False, domain=False))
    )
    scale = alt.Scale(nice=True, zero=True)
    value = alt.X("low:Q", title="%", scale=scale, axis=alt.Axis(grid=True, tickCount=6))
    if chart.key == "growth":
        falling = alt.condition("datum.low < 0", alt.value(_FALL), alt.value(_DATA))
        bars = base.mark_bar(height=14).encode(x=value, color=falling)
        # A label stands right of its bar, or of nought where the bar goes down.
        labels = base.mark_text(align="left", dx=5).encode(x=alt.X("end:Q", scale=scale), text="told:N")
        layers = [bars, labels]
    else:
        kinds = alt.Scale(domain=[phrases.say("target_mark"), phrases.say("outcome_mark")], range=[_GOAL, _DATA])
        colour = alt.Color("kind:N", scale=kinds, legend=alt.Legend(title=None, orient="top"))
        targets = base.transform_calculate(kind=f"'{phrases.say('target_mark')}'")
        reached = base.transform_calculate(kind=f"'{phrases.say('outcome_mark')}'")
        layers = [
            base.mark_rule(color=_SOFT, opacity=0.4).encode(x=value, x2="other:Q"),
            targets.mark_bar(height=10, opacity=0.6).encode(x=value, x2="high:Q", color=colour),
            targets.mark_tick(thickness=3, size=18).encode(x=value, color=colour),
            reached.mark_circle(size=90, opacity=1).encode(x=alt.X("other:Q", scale=scale), color=colour),
            base.mark_text(align="left", dx=9, color=_SOFT).encode(x=alt.X("end:Q", scale=scale), text="told:N"),
        ]
    heading = alt.TitleParams(chart.title, anchor="start", fontSize=14, color=_INK)
    # the words of the longest value may begin at the right edge: ASCII is about 7 wide, Chinese 12
    room = 8 + max(sum(7 if letter.isascii() else 12 for letter in str(datum["told"])) for datum in data)
    whole = alt.layer(*layers).properties(width=_WIDTH, height=_ROW * len(data), title=heading)
    made: alt.LayerChart = whole.configure(
        font=_FONT, background="white", padding={"left": 24, "right": room, "top": 8, "bottom": 8}
    ).configure_view(stroke=None)
    return made


def _datum(row: ChartRow) -> Mapping[str, Any]:
    return {
        "name": row.name,
        "low": row.low,
        "high": row.low if row.high is None else row.high,
        "end": max(row.low, row.high or row.low, row.other or row.low, 0.0),
        "other": row.other,
        "told": row.line.text.removeprefix(row.name).strip(),
    }


def _record(statement: Statement) -> Mapping[str, Any]:
    return {name: getattr(statement, name) for name in ("measure", "value", "value_high", "unit", "bound")}


def _citation(s: Statement) -> Citation:
    return Citation("observation", s.fact_id, s.document_id, s.document_title, s.document_published, s.sentence)
