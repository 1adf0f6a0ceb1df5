"""``fangzhi platform``: laboratories, centres, parks, clusters and designations."""

from typing import Annotated, Any

import typer

from fangzhi.present.cli.options import DEFAULT_ATLAS, AtlasOption, Evidence, Layout, LayoutOption, LexiconFolder
from fangzhi.present.cli.report import print_records, print_table, say, source_line

EXAMPLES = (
    "fangzhi platform --region 江苏",
    "fangzhi platform 实验室 --evidence",
    "fangzhi platform --category advanced_cluster --level national",
)
COLUMNS = ("region", "region_code", "name", "category", "level", "count", "mentions", "first", "last", "quote")


def platform(
    words: Annotated[
        str | None, typer.Argument(metavar="[WORDS]", help="Part of a name; leave out to list all.")
    ] = None,
    region: Annotated[str | None, typer.Option(metavar="NAME", help="Only of this region and those in it.")] = None,
    category: Annotated[str | None, typer.Option(metavar="ID", help="Only of this kind, as laboratory.")] = None,
    level: Annotated[
        str | None, typer.Option(metavar="LEVEL", help="Only international, national, provincial or city ones.")
    ] = None,
    atlas: AtlasOption = DEFAULT_ATLAS,
    layout: LayoutOption = Layout.TABLE,
    evidence: Evidence = False,
    lexicon: LexiconFolder = None,
) -> int:
    """Print platforms, each once.

    A count is the one told last, of new ones or of all: --evidence prints the sentence that says which.
    """
    from fangzhi.model.errors import NotFoundError
    from fangzhi.store.atlas import Atlas
    from fangzhi.store.registries import mentions, province_of

    with Atlas(atlas, lexicon=lexicon) as opened:
        key = opened.region_key(region)[0] if region else ""
        rows = mentions(opened, "platforms", codes=province_of(key)).rows()
    stem = (key[:-4] if key.endswith("0000") else key.removesuffix("00")) if key.isdigit() else key
    wanted = {"category": category, "level": level}
    found: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for row in rows:
        if (
            (not words or words in row["name"])
            and (not stem or (row["region_code"] or row["region"] or "").startswith(stem))
            and all(value in {None, row[field]} for field, value in wanted.items())
        ):
            found.setdefault((row["region_code"] or "", row["category"], row["name"]), []).append(row)
    if not found:
        raise NotFoundError(f"no such platform in {atlas}; fangzhi platform lists all")
    entries = [found[identity] for identity in sorted(found)]
    if layout is not Layout.TABLE:
        print_records([_record(entry) for entry in entries], COLUMNS, layout)
        return 0
    if evidence:
        for entry in entries:
            say(f"{entry[-1]['region'] or ''} {entry[-1]['name']}".strip())
            for row in entry:
                say(f"  {row['level'] or '–'} {'' if row['count'] is None else row['count']} {source_line(row)}")
        return 0
    headings = ["region", "name", "category", "level", "count", "mentions"]
    records = [_record(entry) for entry in entries]
    cells = [["" if record[heading] is None else str(record[heading]) for heading in headings] for record in records]
    print_table(headings, cells, right=[4, 5])
    return 0


def _record(entry: list[dict[str, Any]]) -> dict[str, Any]:
    """One platform: what its newest mention says, and how often it is told."""
    newest = entry[-1]
    counted = next((row for row in reversed(entry) if row["count"] is not None), newest)
    return {
        **{field: newest[field] for field in ("region", "region_code", "name", "category", "level")},
        "count": counted["count"],
        "quote": counted["quote"],
        "mentions": len(entry),
        "first": entry[0]["document_published"],
        "last": newest["document_published"],
    }
