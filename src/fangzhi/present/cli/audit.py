"""``fangzhi audit``: what does not fit."""

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from fangzhi.present.cli.options import DEFAULT_ATLAS, AtlasOption, Evidence, Layout, LayoutOption, LexiconFolder
from fangzhi.present.cli.report import print_records, print_table, say
from fangzhi.present.table import plain
from fangzhi.present.values import period_text

if TYPE_CHECKING:
    from fangzhi.analyse.audit import Finding

EXAMPLES = ("fangzhi audit", "fangzhi audit --region 广东 --evidence", "fangzhi audit --kind scheme --format json")
MOST = 50


class FindingKind(StrEnum):
    """What kind of thing does not fit."""

    CONFLICT = "conflict"
    UNIT = "unit"
    SUM = "sum"
    PRODUCT = "product"
    GROWTH = "growth"
    PART = "part"
    SCHEME = "scheme"
    READING = "reading"


class DerivationLanguage(StrEnum):
    """The language in which a finding is reckoned."""

    ZH = "zh"
    EN = "en"


def audit(
    region: Annotated[str | None, typer.Option("--region", metavar="NAME", help="One area.")] = None,
    kind: Annotated[
        list[FindingKind] | None, typer.Option("--kind", help="May be repeated.", show_default=False)
    ] = None,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="Findings in a table.")] = MOST,
    lang: Annotated[DerivationLanguage, typer.Option("--lang", help="Language of the derivations.")] = (
        DerivationLanguage.EN
    ),
    atlas: AtlasOption = DEFAULT_ATLAS,
    layout: LayoutOption = Layout.TABLE,
    evidence: Evidence = False,
    lexicon: LexiconFolder = None,
) -> int:
    """Look for what does not fit.

    Figures that contradict each other, units ten thousand times off, sums, shares and growth that do not add up,
    parts larger than their whole, schemes whose counts do not match. The surest finding comes first.
    --kind reading shows where one document seems to contradict itself, or two increases differ: places where we may
    have misread.
    """
    from fangzhi.analyse.audit import audit as audit_atlas
    from fangzhi.store.atlas import Atlas

    with Atlas(atlas, lexicon=lexicon) as opened:
        asked = [str(k) for k in kind] if kind else None
        wide = {} if layout is Layout.TABLE else {"most": None}
        result = audit_atlas(opened, region=region, kinds=asked, **wide)
    found = result.findings
    if layout is not Layout.TABLE:
        records = [finding.record() for finding in found]
        print_records(records, list(records[0]) if records else ["kind"], layout)
        return 0
    if not found:
        say("nothing found that does not fit")
        return 0
    counts = Counter(finding.kind for finding in found)
    say(f"{len(found)} findings: {', '.join(f'{number} {name}' for name, number in counts.most_common())}\n")
    shown = found[:limit]
    if evidence:
        for number, finding in enumerate(shown, 1):
            _print_evidence(number, finding, _derivation(finding, lang))
    else:
        cells = [
            [
                f.certainty,
                f.kind,
                f.region,
                f.indicator,
                period_text(f.period) if f.period else "",
                _derivation(f, lang),
            ]
            for f in shown
        ]
        print_table(["sure", "kind", "region", "indicator", "period", "what does not fit"], cells)
    if len(found) > limit:
        say(f"… and {len(found) - limit} more; --limit {len(found)} prints them all")
    if result.cut:
        say("… the atlas holds more than one table looks at: give --region, or --format json for all of it")
    return 0


def _derivation(finding: "Finding", language: DerivationLanguage) -> str:
    return finding.derivation_zh if language is DerivationLanguage.ZH else finding.derivation


def _print_evidence(number: int, finding: "Finding", derivation: str) -> None:
    period = f" {period_text(finding.period)}" if finding.period else ""
    say(plain(f"{number}. {finding.certainty} {finding.kind}: {finding.region} {finding.indicator}{period}"))
    say(plain(f"   {derivation}"))
    for statement in finding.statements:
        title = f"{statement.document_title} {statement.document_published or ''}".rstrip()
        say(plain(f"   {statement.quote}  「{statement.sentence.strip()}」 {title}"))
    say()
