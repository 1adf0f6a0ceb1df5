"""``fangzhi overlap``: who bets on the same industries."""

from enum import StrEnum
from typing import Annotated, Any

import typer

from fangzhi.present.cli.options import DEFAULT_ATLAS, AtlasOption, Evidence, Layout, LayoutOption, LexiconFolder
from fangzhi.present.cli.report import print_records, print_table, say, source_line

EXAMPLES = (
    "fangzhi overlap crowding --stage future",
    "fangzhi overlap likeness 安徽",
    "fangzhi overlap spread 低空经济 --regions province,prefecture",
    "fangzhi overlap matrix --format csv",
)
MOST = 40


class OverlapTable(StrEnum):
    """What to print."""

    CROWDING = "crowding"
    MATRIX = "matrix"
    NAMINGS = "namings"
    LIKENESS = "likeness"
    QUOTIENTS = "quotients"
    NICHE = "niche"
    SPREAD = "spread"
    RELATEDNESS = "relatedness"


class Stage(StrEnum):
    """How a document places an industry."""

    TRADITIONAL = "traditional"
    PILLAR = "pillar"
    EMERGING = "emerging"
    FUTURE = "future"
    SERVICE = "service"


_HIDDEN = {"region_code", "other_code", "industry_id", "fact_ids", "document_id", "document_url", "fact_id", "quote"}
_SHORT = {"document_title": "document", "document_published": "date"}
_FIGURES = {"regions", "peers", "share", "jaccard", "cosine", "shared", "documents", "quotient", "density", "followers"}


def overlap(
    table: Annotated[OverlapTable, typer.Argument(help="What to print.")] = OverlapTable.CROWDING,
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="One region; with spread, an industry.")] = None,
    regions: Annotated[
        str,
        typer.Option("--regions", metavar="LIST", help="Peers: names between commas, or province, prefecture, county."),
    ] = "province",
    stage: Annotated[Stage | None, typer.Option(help="Only industries placed so.", show_default=False)] = None,
    year: Annotated[int | None, typer.Option(metavar="YEAR", help="Year of the documents.")] = None,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="Rows of a table.")] = MOST,
    atlas: AtlasOption = DEFAULT_ATLAS,
    layout: LayoutOption = Layout.TABLE,
    evidence: Evidence = False,
    lexicon: LexiconFolder = None,
) -> int:
    """Show who bets on the same industries.

    crowding: how many of the peers name an industry. matrix: region by industry, in documents; namings has stage, year
    and sentence. likeness: Jaccard and cosine of what two regions name. quotients: a region's share of attention over
    that of all. niche: what no peer names. spread: who named it first in these documents, and after whom.
    relatedness: how near an industry is to what a region speaks of (product space).
    """
    from fangzhi.analyse.overlap import Overlap, namings, overlap_table
    from fangzhi.lexicon.industries import load_industries
    from fangzhi.model.errors import NotFoundError
    from fangzhi.store.atlas import Atlas

    of_industry = table is OverlapTable.SPREAD
    industry = load_industries(lexicon).resolve(name).id if name is not None and of_industry else None
    peers = [word.strip() for word in regions.split(",") if word.strip()]
    with Atlas(atlas, lexicon=lexicon) as opened:
        region = opened.region_key(name)[0] if name is not None and not of_industry else None
        found = Overlap(namings(opened, regions=peers, stage=stage, year=year, industry=industry))
    if not found.namings or (region is not None and region not in found.peers):
        raise NotFoundError(
            f"{'nobody' if region is None else name} among {regions} names such industries in {atlas}; "
            "ask for other --regions, --stage or --year, or build with more"
        )
    records = overlap_table(table, found, region, industry)
    if layout is not Layout.TABLE:
        print_records(records, list(records[0]) if records else ["industry_id"], layout)
        return 0
    dated = f", {found.undated} of them without a date" if found.undated else ""
    say(f"{len(found.peers)} regions, {found.industries} industries, {len(found.namings)} namings{dated}\n")
    _print(records[:limit], evidence=evidence)
    if len(records) > limit:
        say(f"… and {len(records) - limit} more; --limit {len(records)} prints them all")
    return 0


def _print(records: list[dict[str, Any]], *, evidence: bool) -> None:
    if not records:
        say("nothing")
        return
    names = [name for name in records[0] if name not in _HIDDEN and name != "sentence"]
    names = [name for name in names if any(record[name] not in {None, ""} for record in records)]
    has_sentence = evidence and "sentence" in records[0]
    cells = [
        [_shown(record[name]) for name in names] + ([source_line(record)] if has_sentence else []) for record in records
    ]
    right = [place for place, name in enumerate(names) if name in _FIGURES]
    heads = [_SHORT.get(name, name.replace("_", " ")) for name in names]
    print_table([*heads, *(["sentence"] if has_sentence else [])], cells, right=right)


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    return f"{value:.3f}" if isinstance(value, float) else str(value)
