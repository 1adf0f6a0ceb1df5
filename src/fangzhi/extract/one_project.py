"""News of one project: «该项目总投资23亿元，一期工程投资6.6亿元» is of the project that the heading names."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from fangzhi.model.facts import Fact, Observation, Project

_THIS: Final = "(?:该|此|本|这一|这个|上述)(?:项目|工程)"
_PHASE: Final = "(?:首|[一二三四]|第[一二三四])期(?:项目|工程)?"
_OF_ONE: Final = re.compile(f"(?:此次|本次)?(?:开建|开工|建设)?的?(?P<rest>{_THIS}|{_PHASE})")
_MEASURED: Final = re.compile(
    f"(?:{_THIS}|项目|工程)?(?P<rest>(?:{_PHASE})?(?:计划|预计|规划|总|全部|建成后?|投产后|达产后|满产后?|投运后|年)*"
    "(?:投资|投资额|占地|占地面积|用地|用地面积|建筑面积|产值|销售额|销售收入|营业收入|税收|利税|利润|带动就业|新增就业))"
)
_PHASES: Final = re.compile(f"(?<!分){_PHASE}")
_LONGEST_HEADING: Final = 60
_YEARLY_JOBS: Final = re.compile("^年(?=带动|新增)")


def of_one_project(facts: list[Observation], others: Iterable[Fact], text: str) -> list[Observation]:
    """The observations of a text, those that leave out the project named in its heading with its name.

    ``text`` is that of the facts' offsets. Nothing changes where the heading names no project, or several.
    """
    heading = text.find("\n")
    if not 0 < heading <= _LONGEST_HEADING:
        return facts
    named = {one.name for one in others if isinstance(one, Project) and one.start < heading}
    if len(named) != 1:
        return facts
    [owner] = named
    return [_owned(fact, owner, text[fact.sentence_start : fact.start]) for fact in facts]


def _owned(fact: Observation, owner: str, before: str) -> Observation:
    """A figure with the name of the project, and with the phase that its sentence told before."""
    label = fact.indicator
    match = _MEASURED.fullmatch(label) or _OF_ONE.match(label)
    if match is None or owner in label:
        return fact
    rest = label[match.start("rest") :]
    rest = re.sub(f"^{_THIS}", "", rest) if rest[0] not in "首一二三四第" else rest
    rest = _YEARLY_JOBS.sub("", rest)
    phases = _PHASES.findall(before)
    rest = phases[-1] + rest if phases and phases[-1] not in rest else rest
    return replace(fact, indicator=owner + rest, indicator_id=None, confidence="context") if rest else fact
