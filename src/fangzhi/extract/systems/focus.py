"""Focus: the industries that a region develops, with the stage at which the text places them."""

from collections.abc import Iterator, Sequence

from fangzhi.extract.systems.lists import IndustryList, ListReader, Member
from fangzhi.extract.systems.setting import Setting
from fangzhi.extract.systems.stage import StageMemory, may_be_topic, stage_of, topic_of
from fangzhi.extract.systems.tokens import Clause, Scanned, clauses
from fangzhi.lexicon.industries import IndustryCatalogue
from fangzhi.model.facts import Focus

_UNDERTAKINGS = frozenset({"项目", "重大项目", "园区", "产业园", "产业园区"})
_LOOSE = frozenset({"产品", "项目", "重大项目", "领域"})
_WHOLE = frozenset({"产业", "全产业链", "产业链"})
_SHARED = ("化工", "加工", "产业")
_RANKS = {"developed": 6, "promoted": 4, "planned for": 2, "listed": 5, "growing": 0}
_AGAIN = 1200  # characters within which the same industry of the same region is not told again


def focus_facts(setting: Setting, scanned: Scanned, catalogue: IndustryCatalogue) -> list[Focus]:
    """One fact per region, industry and stretch of text, the plainest one; a statistic's subject is none."""
    text = setting.text
    out: list[Focus | None] = []
    told: dict[tuple[str, str], tuple[int, int, int]] = {}
    reader = ListReader(text, is_place=setting.is_place, is_industry=lambda words: catalogue.match(words) is not None)
    for clause, found, stage, rule in _developed(setting, scanned, reader):
        places = setting.places_of(clause, found.floor, found.members[0].start)
        rank = _RANKS[rule] + (found.bracket is not None)
        for member, name, label in _members(text, found):
            industry_id = catalogue.match(label) or member.known
            own = member.stage or stage
            row = catalogue.find(industry_id or "")
            if row is not None and row.generic and member.stage is None:
                continue
            for place in places:
                key = (place.code or place.name, label)
                before = told.get(key)
                if before is not None and member.start - before[0] < _AGAIN:
                    if rank <= before[1]:
                        continue
                    out[before[2]] = None
                told[key] = (member.start, rank, len(out))
                start = text.index(name, member.start)
                out.append(
                    Focus(
                        **setting.evidence(start, start + len(name), place=place),
                        rule=rule,
                        confidence="certain" if found.bracket or own is None else "context",
                        industry=label,
                        industry_id=industry_id,
                        stage=own,
                    )
                )
    return [fact for fact in out if fact is not None]


def _members(text: str, found: IndustryList) -> Iterator[tuple[Member, str, str]]:
    """The members that count, with their words and their full label (磷、煤、氟化工: 磷 is 磷化工)."""
    sure = sum(1 for member in found.members if member.known and not member.embedded)
    tail = text[found.members[-1].start : found.members[-1].end]
    for member in found.members:
        name = text[member.start : member.end].strip("“”")
        if not name or member.embedded or (member.known is None and sure < 2 and found.bracket is None):
            continue
        label = name
        if len(name) == 1 and len(tail) > 2:
            label = next((name + shared for shared in _SHARED if tail.endswith(shared)), name)
        yield member, name, label


def _developed(
    setting: Setting, scanned: Scanned, reader: ListReader
) -> Iterator[tuple[Clause, IndustryList, str | None, str]]:
    """The lists that the text says are developed, with stage and rule; sentences without names are passed over."""
    text = setting.text
    places = scanned.places_of_names
    memory = StageMemory()
    at = 0
    for sentence, first in setting.sentences():
        start, end = sentence.lead, sentence.end
        if first:
            memory.topic = None
        while at < len(places) and places[at] < start:
            at += 1
        if at == len(places) or places[at] >= end:
            if may_be_topic(text, start, end):
                memory.topic = None
            continue
        parts = clauses(scanned.between(start, end), start, end)
        yield from _told(parts, memory, reader)
        if parts and may_be_topic(text, start, end):
            is_topic, announced = topic_of(text, parts)
            if is_topic:
                memory.topic = announced


def _told(
    parts: Sequence[Clause], memory: StageMemory, reader: ListReader
) -> Iterator[tuple[Clause, IndustryList, str | None, str]]:
    """The developed lists of one sentence."""
    memory.here = None
    for index, clause in enumerate(parts):
        for found in reader.read(clause) if clause.named else ():
            rule = develops(found)
            if rule is not None:
                later = _later_stage(parts[index + 1 :]) if memory.topic is None else None
                yield clause, found, stage_of(found, clause, memory, later), rule
        if clause.placed:
            memory.leave(clause)


def _later_stage(parts: Sequence[Clause]) -> str | None:
    for clause in parts:
        if clause.placed:
            for _, _, role, kind in clause.tokens:
                if role == "bracket":
                    return kind
    return None


def develops(found: IndustryList) -> str | None:  # noqa: PLR0911  # one decision list, read from top to bottom
    """The name of the rule by which a list is a focus, None when it is not."""
    members = found.members
    sure = sum(1 for member in members if member.known and not member.bare and not member.embedded)
    count = len(members)
    if found.foreign * 2 > count or (found.foreign and found.head in _UNDERTAKINGS):
        return None
    if found.organ and not found.head and not (found.verb == "strong" and found.open_ended and count > 1):
        return None
    heading = found.head and (sure or found.head not in _LOOSE)
    if not (sure or heading or count >= 3 or (found.verb and (found.flourish or (found.open_ended and count > 1)))):
        return None
    statistic = (found.measured and (found.number or not found.flourish)) or (found.number and not found.head)
    if found.verb in {"strong", "future", "traditional"}:
        return None if statistic and found.measured else "developed"
    if found.organ:
        return None
    if found.verb == "weak":
        enough = heading or found.flourish or (found.loose and sure) or count > 1 or (found.last and sure)
        return "promoted" if enough and not statistic else None
    if found.verb == "carry_out":
        return "planned for" if found.head in _WHOLE else None
    if statistic or found.number or found.counted:
        return None
    if found.bracket and count >= 3:
        return "listed"
    if (found.flourish and sure) or ((found.flourish or found.loose) and heading):
        return "growing"
    return "listed" if heading and found.open_ended and count >= 3 else None
