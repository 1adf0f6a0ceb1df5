"""``fangzhi project``: named projects, each once, with the history of its stage."""

from typing import Annotated

import typer

from fangzhi.present.cli.options import DEFAULT_ATLAS, AtlasOption, Evidence, Layout, LayoutOption, LexiconFolder
from fangzhi.present.cli.report import print_records, print_table, say, source_line
from fangzhi.present.values import value_text

EXAMPLES = (
    "fangzhi project --region 四川",
    "fangzhi project 机场 --evidence",
    "fangzhi project --format csv > projects.csv",
)


def project(
    words: Annotated[
        str | None, typer.Argument(metavar="[WORDS]", help="Part of a name; leave out to list all.")
    ] = None,
    region: Annotated[str | None, typer.Option(metavar="NAME", help="Only of this region and those in it.")] = None,
    atlas: AtlasOption = DEFAULT_ATLAS,
    layout: LayoutOption = Layout.TABLE,
    evidence: Evidence = False,
    lexicon: LexiconFolder = None,
) -> int:
    """Print projects, each once.

    One that several documents tell of is one project; its sum is never added up.
    """
    from fangzhi.analyse.registry_projects import project_registry
    from fangzhi.model.errors import NotFoundError
    from fangzhi.store.atlas import Atlas
    from fangzhi.store.registries import mentions, province_of

    with Atlas(atlas, lexicon=lexicon) as opened:
        key = opened.region_key(region)[0] if region else ""
        entries = project_registry(mentions(opened, "projects", codes=province_of(key)))
    stem = (key[:-4] if key.endswith("0000") else key.removesuffix("00")) if key.isdigit() else key
    found = [
        entry
        for entry in entries
        if (not words or words in entry.name) and (not stem or (entry.region_code or entry.region).startswith(stem))
    ]
    if not found:
        raise NotFoundError(f"no such project in {atlas}; fangzhi project lists all")
    if layout is not Layout.TABLE:
        records = [
            {
                "name": entry.name,
                "region": entry.region,
                "region_code": entry.region_code,
                "stage": entry.stage,
                "amount": entry.amount,
                "industry_id": entry.industry_id,
                "capacity": entry.capacity,
                "investor": entry.investor,
                "mentions": len(entry.sightings),
                "first": entry.sightings[0].published,
                "last": entry.sightings[-1].published,
                "history": "; ".join(f"{s.published or ''} {s.stage}".strip() for s in entry.history),
            }
            for entry in found
        ]
        print_records(records, list(records[0]), layout)
        return 0
    if evidence:
        for entry in found:
            say(f"{entry.region} {entry.name} {entry.stage or ''}".rstrip())
            for sighting in entry.sightings:
                row = {
                    "sentence": sighting.sentence,
                    "document_title": sighting.title,
                    "document_id": sighting.document_id,
                    "document_published": sighting.published,
                }
                say(f"  {sighting.stage or '–'} {source_line(row)}")
        return 0
    cells = [
        [e.region, e.name, e.stage or "", value_text(e.amount, "元") if e.amount else "", str(len(e.sightings))]
        for e in found
    ]
    print_table(["region", "project", "stage", "sum", "mentions"], cells, right=[3, 4])
    return 0
