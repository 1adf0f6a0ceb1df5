"""``fangzhi industry``: who develops an industry, and which names the list knows."""

from pathlib import Path
from typing import Annotated

import typer

from fangzhi.present.cli.options import DEFAULT_ATLAS, AtlasOption, Evidence, Layout, LayoutOption, LexiconFolder
from fangzhi.present.cli.report import print_records, print_table, say, source_line

EXAMPLES = ("fangzhi industry 无人机", "fangzhi industry drones --evidence", "fangzhi industry --check names.txt")


def industry(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Id, Chinese or English name.")] = None,
    check: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A list of names, one a line: what each is.")
    ] = None,
    atlas: AtlasOption = DEFAULT_ATLAS,
    layout: LayoutOption = Layout.TABLE,
    evidence: Evidence = False,
    lexicon: LexiconFolder = None,
) -> int:
    """Print one industry and who develops it.

    Its place in the classifications, then the regions that develop it or a part of it.

    With --check, the names of a file that the list knows and those that it does not; exit code 1 when there are any.
    """
    from fangzhi.lexicon.industries import load_industries
    from fangzhi.model.errors import InputError
    from fangzhi.store.atlas import Atlas
    from fangzhi.store.registries import mentions_of_industries

    catalogue = load_industries(lexicon)
    if check is not None:
        return _check(check, lexicon, layout)
    if name is None:
        raise InputError("fangzhi industry needs a name or --check FILE; try fangzhi industry 无人机")
    row = catalogue.resolve(name)
    inside = {row.id} | {other.id for other in catalogue if row.id in catalogue.ancestors(other.id)}
    with Atlas(atlas, lexicon=lexicon) as opened:
        facts = mentions_of_industries(opened, inside).rows()
    if layout is not Layout.TABLE:
        columns = [
            "region",
            "region_code",
            "industry",
            "industry_id",
            "stage",
            "document_title",
            "document_published",
            "sentence",
        ]
        print_records(facts, columns, layout)
        return 0
    say(f"{row.zh} {row.en} {row.id}")
    above = [found.zh for key in catalogue.ancestors(row.id) if (found := catalogue.find(key))]
    codes = [f"{code.code}{'' if code.full else ' (part)'}" for code in row.gbt4754]
    for label, words in (
        ("broader", " ← ".join(above)),
        ("narrower", "、".join(found.zh for found in catalogue.narrower(row.id))),
        ("GB/T 4754-2017", ", ".join(codes)),
        ("ISIC Rev.4", ", ".join(row.isic4)),
        ("strategic emerging industries 2018", row.sei2018 or ""),
        ("place in the chain", row.position or ""),
    ):
        if words:
            say(f"  {label}: {words}")
    if not facts:
        say(f"\nno region in {atlas} develops it")
        return 0
    say()
    cells = [
        [fact["region"] or "–", fact["industry"], fact["stage"] or "", str(fact["document_published"] or "")]
        + ([source_line(fact)] if evidence else [])
        for fact in facts
    ]
    print_table(["region", "industry", "stage", "date", *(["sentence"] if evidence else [])], cells)
    return 0


def _check(path: Path, lexicon: Path | None, layout: Layout) -> int:
    from fangzhi.lexicon.industries import load_industries
    from fangzhi.model.errors import InputError

    catalogue = load_industries(lexicon)
    try:
        names = [line.strip() for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"{path} cannot be read as UTF-8 text ({error}); give a file with a name on each line"
        ) from None
    found = [(name, catalogue.find(catalogue.match(name) or "")) for name in names]
    records = [
        {"name": name, "industry_id": row.id if row else None, "zh": row.zh if row else None} for name, row in found
    ]
    if layout is not Layout.TABLE:
        print_records(records, ["name", "industry_id", "zh"], layout)
    else:
        print_table(
            ["name", "id", "industry"], [[r["name"] or "", r["industry_id"] or "–", r["zh"] or ""] for r in records]
        )
    unknown = sum(1 for _, row in found if row is None)
    if unknown and layout is Layout.TABLE:
        say(f"{unknown} of {len(found)} names are not in the list")
    return 1 if unknown else 0
