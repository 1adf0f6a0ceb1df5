"""``fangzhi region``: what the atlas has about one region."""

import json
from typing import Annotated, Any

import typer

from fangzhi.present.cli.options import DEFAULT_ATLAS, AtlasOption, Evidence, Layout, LayoutOption, LexiconFolder
from fangzhi.present.cli.report import figure_with_period, print_records, print_table, say, source_line

EXAMPLES = ("fangzhi region 自贡", "fangzhi region Jiangsu --evidence", "fangzhi region 320000 --format csv > js.csv")


def region(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name, short or long, Chinese or pinyin, or code.")],
    atlas: AtlasOption = DEFAULT_ATLAS,
    layout: LayoutOption = Layout.TABLE,
    evidence: Evidence = False,
    every: Annotated[bool, typer.Option("--all", help="Figures outside the indicator catalogue too.")] = False,
    lexicon: LexiconFolder = None,
) -> int:
    """Print one region.

    Its latest figures beside its targets, then its schemes, industries, projects, policies and named platforms.
    """
    from fangzhi.model.errors import NotFoundError
    from fangzhi.store.atlas import Atlas
    from fangzhi.store.of_region import counts_of, latest_of

    with Atlas(atlas, lexicon=lexicon) as opened:
        if layout is not Layout.TABLE:
            rows = opened.observations(region=name)
            print_records(rows.rows(), rows.columns, layout)
            return 0
        key, full = opened.region_key(name)
        counts = counts_of(opened, key).rows()
        if not counts:
            raise NotFoundError(f"{full} is in the register, but no document in {atlas} speaks of it; build with one")
        say(f"{full} {key if key != full else ''}".rstrip())
        say(", ".join(f"{row['facts']} {row['kind']} in {row['documents']} documents" for row in counts))
        figures = latest_of(opened, key).rows()
        shown = [row for row in figures if every or row["indicator_id"]]
        print_figures(shown, evidence=evidence)
        if len(shown) < len(figures):
            say(f"… and {len(figures) - len(shown)} figures that are not in the indicator catalogue; --all prints them")
        print_systems(opened.question("region_systems", region=key).rows())
    return 0


def print_figures(rows: list[dict[str, Any]], *, evidence: bool) -> None:
    """Outcomes beside targets, one line for each indicator and measure."""
    lines: dict[tuple[str, str, str], dict[str, dict[str, Any]]] = {}
    for row in rows:
        side = "target" if row["status"] == "target" else "outcome"
        lines.setdefault((row["indicator_name"], row["measure"], row["unit"]), {})[side] = row
    if not lines:
        return
    say()
    if evidence:
        for (indicator, measure, _), sides in lines.items():
            say(f"{indicator} {measure}")
            for side, row in sides.items():
                say(f"  {side:<7} {figure_with_period(row)}")
                say(f"          {source_line(row)}")
        return
    cells = [
        [indicator, measure, *(figure_with_period(sides[s]) if s in sides else "" for s in ("outcome", "target"))]
        for (indicator, measure, _), sides in lines.items()
    ]
    print_table(["indicator", "measure", "outcome", "target"], cells)


def print_systems(rows: list[dict[str, Any]]) -> None:
    """Schemes with their groups, industries by stage, projects, policies and named platforms."""
    for row in rows:
        if row["kind"] == "scheme":
            code = f"“{row['code']}”" if row["code"] else ""
            say(f"\nscheme {code}{row['name']}")
            for group in json.loads(row["groups"] or "[]"):
                say(f"  {group['label']} {group['count'] or ''} {'、'.join(group['members'])}".rstrip())
    stages: dict[str, list[str]] = {}
    for row in rows:
        if row["kind"] == "focus":
            stages.setdefault(row["stage"] or "not placed", []).append(row["name"])
    for stage, names in stages.items():
        say(f"\nindustries, {stage}\n  {'、'.join(names)}")
    for kind, heading in (("project", "projects"), ("policy", "policies"), ("platform", "platforms")):
        names = [row["name"] for row in rows if row["kind"] == kind]
        if names:
            say(f"\n{heading}\n  {'、'.join(names)}")
