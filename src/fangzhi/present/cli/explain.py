"""``fangzhi explain``: how one sentence is read."""

from typing import Annotated

import typer

from fangzhi.present.cli.extract import print_facts
from fangzhi.present.cli.options import LexiconFolder
from fangzhi.present.cli.report import say
from fangzhi.present.table import plain

EXAMPLES = (
    'fangzhi explain "今年，全省地区生产总值增长5%左右。" --published 2026-02-03 --region 江苏省',
    'fangzhi explain "去年规上工业增加值增长6.5%。" --published 2026-02-03 --region 自贡',
)
SHOWN = ("confidence", "indicator_id", "industry_id", "region_code", "period", "base_period", "start", "end")


def explain(
    sentence: Annotated[str, typer.Argument(metavar="SENTENCE", help="A sentence, or several.")],
    published: Annotated[str | None, typer.Option(metavar="DATE", help="Day it was published, 2026-02-03.")] = None,
    region: Annotated[str | None, typer.Option(metavar="NAME", help="Area whose text it is.")] = None,
    lexicon: LexiconFolder = None,
) -> int:
    """Show how a sentence is read.

    The facts in it, with the rule that made each and how sure it is, and the numbers that were not understood.
    """
    from fangzhi.run.texts import explain as explain_text

    explanation = explain_text(sentence, published=published, region=region, lexicon=lexicon)
    meta = explanation.document.meta
    say(f"region     {meta.region or 'unknown'} {meta.region_code or ''}".rstrip())
    say(f"published  {meta.published or 'unknown: 今年 and 去年 cannot be settled'}\n")
    if explanation.facts:
        print_facts([fact.record() for fact in explanation.facts])
        say()
        for fact in explanation.facts:
            known = {name: value for name, value in fact.record().items() if name in SHOWN}
            say(plain(f"{fact.quote}  {', '.join(f'{name} {value}' for name, value in known.items())}"))
    else:
        say("no fact")
    for span in explanation.unread:
        say(f"not understood  {plain(span.of(sentence))}  at {span.start} to {span.end}")
    return 0
