"""Projects told by their money: who invests how much in what (集团投资60亿元建设甲项目)."""

import re
from dataclasses import dataclass
from typing import Final

from fangzhi.lexicon.cues import Cues

_SUM: Final = r"(?:(?:超过?|约|近|达|为|逾)?(?P<number>\d+(?:\.\d+)?)(?P<power>万亿|万|亿)?元)"
_ANY_SUM: Final = r"(?:(?:超过?|约|近|达|为|逾)?\d+(?:\.\d+)?(?:万亿|万|亿)?元)"
_HOW: Final = "(?:共同|联合|独家|独资|全资|全额|计划|拟|将|已){0,4}"
_NAMED: Final = (
    r"[^，,。；;：:“”（）()\n\d]{2,60}?"  # one run, several names joined by 、 or 和 included: linear to match
)
_POWERS: Final = {None: 1.0, "万": 1e4, "亿": 1e8, "万亿": 1e12}


@dataclass(frozen=True, slots=True)
class InvestedWords:
    """The patterns of the clauses that tell an investment; organisations by the words of project_cues.toml."""

    front: re.Pattern[str]
    behind: re.Pattern[str]
    organisation: re.Pattern[str]
    public: re.Pattern[str]
    planned: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before a name: where the name begins, who invests, how much in 元."""

    end: int
    investor: str | None
    amount: float | None
    planned: bool


def invested_words(cues: Cues) -> InvestedWords:
    """Compile the patterns of an investor and a sum before and behind a name."""
    nouns = "|".join(re.escape(word) for word in cues.words("investor", "nouns"))
    public = "|".join(re.escape(word) for word in cues.words("investor", "public"))
    return InvestedWords(
        front=re.compile(
            f"(?:(?P<by>由)?(?P<investor>{_NAMED}))?(?P<how>{_HOW})(?:总投资额?|投资)"
            f"(?:{_SUM}(?:兴建|建设|新建|打造|实施)?的?|(?:兴建|建设|新建)?的)"
        ),
        behind=re.compile(
            rf"[，,（(]?(?:(?:项目|该项目)?由(?P<by>{_NAMED}){_HOW}(?:投资|出资){_ANY_SUM}?(?:兴建|建设|新建)?(?=[，,。；;）)\n]|$)"
            rf"|(?:总投资{_ANY_SUM}[，,])?(?:投资方|投资主体|投资人|投资者|投资企业)[为是：:](?P<is>[^，,。；;（）()\n]{{2,40}}))"
        ),
        organisation=re.compile(f"(?:{nouns})$"),
        public=re.compile(public),
        planned=cues.words("investor", "planned"),
    )


def front_of(text: str, start: int, end: int, words: InvestedWords) -> Front | None:
    """The investment that opens a clause, None where none does.

    An investor is told only where an organisation is named or the sentence says 由…投资; the public purse, a region or
    «企业» at large is none.
    """
    match = words.front.match(text, start, end)
    if match is None or match.end() >= end:
        return None
    amount = _amount(match)
    investor = match["investor"]
    if investor is not None and not _is_investor(investor, words, said=match["by"] is not None):
        investor = None
    if investor is None and amount is None:
        return None
    return Front(match.end(), investor, amount, any(word in match["how"] for word in words.planned))


def investor_behind(text: str, at: int, words: InvestedWords) -> str | None:
    """The investor told right behind a name: «甲项目由乙集团投资建设», «甲项目（投资方：乙集团）»."""
    match = words.behind.match(text, at)
    if match is None:
        return None
    if match["is"]:
        return str(match["is"])
    return str(match["by"]) if _is_investor(match["by"], words, said=True) else None


def _amount(match: re.Match[str]) -> float | None:
    return float(match["number"]) * _POWERS[match["power"]] if match["number"] else None


def _is_investor(name: str, words: InvestedWords, *, said: bool) -> bool:
    if words.public.search(name):
        return False
    return said or words.organisation.search(name) is not None
