"""Focus: the industries that a region develops, with the stage at which the text places them."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from fangzhi.extract.systems.lists import IndustryList, ListReader
from fangzhi.extract.systems.setting import Setting
from fangzhi.extract.systems.stage import StageMemory, stage_of, topic_of
from fangzhi.extract.systems.tokens import Clause
from fangzhi.lexicon.industries import IndustryCatalogue
from fangzhi.model.facts import Focus

_UNDERTAKINGS = frozenset({"项目", "重大项目", "园区", "产业园", "产业园区"})
_WHOLE = frozenset({"产业", "全产业链", "产业链"})
_AGAIN = 900  # characters within which the same industry of the same region is not told again


def focus_facts(setting: Setting, clauses: Sequence[Clause], catalogue: IndustryCatalogue) -> list[Focus]:
    """One fact per region, industry and stretch of text; a statistic's subject is none."""
    text = setting.text
    out: list[Focus] = []
    told: dict[tuple[str, str], int] = {}
    reader = ListReader(text, is_place=setting.is_place, is_industry=lambda words: catalogue.match(words) is not None)
    for clause, found, stage, rule in _developed(setting, clauses, reader):
        places = setting.places_of(clause, found.members[0].start)
        for member in found.members:
            name = text[member.start : member.end].strip("“”")
            if not name or member.embedded:
                continue
            start = text.index(name, member.start)
            industry_id = catalogue.match(name) or member.known
            own = member.stage or stage
            for place in places:
                key = (place.code or place.name, name)
                if key in told and start - told[key] < _AGAIN:
                    continue
                told[key] = start
                out.append(
                    Focus(
                        **setting.evidence(start, start + len(name), place=place),
                        rule=rule,
                        confidence="certain" if found.bracket or own is None else "context",
                        industry=name,
                        industry_id=industry_id,
                        stage=own,
                    )
                )
    return out


def _developed(
    setting: Setting, clauses: Sequence[Clause], reader: ListReader
) -> Iterator[tuple[Clause, IndustryList, str | None, str]]:
    """The lists that the text says are developed, with stage and rule."""
    memory = StageMemory()
    for _, group in groupby(clauses, key=lambda clause: clause.sentence):
        parts = list(group)
        is_topic, announced = topic_of(setting.text, parts)
        for index, clause in enumerate(parts):
            memory.enter(clause, heading=setting.heading_stage(clause.start))
            if any(role in {"industry", "bare", "service"} for _, _, role, _ in clause.tokens):
                for found in reader.read(clause):
                    rule = develops(found)
                    if rule is not None:
                        later = _later_stage(parts[index + 1 :]) if memory.topic is None else None
                        yield clause, found, stage_of(found, clause, memory, later), rule
            memory.leave(clause)
        if is_topic:
            memory.topic = announced


def _later_stage(parts: Sequence[Clause]) -> str | None:
    for clause in parts:
        for _, _, role, kind in clause.tokens:
            if role == "bracket":
                return kind
    return None


def develops(found: IndustryList) -> str | None:
    """The name of the rule by which a list is a focus, None when it is not."""
    sure = sum(1 for member in found.members if member.known and not member.bare and not member.embedded)
    count = len(found.members)
    if found.foreign * 2 > count or (found.foreign and found.head in _UNDERTAKINGS):
        return None
    if not (sure or found.head or found.flourish or count >= 3):
        return None
    statistic = found.measured or (found.number and not found.head)
    if found.verb in {"strong", "future", "traditional"} and not found.measured:
        return "developed"
    if found.verb == "weak" and not statistic:
        return "promoted" if found.head or found.flourish or count > 1 or (found.last and sure) else None
    if found.verb == "carry_out":
        return "planned for" if found.head in _WHOLE or found.flourish else None
    if found.measured or found.number:
        return None
    if found.bracket and count >= 3:
        return "listed"
    if found.flourish:
        return "growing"
    return "listed" if found.head and found.open_ended and count >= 3 else None
