"""``fangzhi compare``: regions side by side."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from fangzhi.present.cli.options import (
    DEFAULT_ATLAS,
    AtlasOption,
    Evidence,
    Layout,
    LayoutOption,
    LexiconFolder,
    Measure,
)
from fangzhi.present.cli.report import figure, print_records, print_table, say, source_line
from fangzhi.present.values import period_text

if TYPE_CHECKING:
    from fangzhi.analyse.compare.sides import Comparison, Line, Side

EXAMPLES = ("fangzhi compare 江苏 广东 四川 --year 2025", "fangzhi compare 安徽 湖南 --targets --indicator GDP")


def compare(
    regions: Annotated[list[str], typer.Argument(metavar="REGION…", help="Two regions or more.")],
    indicator: Annotated[
        list[str] | None, typer.Option("--indicator", metavar="NAME", help="May be repeated.", show_default=False)
    ] = None,
    year: Annotated[int | None, typer.Option(metavar="YEAR", help="Year in which the period ends.")] = None,
    measure: Annotated[Measure | None, typer.Option(help="Leave out for all.", show_default=False)] = None,
    targets: Annotated[bool, typer.Option("--targets", help="Compare targets, not outcomes.")] = False,
    atlas: AtlasOption = DEFAULT_ATLAS,
    layout: LayoutOption = Layout.TABLE,
    evidence: Evidence = False,
    lexicon: LexiconFolder = None,
) -> int:
    """Set regions side by side.

    Each figure with its rank. What cannot be compared (another period, scope, price basis, currency, level of region)
    is marked * with the reason and not ranked.
    """
    from fangzhi.analyse.compare.sides import compare_regions
    from fangzhi.model.errors import NotFoundError
    from fangzhi.store.atlas import Atlas

    if len(set(regions)) < 2:
        raise typer.BadParameter("give two regions or more", param_hint="REGION…")
    with Atlas(atlas, lexicon=lexicon) as opened:
        found = compare_regions(opened, regions, indicator=indicator, year=year, measure=measure, targets=targets)
    if not found.lines:
        names = ", ".join(found.regions.values())
        raise NotFoundError(
            f"no indicator that two of {names} have in {atlas}; ask for fewer things, or build with more"
        )
    if layout is not Layout.TABLE:
        records = found.records()
        print_records(records, list(records[0]), layout)
        return 0
    print_comparison(found, evidence=evidence)
    return 0


def print_comparison(found: "Comparison", *, evidence: bool) -> None:
    """A column a region; reasons and sentences below."""
    headings = ["indicator", "measure", "period", *found.regions.values()]
    print_table(headings, [_cells(line) for line in found.lines], right=range(3, len(headings)))
    reasons = [
        f"* {line.indicator} {line.measure}, {found.regions[side.region_key]}: {badge.words}"
        for line in found.lines
        for side in line.sides
        for badge in side.badges
    ]
    if reasons:
        say("\n" + "\n".join(reasons))
    if evidence:
        for line in found.lines:
            say(f"\n{line.indicator} {line.measure} {period_text(line.period)}")
            for side in line.sides:
                if side.figure is not None:
                    say(f"  {figure(asdict(side.figure))}  {source_line(asdict(side.figure))}")


def _cells(line: "Line") -> list[str]:
    return [line.indicator, line.measure, period_text(line.period), *(_cell(side) for side in line.sides)]


def _cell(side: "Side") -> str:
    if side.figure is None:
        return "–"
    text = figure(asdict(side.figure))
    if side.badges:
        return f"{text}*"
    others = f" (+{side.others})" if side.others else ""
    return f"{text}{others}" if side.rank is None else f"{text}{others} #{side.rank}"
