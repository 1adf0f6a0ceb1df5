"""``fangzhi targets``: what was promised and what was reached."""

from collections import Counter
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fangzhi.present.cli.options import DEFAULT_ATLAS, AtlasOption, Evidence, Layout, LayoutOption, LexiconFolder
from fangzhi.present.cli.report import figure, print_records, print_table, say, source_line
from fangzhi.present.values import period_text, value_text

if TYPE_CHECKING:
    from fangzhi.analyse.ledger import LedgerRow, Shift, TargetLedger, WordTarget
    from fangzhi.store.ledger import Statement

EXAMPLES = (
    "fangzhi targets --region 四川 --year 2025",
    "fangzhi targets --indicator GDP --evidence",
    "fangzhi targets --shifts --region 安徽",
)
EVERY_DOCUMENT = 2**31
MOST = 200  # targets of a table; CSV and JSON have all


class VerdictChoice(StrEnum):
    """What became of a target."""

    MET = "met"
    MISSED = "missed"
    EXCEEDED = "exceeded"
    OPEN = "open"
    UNJUDGED = "unjudged"


_VERDICTS = {VerdictChoice.UNJUDGED: "cannot be judged"}
RegionsOption = Annotated[
    list[str] | None, typer.Option("--region", metavar="NAME", help="Area; may be repeated.", show_default=False)
]
IndicatorsOption = Annotated[
    list[str] | None, typer.Option("--indicator", metavar="NAME", help="May be repeated.", show_default=False)
]


def targets(
    region: RegionsOption = None,
    indicator: IndicatorsOption = None,
    year: Annotated[int | None, typer.Option(metavar="YEAR", help="Year in which the period ends.")] = None,
    verdict: Annotated[VerdictChoice | None, typer.Option(help="Only these.", show_default=False)] = None,
    shifts: Annotated[
        bool, typer.Option("--shifts", help="Targets dropped, softened, raised since last year.")
    ] = False,
    every: Annotated[bool, typer.Option("--all", help="Targets outside the indicator catalogue too.")] = False,
    on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Day of the question.", show_default="newest document"),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="Targets in a table.")] = MOST,
    atlas: AtlasOption = DEFAULT_ATLAS,
    layout: LayoutOption = Layout.TABLE,
    evidence: Evidence = False,
    lexicon: LexiconFolder = None,
) -> int:
    """Set targets against outcomes.

    Each target with the outcome of the same area, indicator, measure and period, and a verdict: met, missed,
    exceeded, open, or cannot be judged and why.
    """
    from fangzhi.analyse.ledger import target_ledger, target_shifts, targets_in_words
    from fangzhi.store.atlas import Atlas

    with Atlas(atlas, lexicon=lexicon) as opened:
        if shifts:
            print_shifts(target_shifts(opened, region=region, indicator=indicator, year=year), layout, evidence)
            return 0
        ledger = target_ledger(
            opened,
            region=region,
            indicator=indicator,
            year=year,
            catalogued=not every,
            on=on.date() if on else None,
            most=limit if layout is Layout.TABLE else None,
        )
        reach = limit if layout is Layout.TABLE else EVERY_DOCUMENT
        wordy = verdict in {None, VerdictChoice.UNJUDGED} and not indicator
        places: list[str | None] = [*region] if region else [None]
        in_words = (
            [t for place in places for t in targets_in_words(opened, region=place, year=year, most=reach)]
            if wordy
            else []
        )
    chosen = verdict and _VERDICTS.get(verdict, verdict.value)
    rows = [row for row in ledger.rows if chosen in {None, row.verdict}]
    print_ledger(ledger, rows, in_words[:limit] if layout is Layout.TABLE else in_words, layout, evidence=evidence)
    return 0


