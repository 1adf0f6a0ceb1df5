"""What the command line tells of one region, read where the figures of a region lie together if they do."""

from fangzhi.store.atlas import Atlas
from fangzhi.store.queries import query
from fangzhi.store.rows import Rows
from fangzhi.store.summaries import summary_source


def counts_of(atlas: Atlas, key: str) -> Rows:
    """Facts by kind about a region, and in how many documents; ``key`` as of ``Atlas.region_key``."""
    return _ask(atlas, "region_counts", key)


def latest_of(atlas: Atlas, key: str) -> Rows:
    """The latest outcome and the furthest target of each indicator, measure and unit of a region."""
    return _ask(atlas, "region_latest", key)


def _ask(atlas: Atlas, name: str, key: str) -> Rows:
    """Figures without a code are told apart by a name only, and looked for where all figures are."""
    place = summary_source(atlas, "region_statement") if key.isdigit() else None
    if place is None:
        return atlas.question(name, region=key)
    sql = query(f"{name}_together").replace("/* region_statement */ region_statement", place)
    return atlas.ask(sql, {"region": key})
