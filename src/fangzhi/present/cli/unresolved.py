"""``fangzhi unresolved``: what the texts say and the lexicon does not know."""

from typing import Annotated

import typer

from fangzhi.present.cli.options import DEFAULT_ATLAS, AtlasOption, Layout, LayoutOption
from fangzhi.present.cli.report import print_records, print_table, say

EXAMPLES = ("fangzhi unresolved --limit 50", "fangzhi unresolved --format csv > to_name.csv")


def unresolved(
    atlas: AtlasOption = DEFAULT_ATLAS,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="Rows of the table.")] = 30,
    layout: LayoutOption = Layout.TABLE,
) -> int:
    """List words that no vocabulary row matches."""
    from fangzhi.store.atlas import Atlas

    with Atlas(atlas) as opened:
        rows = opened.unresolved()
    if layout is not Layout.TABLE:
        print_records(rows.rows(), rows.columns, layout)
        return 0
    found = rows.rows()
    print_table(
        ["kind", "words", "count", "example"],
        [[row["kind"], row["words"], str(row["count"]), row["example_fact_id"]] for row in found[:limit]],
        right=[2],
    )
    if len(found) > limit:
        say(f"… and {len(found) - limit} more; --limit {len(found)} prints them all")
    return 0
