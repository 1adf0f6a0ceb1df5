"""Focus: the industries that a region develops, with the stage at which the text places them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from typing import Final

from fangzhi.extract.systems.lists import IndustryList, ListReader
from fangzhi.extract.systems.members import MemberReader
from fangzhi.extract.systems.setting import Setting
from fangzhi.extract.systems.spelled import SpelledReader, lacks, spelled_words
from fangzhi.extract.systems.stage import StageMemory, may_be_topic, stage_of
from fangzhi.extract.systems.tokens import Clause, Scanned
from fangzhi.lexicon.industries import IndustryCatalogue
from fangzhi.model.facts import Focus

_UNDERTAKINGS: Final = frozenset({"项目", "重大项目", "园区", "产业园", "产业园区"})
_LOOSE: Final = frozenset({"产品", "项目", "重大项目", "领域", "基地", "高地", "新高地", "示范区"})
_AT_LARGE: Final = frozenset({"领域", "重点领域", "关键领域", "方面"})
_WHOLE: Final = frozenset({"产业", "全产业链", "产业链"})
_PLAIN_HEADS: Final = frozenset({"产业", "产业集群", "特色产业", "重点产业", "特色产业集群", "重点产业集群"})
_SHARED: Final = ("化工", "加工", "产业")
_VERBS_ENOUGH: Final = frozenset({"strong", "future", "traditional"})
_RANKS: Final = {"developed": 6, "promoted": 4, "planned for": 2, "listed": 5, "topic": 6, "growing": 0}

Developed = tuple[IndustryList, str | None, str]
"""A list, its stage and the rule by which it is a focus."""

_NEW_FIELDS: Final = frozenset("1568")  # of the strategic emerging industries: new by what they are
_HEADING: Final = 24  # characters of a heading, its number included
_NUMBERED: Final = re.compile(
    r"\s*(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、]|[一二三四五六七八九十]{1,3}、)\s*(?P<name>[^。\s]{2,18})[。\s]*$"
)
_NOUNS_OF_HEADING: Final = frozenset({"", "产业", "产业链", "产业集群", "行业", "制造业"})
_AGAIN: Final = 1200  # characters within which the same industry of the same region is not told again


def focus_facts(setting: Setting, scanned: Scanned, catalogue: IndustryCatalogue) -> list[Focus]:
    """One fact per region, industry and stretch of text, the plainest one; a statistic's subject is none."""
    text = setting.text
    out: list[Focus | None] = []
    told: dict[tuple[str, str], tuple[int, int, int]] = {}
    members = MemberReader(
        text,
        is_place=setting.is_place,
        is_industry=lambda words: catalogue.match(words) is not None,
        scale=catalogue.wording.words("label", "scale"),
    )
    reader = ListReader(
        text,
        members,
        opening=catalogue.wording.words("label", "opening"),
        public=frozenset(catalogue.wording.words("label", "public")),
        general=catalogue.wording.words("label", "general"),
    )
    spelled = SpelledReader(text, members, reader, spelled_words(catalogue.wording), place_end=setting.place_end)
    attributes = frozenset(catalogue.wording.words("label", "modifiers"))
    for found, stage, rule in _developed(setting, scanned, reader, spelled):
        places = setting.places_of(found.clause, found.floor, found.members[0].start)
        rank = _RANKS[rule] + (found.bracket is not None)
        for at, known, own, name, label in _members(text, found, attributes):
            industry_id = catalogue.match(label) or known or None
            row = catalogue.find(industry_id or "")
            if row is not None and row.generic and own is None:
                continue
            at_stage = own or stage
            if not own and found.bracket is None and not _can_be(at_stage, industry_id, catalogue):
                at_stage = None
            owner = setting.owner_of(at)
            for place in places if owner is None else [owner]:
                key = (place.code or place.name, label)
                before = told.get(key)
                if before is not None and at - before[0] < _AGAIN:
                    if rank <= before[1]:
                        continue
                    out[before[2]] = None
                told[key] = (at, rank, len(out))
                start = text.index(name, at)
                out.append(
                    Focus(
                        **setting.evidence(start, start + len(name), place=place),
                        rule=rule,
                        confidence="certain" if found.bracket or at_stage is None else "context",
                        industry=label,
                        industry_id=industry_id,
                        stage=at_stage,
                    )
                )
    return [fact for fact in out if fact is not None]


