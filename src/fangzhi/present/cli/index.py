"""``fangzhi index``: composite indices whose conventions are declared, varied and diagnosed."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fangzhi.model.errors import InputError
from fangzhi.present.cli.report import print_table, say

if TYPE_CHECKING:
    from fangzhi.analyse.index.study import Study

EXAMPLES = (
    "fangzhi index administrative-structure --sweep",
    "fangzhi index --show three-objects > mine.toml",
    "fangzhi index mine.toml --panel provinces.csv --sweep",
    "fangzhi index mine.toml --panel provinces.csv --sweep --output results",
    "fangzhi index --panel scores.csv --score nqpf --group group --table dagum",
    "fangzhi index reported-growth --from-atlas atlas.duckdb --sweep",
)
# What is read on a terminal; the rest is asked for by --table or written by --output.
SUMMARY = ("weights", "gaps", "scores", "ranks", "sweep", "dagum", "skipped")


class IndexFormat(StrEnum):
    """How a table is printed."""

    TABLE = "table"
    CSV = "csv"
    LATEX = "latex"


def index(
    framework: Annotated[
        str | None, typer.Argument(metavar="[FRAMEWORK]", help="A TOML file, or one that comes along (--list).")
    ] = None,
    panel: Annotated[
        Path | None,
        typer.Option("--panel", "-p", metavar="FILE", help="CSV, Parquet or XLSX: region, year, indicators."),
    ] = None,
    from_atlas: Annotated[
        Path | None, typer.Option("--from-atlas", metavar="FILE", help="Take the panel from an atlas instead.")
    ] = None,
    sweep: Annotated[bool, typer.Option("--sweep", help="Run all declared alternatives: intervals of ranks.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="DIR", help="Write report.html, CSV, XLSX and LaTeX.")
    ] = None,
    table: Annotated[str | None, typer.Option("--table", metavar="NAME", help="Print this table, whole.")] = None,
    layout: Annotated[IndexFormat, typer.Option("--format", help="How --table is printed.")] = IndexFormat.TABLE,
    year: Annotated[int | None, typer.Option("--year", help="Print this year's rows.", show_default="the last")] = None,
    score: Annotated[
        str | None, typer.Option("--score", metavar="COLUMN", help="Diagnose these scores; no framework needed.")
    ] = None,
    region: Annotated[str | None, typer.Option("--region", metavar="COLUMN", help="Column of the region.")] = None,
    group: Annotated[str | None, typer.Option("--group", metavar="COLUMN", help="Column of the group.")] = None,
    atlas_address: Annotated[
        str, typer.Option("--atlas-address", metavar="URL", help="Where the atlas is served, for links.")
    ] = "http://127.0.0.1:8000",
    show: Annotated[
        str | None, typer.Option("--show", metavar="NAME", help="Print a framework that comes along.")
    ] = None,
    list_them: Annotated[bool, typer.Option("--list", help="List the frameworks that come along.")] = False,
) -> int:
    """Build and diagnose a composite index.

    The framework declares dimensions, indicators, directions and conventions. No single ranking is printed: --sweep
    gives every region the interval of its ranks under all declared alternatives.
    """
    from fangzhi.analyse.index.framework_file import framework_text, shipped_frameworks

    if list_them:
        say("\n".join(shipped_frameworks()))
        return 0
    if show is not None:
        sys.stdout.write(framework_text(show)[0])
        return 0
    made = _study(framework, panel, from_atlas, score, _columns(region, group), sweep=sweep)
    if output is not None:
        from fangzhi.present.index_report.files import write_study

        for path in write_study(made, output, atlas_address=atlas_address):
            sys.stderr.write(f"{path}\n")
    if table is not None:
        _print_one(made, table, layout, year)
    elif output is None:
        _print_summary(made, year)
    return 0


def _columns(region: str | None, group: str | None) -> dict[str, str]:
    return {key: value for key, value in (("region", region), ("group", group)) if value is not None}


def _study(
    framework: str | None,
    panel: Path | None,
    from_atlas: Path | None,
    score: str | None,
    columns: dict[str, str],
    *,
    sweep: bool,
) -> "Study":
    from dataclasses import replace

    from fangzhi.analyse.index.framework import PanelSpec
    from fangzhi.analyse.index.framework_file import load_framework, panel_file, shipped_frameworks
    from fangzhi.analyse.index.read_panel import read_panel
    from fangzhi.analyse.index.study import study, study_of_scores

    if framework is None:
        if score is None or panel is None:
            raise InputError("nothing to compute: give a framework and --panel, or --panel with --score COLUMN")
        if sweep:
            raise InputError("--sweep needs a framework: given scores have no conventions to vary")
        return study_of_scores(read_panel(panel, PanelSpec(**columns)), score)
    plan = load_framework(framework)
    if from_atlas is not None:
        from fangzhi.analyse.index.atlas_panel import panel_of_atlas
        from fangzhi.store.atlas import Atlas

        with Atlas(from_atlas) as atlas:
            return study(panel_of_atlas(atlas, plan), plan, sweep=sweep)
    file = panel or panel_file(framework, plan)
    if file is None:
        raise InputError(f'{plan.file} names no panel; give --panel FILE, or file = "…" in [panel]')
    wanted = [spec.column for spec in plan.indicators] + list(plan.diagnosis.controls)
    wanted += [name for name in (plan.space.longitude, plan.space.latitude) if name]
    origin = plan.panel.file if panel is None and framework in shipped_frameworks() else None
    table = read_panel(file, replace(plan.panel, **columns), wanted, origin=origin)
    return study(table, plan, sweep=sweep)


def _print_one(made: "Study", name: str, layout: IndexFormat, year: int | None) -> None:
    import csv

    from fangzhi.present.index_report.latex import latex_table
    from fangzhi.present.index_report.sheets import sheets

    found = {one.name: one for one in sheets(made)}
    if name not in found:
        raise InputError(f"there is no table {name!r} here; there are {', '.join(found)}")
    one = found[name].of_year(year)
    if layout is IndexFormat.CSV:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(one.headings)
        writer.writerows(["" if value is None else value for value in row] for row in one.rows)
    elif layout is IndexFormat.LATEX:
        say(latex_table(one))
    else:
        print_table(one.headings, one.shown(), right=one.numeric())
        if one.note:
            say(one.note)


def _print_summary(made: "Study", year: int | None) -> None:
    from fangzhi.present.index_report.sheets import sheets

    say(f"{made.title}\n")
    for name, value, meaning in made.described():
        say(f"  {name:<15}{value}: {meaning}")
    found = sheets(made)
    chosen = made.last_year if year is None else year
    for one in found:
        if one.name in SUMMARY:
            part = one.of_year(chosen) if one.name in ("scores", "ranks") else one
            if not part.rows:
                raise InputError(f"there is no score for {chosen}; the last year is {made.last_year}")
            heading = f"{one.title} {chosen}" if part is not one else one.title
            say(f"\n{heading}")
            print_table(part.headings, part.shown(), right=part.numeric())
            if one.note:
                say(one.note)
    others = [one.name for one in found if one.name not in SUMMARY and one.name != "conventions"]
    say(f"\nFurther tables by --table NAME: {', '.join(others)}; all of them and a page with charts by --output DIR.")
