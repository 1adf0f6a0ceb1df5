"""``fangzhi policy``: named documents and programmes."""

from typing import Annotated

import typer

from fangzhi.present.cli.options import DEFAULT_ATLAS, AtlasOption, Evidence, Layout, LayoutOption, LexiconFolder
from fangzhi.present.cli.report import print_records, print_table, source_line

EXAMPLES = ("fangzhi policy --region 江苏", "fangzhi policy 人工智能 --evidence")

DETAILS = ("document_number", "years", "industry_ids", "instruments", "tone")


def policy(
    words: Annotated[
        str | None, typer.Argument(metavar="[WORDS]", help="Part of a title; leave out to list all.")
    ] = None,
    region: Annotated[str | None, typer.Option(metavar="NAME", help="Only this region's.")] = None,
    atlas: AtlasOption = DEFAULT_ATLAS,
    layout: LayoutOption = Layout.TABLE,
    evidence: Evidence = False,
    lexicon: LexiconFolder = None,
) -> int:
    """Print policies, each once.

    With the number of mentions, the first and the last.
    """
    from fangzhi.model.errors import NotFoundError
    from fangzhi.store.atlas import Atlas
    from fangzhi.store.registries import mentions, province_of

    with Atlas(atlas, lexicon=lexicon) as opened:
        key = opened.region_key(region)[0] if region else None
        rows = mentions(opened, "policies", codes=province_of(key)).rows()
    by_title: dict[tuple[str, str], list[dict[str, object]]] = {}
    for row in rows:
        if (not words or words in row["title"]) and (key is None or key in {row["region_code"], row["region"]}):
            by_title.setdefault((row["region"] or "", row["title"]), []).append(row)
    if not by_title:
        raise NotFoundError(f"no such policy in {atlas}; fangzhi policy lists all")
    records = [
        {
            "region": region_name,
            "title": title,
            **{field: _last(found, field) for field in DETAILS},
            "mentions": len(found),
            "first": found[0]["document_published"],
            "last": found[-1]["document_published"],
            "sentence": source_line(found[-1]),
        }
        for (region_name, title), found in sorted(by_title.items())
    ]
    if layout is not Layout.TABLE:
        print_records(records, ["region", "title", *DETAILS, "mentions", "first", "last", "sentence"], layout)
        return 0
    headings = ["region", "title", "years", "mentions", "first", "last", *(["sentence"] if evidence else [])]
    cells = [["" if record[heading] is None else str(record[heading]) for heading in headings] for record in records]
    print_table(headings, cells, right=[3])
    return 0


def _last(found: list[dict[str, object]], field: str) -> object:
    """What the newest mention that tells a field says of it."""
    return next((row[field] for row in reversed(found) if row[field]), None)
