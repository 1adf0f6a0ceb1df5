"""``fangzhi fetch``: pages and files of the network into a folder."""

from pathlib import Path
from typing import Annotated

import typer

from fangzhi.present.cli.report import complain, say
from fangzhi.present.table import plain

EXAMPLES = (
    "fangzhi fetch https://www.example.gov.cn/report.html -o reports",
    "fangzhi fetch --from addresses.txt -o reports --pause 3",
)


def fetch(
    urls: Annotated[list[str] | None, typer.Argument(metavar="URL…", help="Addresses.", show_default=False)] = None,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="The folder to write into.")] = Path(),
    source: Annotated[
        Path | None, typer.Option("--from", metavar="FILE", help="A file with one address a line.")
    ] = None,
    pause: Annotated[float, typer.Option(min=0, help="Seconds between two requests to a host.")] = 1.0,
    seconds: Annotated[float, typer.Option(min=0.1, help="Most time for one answer.")] = 60.0,
    largest: Annotated[float, typer.Option(min=0.001, metavar="MB", help="Most size of one answer.")] = 50.0,
    retries: Annotated[int, typer.Option(min=0, max=10, help="How often a failing server is asked again.")] = 3,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Also fetch from this machine and private networks.")
    ] = False,
) -> int:
    """Fetch pages and files.

    Each is written into DIR as it came, with a row in documents.csv: address, time, hash and headers. Servers are asked
    slowly, as their robots.txt wants, and on a second run only for what changed.
    """
    from fangzhi.run.fetch import Manners, urls_in
    from fangzhi.run.fetch import fetch as fetch_all

    wanted = list(dict.fromkeys([*(urls or []), *(urls_in(source) if source else [])]))
    if not wanted:
        raise typer.BadParameter("give an address, or --from FILE with one a line")
    manners = Manners(pause, seconds, int(largest * 1_000_000), retries, allow_private=allow_private)
    counts: dict[str, int] = {}
    for number, result in enumerate(fetch_all(wanted, output, manners=manners), 1):
        counts[result.outcome] = counts.get(result.outcome, 0) + 1
        place = f"{result.path} ({result.size:,} bytes) of " if result.path else ""
        say(plain(f"{number}/{len(wanted)} {result.outcome:<9} {place}{result.url}"))
        if result.reason:
            complain(result.reason)
    say(", ".join(f"{count} {outcome}" for outcome, count in sorted(counts.items())))
    return 1 if counts.keys() & {"refused", "failed"} else 0