def _can_be(stage: str | None, industry_id: str | None, catalogue: IndustryCatalogue) -> bool:
    """Whether an industry can have a stage that was told before it: goods are no services, software no tradition."""
    if stage not in {"service", "traditional"}:
        return True
    if industry_id is None:
        return stage == "traditional"
    row = catalogue.find(industry_id)
    if stage == "service":
        return (row is not None and row.position == "service") or "services" in catalogue.ancestors(industry_id)
    return not (row is not None and row.sei2018 and row.sei2018[0] in _NEW_FIELDS)


def _members(
    text: str, found: IndustryList, attributes: Collection[str]
) -> list[tuple[int, str | None, str | None, str, str]]:
    """The members that count: start, id and stage, their words and their full label (磷、煤、氟化工: 磷 is 磷化工)."""
    out = []
    sure = 0
    for member in found.members:
        if member.known and not member.embedded:
            sure += 1
    unknown_too = sure >= 2 or found.unheard_of or found.bracket is not None or _is_plain_list(found)
    for member in found.members:
        if member.embedded or (member.known is None and not unknown_too):
            continue
        name = text[member.start : member.end].strip("“”")
        if not name or name in attributes:
            continue
        label = name
        if len(name) == 1:
            tail = text[found.members[-1].start : found.members[-1].end]
            if len(tail) > 2:
                label = next((name + shared for shared in _SHARED if tail.endswith(shared)), name)
        elif found.shared is not None and lacks(name, found.shared):
            label = name + found.shared
        out.append((member.start, member.known, member.stage, name, label))
    return out


def _is_plain_list(found: IndustryList) -> bool:
    """«发展A、B等产业»: verb, list and noun say of each member, known or not, that it is an industry."""
    return (
        found.open_ended and found.verb in _VERBS_ENOUGH and (found.bracket is not None or found.head in _PLAIN_HEADS)
    )


def _developed(setting: Setting, scanned: Scanned, reader: ListReader, spelled: SpelledReader) -> list[Developed]:
    """The lists that the text says are developed, with stage and rule; sentences without names are passed over."""
    out: list[Developed] = []
    text, names, starts, sentences = setting.text, scanned.names, setting.starts, setting.sentences
    memory = StageMemory(scanned.clauses)
    at = told = 0
    count = len(names)
    while at < count:
        index = bisect_right(starts, names[at]) - 1
        sentence = sentences[index]
        start, end = sentence.start, sentence.end
        if not start <= names[at] < end:
            at += 1
            continue
        first, at = at, bisect_left(names, end, at)
        if memory.may_hold():
            _pass_over(setting, told, index, memory)
        told = index + 1
        parts = scanned.named_clauses(start, end, names[first:at])
        if parts:
            _tell(parts, memory, reader, spelled, out)
        elif end - start <= _HEADING and index + 1 < len(sentences):
            after = sentences[index + 1]
            if (found := _heading(text, start, end, scanned, reader)) and _acts(scanned, after.start, after.end):
                out.append((found, None, "topic"))
        if may_be_topic(text, start, end):
            memory.announce(start, end)
    return out


def _heading(text: str, start: int, end: int, scanned: Scanned, reader: ListReader) -> IndustryList | None:
    """«3.智能终端。»: a numbered heading that is the name of an industry and nothing else."""
    match = _NUMBERED.match(text, start, end)
    if match is None:
        return None
    tokens = scanned.tokens(match.start("name"), match.end("name"))
    clause = Clause(match.start("name"), match.end("name"), tokens, named=True, placed=False)
    lists = reader.read(clause)
    if len(lists) != 1 or lists[0].hopeless or reader.is_public(lists[0]):
        return None
    first, last = lists[0].members[0], lists[0].members[-1]
    whole = first.start == clause.start and not any(member.known is None for member in lists[0].members)
    return lists[0] if whole and text[last.end : clause.end] in _NOUNS_OF_HEADING else None


def _acts(scanned: Scanned, start: int, end: int) -> bool:
    """Whether a sentence says what is developed."""
    return any(role == "develop" and kind != "weak" for _, _, role, kind in scanned.tokens(start, end))


def _pass_over(setting: Setting, first: int, last: int, memory: StageMemory) -> None:
    """Forget or replace the topic by the sentences before ``last``, from ``first`` on, which name no industry."""
    for index in range(first, last):
        sentence = setting.sentences[index]
        if setting.opens_paragraph(index):
            memory.forget()
        if may_be_topic(setting.text, sentence.lead, sentence.end):
            memory.announce(sentence.lead, sentence.end)
    if setting.opens_paragraph(last):
        memory.forget()


