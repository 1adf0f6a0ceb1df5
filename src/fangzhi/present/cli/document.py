"""``fangzhi document`` and ``fangzhi documents``."""

import json
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from fangzhi.present.cli.options import DEFAULT_ATLAS, AtlasOption, Evidence, Layout, LayoutOption
from fangzhi.present.cli.report import print_records, print_table, say
from fangzhi.present.table import plain

EXAMPLES = ("fangzhi document 3f2a9c --evidence", "fangzhi document reports/2026.txt --format csv")
LIST_EXAMPLES = ("fangzhi documents", "fangzhi documents --format json")
FIELDS = ("title", "published", "region", "publisher", "document_number", "kind", "language", "url", "licence")


def document(
    identity: Annotated[str, typer.Argument(metavar="ID", help="Id or its beginning, path, or title.")],
    atlas: AtlasOption = DEFAULT_ATLAS,
    layout: LayoutOption = Layout.TABLE,
    evidence: Evidence = False,
) -> int:
    """Print one document and its facts.

    What is known of it, where that comes from, and each fact with its place in the text.
    """
    from fangzhi.store.atlas import Atlas

    with Atlas(atlas) as opened:
        found = opened.document(identity)
        facts = opened.facts(found["document_id"])
        copies = opened.copies(found["document_id"])
    if layout is not Layout.TABLE:
        print_records(facts.rows(), facts.columns, layout)
        return 0
    say(f"document_id      {found['document_id']}")
    say(f"path             {plain(found['path'])}")
    origins = json.loads(found["origins"])
    for name in FIELDS:
        if found[name] is not None:
            origin = f"  ({origins[name]})" if name in origins else ""
            say(plain(f"{name:<16} {found[name]}{origin}"))
    for row in copies:
        like = "the same words" if row["likeness"] == 1 else f"{row['likeness']:.0%} of the words"
        told = ", ".join(plain(str(row[name])) for name in ("url", "publisher", "published") if row[name] is not None)
        say(f"copy             {plain(row['path'])}{f', {told}' if told else ''}  ({like})")
    say(f"text             {found['characters']:,} characters, sha256 {found['text_sha256']}\n")
    cells = [[_place(row), row["kind"], row["region"] or "", row["quote"], row["rule"]] for row in facts]
    if evidence:
        cells = [[*line, row["sentence"].strip()] for line, row in zip(cells, facts, strict=True)]
    print_table(["place", "kind", "region", "quote", "rule", *(["sentence"] if evidence else [])], cells)
    return 0


def _place(row: Mapping[str, Any]) -> str:
    """The offsets of a fact, and where the file has it."""
    place = f"{row['span_start']}–{row['span_end']}"
    if row["page"]:
        place += f" page {row['page']}"
    if row["table_row"]:
        table = f"sheet {row['sheet']}" if row["sheet"] else f"table {row['table_number']}"
        place += f" {table} row {row['table_row']} column {row['table_column']}"
    return place


def documents(atlas: AtlasOption = DEFAULT_ATLAS, layout: LayoutOption = Layout.TABLE) -> int:
    """List the documents, newest first."""
    from fangzhi.store.atlas import Atlas

    with Atlas(atlas) as opened:
        rows = opened.documents()
    if layout is not Layout.TABLE:
        print_records(rows.rows(), rows.columns, layout)
        return 0
    cells = [
        [
            row["document_id"],
            str(row["published"] or ""),
            row["region"] or "",
            row["kind"],
            str(row["fact_count"]),
            row["title"] or row["path"],
        ]
        for row in rows
    ]
    print_table(["document_id", "published", "region", "kind", "facts", "title"], cells, right=[4])
    return 0
