"""Projects: named investments with the sum and the stage that the sentence gives them."""

import re
from collections.abc import Sequence
from typing import Final

from fangzhi.extract.systems.invested import investor_behind
from fangzhi.extract.systems.project_clauses import ProjectClauses
from fangzhi.extract.systems.project_sums import sum_beside, told_later
from fangzhi.extract.systems.project_words import PROMISED, ProjectWords
from fangzhi.extract.systems.setting import Setting
from fangzhi.extract.systems.tokens import Scanned, Token
from fangzhi.lexicon.industries import IndustryCatalogue
from fangzhi.model.facts import Project

_BY_SUM: Final = frozenset({"project with its sum", "project behind its investment"})
_CAPACITY: Final = re.compile(
    r"(?:年产|(?<!\d))\d+(?:\.\d+)?万?(?:吨|千瓦|兆瓦|立方米/年|亿立方米/年|辆|台|片|套|吉瓦|GWh|GW|MW|千伏|公里)(?:/年)?"
)
_DATED: Final = re.compile(r"(20\d\d)年")  # «…，2021年签约» in a text of plans is done
_FAR: Final = 24


def project_facts(
    setting: Setting,
    words: ProjectWords,
    industries: IndustryCatalogue,
    scanned: Scanned,
    marks: Sequence[int],
    nouns: Sequence[int],
) -> list[Project]:
    """The named projects of a document; groups such as 44个重大项目 are counts and no project.

    ``marks`` and ``nouns`` are where the words begin that ``ProjectWords`` calls so, in order.
    """
    reader = ProjectClauses(setting, words, lambda name: industries.match(name) is not None)
    out: list[Project] = []
    taken = 0
    found = sorted(set(reader.find(marks, nouns)), key=lambda found: found[:2])
    for index, (start, end, tail, told, rule) in enumerate(found):
        if start < taken:
            continue
        taken = end
        name = setting.text[start:end]
        front = reader.fronts.get(start)
        stage, amount = told, front.amount if front and front.amount else sum_beside(setting.text, start, end)
        if amount is None or (stage is None and rule in _BY_SUM):
            before = found[index - 1][1] if index else 0
            after = found[index + 1][0] if index + 1 < len(found) else len(setting.text)
            known = (amount, stage)
            amount, stage = told_later(
                setting.text, words, (start, end), (before, after), known, by_sum=rule in _BY_SUM
            )
        if stage in PROMISED and _is_ahead(setting, start, end):
            stage = PROMISED[stage]
        capacity = _CAPACITY.search(name)
        out.append(
            Project(
                **setting.evidence(start, end, place=setting.site_of(start, end)),
                rule=rule,
                confidence="certain" if stage else "context",
                name=name + tail,
                industry_id=_industry(name, words, scanned.tokens(start, end), start),
                capacity=capacity[0] if capacity else None,
                amount=amount,
                stage=stage,
                investor=(front.investor if front else None) or investor_behind(setting.text, end, words.invested),
            )
        )
    return out


def _is_ahead(setting: Setting, start: int, end: int) -> bool:
    """Whether what is told behind a name is yet to come: in a plan, unless an earlier year is told; in a later year."""
    dated = _DATED.search(setting.text, end, end + _FAR)
    if dated is None:
        return setting.is_announced(start)
    if setting.year is None or int(dated[1]) < setting.year:
        return False
    return (dated.start() == end and int(dated[1]) > setting.year) or setting.is_announced(start)


def _industry(name: str, words: ProjectWords, tokens: Sequence[Token], at: int) -> str | None:
    """The industry a name ends in but for its noun: 无人机产业基地, not 铜资高速 nor 饮用水安全保供工程."""
    for start, stop, role, kind in reversed(tokens):
        end = stop - at
        if role in {"industry", "bare"} and stop - start >= 2:
            tail = words.suffix.tail_of(name, len(name))
            rest = name[end : max(end, len(name) - len(tail))] if tail else name[end:]
            return kind if not rest or words.generic.fullmatch(rest) else None
    return None