def _tell(
    parts: Sequence[Clause], memory: StageMemory, reader: ListReader, spelled: SpelledReader, out: list[Developed]
) -> None:
    """Add the developed lists of one sentence."""
    memory.here = None
    for index, clause in enumerate(parts):
        own: list[int] = []
        memory.pass_on(index)
        if clause.named:
            for found in spelled.read(clause, reader.read(clause)):
                if found.bracket_at >= 0:
                    own.append(found.bracket_at)
                if len(found.members) > 1:
                    own += [member.start for member in found.members]
                rule = None if found.hopeless else develops(found, reader)
                if rule is not None:
                    out.append((found, stage_of(found, memory, parts[index + 1 :]), rule))
                if rule is not None and found.bracket_at >= 0 and len(found.members) > 1:
                    memory.here = None  # 壮大A、B等新兴产业，支持丙市…: the list has its stage for itself
        if clause.placed:
            memory.leave(clause, own, index)


def develops(  # noqa: C901, PLR0911, PLR0912  # one decision list, read from top to bottom
    found: IndustryList, reader: ListReader
) -> str | None:
    """The name of the rule by which a list is a focus, None when it is not."""
    foreign = sure = 0
    for member in found.members:
        if member.known is None or member.embedded:
            foreign += 1
        elif not member.bare:
            sure += 1
    count, head, verb = len(found.members), found.head, found.verb
    heading = head and (sure or head not in _LOOSE)
    alone = _is_whole_object(found, reader)
    if found.unheard_of:
        return "developed"
    if (
        found.things
        or (foreign * 2 > count and not _is_plain_list(found))
        or ((foreign or found.sums_up) and head in _UNDERTAKINGS)
    ):
        return None
    if not sure and foreign and not heading and not found.open_ended:
        return None  # 聚焦产业、人才、文化: not of industries
    if found.sums_up and (head == "产品" or (count == 1 and found.members[0].bare)):
        return None  # 智能眼镜等新型人工智能原生产品; A、B等装备
    if found.organ and not head and not (verb == "strong" and found.open_ended and count > 1):
        return None
    if head in _AT_LARGE and verb not in _VERBS_ENOUGH and foreign * 3 > count and (verb or sure * 2 < count):
        return None  # 项目涵盖先进制造、交通、水利等领域: not only industries
    if not (
        sure
        or heading
        or (count >= 3 and not reader.all_public(found))
        or alone
        or (verb and (found.flourish or (found.open_ended and count > 1)))
    ):
        return None
    if verb in _VERBS_ENOUGH:
        return None if found.measured and (not found.flourish or reader.number(found)) else "developed"
    if found.organ:
        return None
    if verb == "weak":
        enough = (
            heading
            or count > 1
            or (found.flourish and not reader.is_public(found))
            or (sure and (found.loose or reader.is_last(found)) and not reader.all_public(found))
            or alone
        )
        return "promoted" if enough and not _is_statistic(found, reader) else None
    if verb == "carry_out":
        planned = head in _WHOLE or (found.bracket and found.open_ended and count > 1 and not foreign)
        return "planned for" if planned else None
    if reader.is_topic(found) or (not found.measured and reader.opens(found)):
        return "topic"
    listed = count >= 3 and (found.bracket or (heading and found.open_ended))
    listed = listed or (found.bracket and found.open_ended and count > 1 and not foreign)
    growing = (found.flourish and sure) or ((found.flourish or found.loose) and heading)
    if not (listed or growing) or (found.measured and not found.flourish):
        return None
    if reader.number(found) or reader.counted(found) or (head in _AT_LARGE and reader.is_of_another(found)):
        return None
    if growing and not (found.bracket and count >= 3):
        return "growing"
    return "listed"


def _is_whole_object(found: IndustryList, reader: ListReader) -> bool:
    """Whether one name, an everyday word too, is all that a verb develops: 大力发展服务贸易, 推进首发经济."""
    if (
        len(found.members) > 1
        or not found.adjacent
        or not reader.is_last(found)
        or reader.is_public(found, in_part=True)
    ):
        return False
    return found.verb in _VERBS_ENOUGH or (found.verb == "weak" and reader.is_economy(found))


def _is_statistic(found: IndustryList, reader: ListReader) -> bool:
    """Whether a list is the subject of a figure: a measure behind it with nothing that says growth, or a number."""
    if found.measured and not found.flourish:
        return True
    return (found.measured or not found.head) and reader.number(found)