def print_ledger(
    ledger: "TargetLedger", rows: "list[LedgerRow]", in_words: "list[WordTarget]", layout: Layout, *, evidence: bool
) -> None:
    """The rows with a line that counts the verdicts, then the targets that are words only."""
    from fangzhi.analyse.ledger.row import COLUMNS
    from fangzhi.model.errors import NotFoundError

    if not rows and not in_words:
        raise NotFoundError("no such target in this atlas; ask for fewer things, add --all, or build with more")
    if layout is not Layout.TABLE:
        records = [*(row.record() for row in rows), *(t.record(COLUMNS) for t in in_words)]
        print_records(records, COLUMNS, layout)
        return
    counts = Counter(row.verdict for row in ledger.rows)
    say(f"{', '.join(f'{number} {verdict}' for verdict, number in counts.most_common())} on {ledger.on or 'no date'}\n")
    if evidence:
        for row in rows:
            _print_evidence(row)
    else:
        headings = ["region", "indicator", "measure", "period", "target", "outcome", "difference", "verdict", "before"]
        print_table(headings, [_cells(row) for row in rows], right=[6])
    if in_words:
        say("\nin words, without a number, so never judged")
        cells = [[t.region, period_text(t.period), t.quote, t.sentence if evidence else ""] for t in in_words]
        print_table(["region", "period", "words", "sentence" if evidence else ""], cells)
    if ledger.cut:
        say("… and more targets; narrow the question, or raise --limit")


def print_shifts(shifts: "tuple[Shift, ...]", layout: Layout, evidence: bool) -> None:
    """What became of last year's targets."""
    from fangzhi.model.errors import NotFoundError

    if not shifts:
        raise NotFoundError("no area has target lists of two years running here; build with the reports of both years")
    if layout is not Layout.TABLE:
        records = [shift.record() for shift in shifts]
        print_records(records, list(records[0]), layout)
        return
    cells = [
        [s.region, s.indicator, s.measure, str(s.year), _said(s.before), _said(s.after), s.kind, s.reason]
        for s in shifts
    ]
    print_table(["region", "indicator", "measure", "year", "year before", "this year", "shift", "why"], cells)
    if evidence:
        for shift in shifts:
            say(f"\n{shift.region} {shift.indicator} {shift.measure}: {shift.kind}")
            for side in (shift.before, shift.after, shift.list_after):
                if side is not None:
                    say(f"  {_source(side)}")


def _cells(row: "LedgerRow") -> list[str]:
    target = row.target
    verdict = f"{row.verdict}: {row.reason}" if row.verdict == "cannot be judged" else row.verdict
    return [
        target.region or "–",
        row.indicator,
        target.measure,
        period_text(target.period),
        _said(target),
        _said(row.outcome),
        _difference(row),
        verdict,
        f"{row.step.words} {_said(row.step.before)}" if row.step else "",
    ]


def _print_evidence(row: "LedgerRow") -> None:
    target = row.target
    reason = f" ({row.reason})" if row.reason else ""
    say(f"{target.region or '–'} {row.indicator} {target.measure} {period_text(target.period)}: {row.verdict}{reason}")
    late = "; told only after the period" if row.told_late else ""
    say(f"  target    {_said(target)}{late}\n            {_source(target)}")
    if row.outcome:
        more = f", {len(row.others)} more" if row.others else ""
        say(f"  outcome   {_said(row.outcome)} {row.outcome.status}{more}, {_difference(row) or 'within the range'}")
        say(f"            {_source(row.outcome)}")
    if row.nearest:
        say(f"  instead   {row.nearest.indicator} {_said(row.nearest)} {period_text(row.nearest.period)}")
        say(f"            {_source(row.nearest)}")
    if row.step:
        say(f"  before    {row.step.words} {_said(row.step.before)} {period_text(row.step.before.period)}")
        say(f"            {_source(row.step.before)}")
    if row.implied:
        implied = row.implied
        least = {"min": "at least ", "max": "at most ", "approx": "about "}.get(implied.bound, "")
        base = f"{_said(implied.base)} {period_text(implied.base.period)}"
        caution = f"; {implied.caution}" if implied.caution else ""
        say(f"  asks for  {least}{implied.rate}% a year over {implied.years} from {base}{caution}")
        if implied.reached:
            say(f"            reached {_said(implied.reached)} {period_text(implied.reached.period)}")
    say()


def _said(statement: "Statement | None") -> str:
    return figure(_as_row(statement)) if statement is not None else ""


def _difference(row: "LedgerRow") -> str:
    if row.difference is None:
        return ""
    unit = row.target.unit
    if unit == "%":
        unit = "个百分点"
    return value_text(row.difference, unit, signed=True)


def _source(statement: "Statement") -> str:
    return source_line(_as_row(statement))


def _as_row(statement: "Statement") -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(statement)
