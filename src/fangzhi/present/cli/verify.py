"""``fangzhi verify``: every quote of an atlas against its text."""

from fangzhi.present.cli.options import DEFAULT_ATLAS, AtlasArgument
from fangzhi.present.cli.report import complain, say

EXAMPLES = ("fangzhi verify atlas.duckdb",)
LISTED = 50


def verify(atlas: AtlasArgument = DEFAULT_ATLAS) -> int:
    """Check every quote against its text.

    Quotes, sentences, their places and the hashes of the texts; nothing is read but the atlas.
    """
    from fangzhi.store.verify import verify as verify_atlas

    result = verify_atlas(atlas)
    for finding in result.findings[:LISTED]:
        place = f"{finding.document_id} {finding.fact_id or ''}".rstrip()
        complain(f"{place}: {finding.what}")
    if len(result.findings) > LISTED:
        complain(f"and {len(result.findings) - LISTED} more")
    verdict = f"{len(result.findings)} are wrong" if result.findings else "all stand in their texts"
    say(f"{result.facts} facts in {result.documents} documents: {verdict}")
    return 1 if result.findings else 0
