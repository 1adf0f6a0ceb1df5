"""``fangzhi scheme``: the registry of numbered and named industrial systems."""

from typing import Annotated

import typer

from fangzhi.present.cli.options import DEFAULT_ATLAS, AtlasOption, Evidence, Layout, LayoutOption, LexiconFolder
from fangzhi.present.cli.report import print_records, print_table, say, source_line

EXAMPLES = ("fangzhi scheme", "fangzhi scheme 613", "fangzhi scheme 六大优势产业 --region 四川 --evidence")


def scheme(
    code: Annotated[str | None, typer.Argument(metavar="[CODE]", help="Code or name; leave out to list all.")] = None,
    region: Annotated[str | None, typer.Option(metavar="NAME", help="Only this region's.")] = None,
    atlas: AtlasOption = DEFAULT_ATLAS,
    layout: LayoutOption = Layout.TABLE,
    evidence: Evidence = False,
    lexicon: LexiconFolder = None,
) -> int:
    """Print the schemes of all regions, or one.

    One is printed with its groups and members; what does not add up, counts against members and against
    the code, is said below it.
    """
    from fangzhi.analyse.registry import scheme_registry
    from fangzhi.model.errors import NotFoundError
    from fangzhi.store.atlas import Atlas
    from fangzhi.store.registries import mentions, province_of

    with Atlas(atlas, lexicon=lexicon) as opened:
        key = opened.region_key(region)[0] if region else None
        entries = scheme_registry(mentions(opened, "schemes", codes=province_of(key)))
    found = [
        entry
        for entry in entries
        if (code is None or code in {entry.code, entry.name})
        and (key is None or key in {entry.region_code, entry.region})
    ]
    if not found:
        raise NotFoundError(f"no scheme {code or ''} in {atlas}; fangzhi scheme lists those it has".replace("  ", " "))
    if layout is not Layout.TABLE:
        columns = [
            "region",
            "region_code",
            "code",
            "name",
            "mentions",
            "first",
            "last",
            "groups",
            "above",
            "disagreements",
        ]
        records = [
            {
                "region": entry.region,
                "region_code": entry.region_code,
                "code": entry.code,
                "name": entry.name,
                "mentions": len(entry.sightings),
                "first": entry.first.published,
                "last": entry.last.published,
                "groups": "; ".join(f"{g.label} {g.count or ''}: {'、'.join(g.members)}" for g in entry.groups),
                "above": ", ".join(entry.above),
                "disagreements": "; ".join(entry.disagreements),
            }
            for entry in found
        ]
        print_records(records, columns, layout)
        return 0
    if code is None:
        cells = [
            [
                e.region,
                e.code or "",
                e.name,
                str(len(e.sightings)),
                str(e.last.published or ""),
                str(sum(len(g.members) for g in e.groups)),
            ]
            for e in found
        ]
        print_table(["region", "code", "name", "mentions", "last", "members"], cells, right=[3, 5])
        return 0
    for entry in found:
        say(f"{entry.region} {f'“{entry.code}”' if entry.code else ''}{entry.name}")
        first, last = entry.first.published or "undated", entry.last.published or "undated"
        said = f"{len(entry.sightings)} mentions, {first} to {last}"
        codes = "”, “".join(entry.above)
        say(f"  {said}{f'; the region above has “{codes}”' if codes else ''}")
        for group in entry.groups:
            say(f"  {group.label} {group.count or ''} {'、'.join(group.members)}".rstrip())
        for disagreement in entry.disagreements:
            say(f"  does not add up: {disagreement}")
        for change in entry.changes:
            parts = [f"new {'、'.join(change.added)}"] if change.added else []
            parts += [f"gone {'、'.join(change.removed)}"] if change.removed else []
            say(f"  {change.until.published or ''} {change.label}: {', '.join(parts)}".replace("   ", "  "))
        for sighting in entry.sightings if evidence else ():
            row = {
                "sentence": sighting.sentence,
                "document_title": sighting.title,
                "document_id": sighting.document_id,
                "document_published": sighting.published,
            }
            say(f"  {source_line(row)}")
    return 0
