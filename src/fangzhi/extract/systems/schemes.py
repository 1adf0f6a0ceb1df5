"""Schemes: named or numbered industrial systems with their groups and members."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from fangzhi.extract.systems.setting import Setting
from fangzhi.lexicon.cues import Cues
from fangzhi.lexicon.scheme_codes import numeral, readings
from fangzhi.model.facts import Scheme, SchemeGroup

_OPENS: Final = re.compile(r"[“\"](?=[0-9NX])")
_CODE: Final = re.compile(r"[“\"]([0-9NX](?:[+×*加]?[0-9NnXx])*)[”\"]")
_CODE_INSIDE: Final = re.compile(r"[“\"]([0-9](?:[+×*加]?[0-9NnXx])*)([^”+\"“\n，。]{2,14})[”\"]")
_TAIL: Final = re.compile(r"[^，,。；;：:、！？\n“”\"（(）)《》]{0,20}")
_ENGLISH_TAIL: Final = re.compile(
    r"\s{1,9}((?:(?:key|modern|major|new|pillar)\s)?(?:industrial|industry|industries|manufacturing)\b[a-z ]{0,80}?)"
    r"(?=[,.;]|\s(?:and|to|of|in|with|for|by|that)\b)"
)
# A unit behind a number, then the number before it: a pattern that begins with the number is tried at each digit.
_UNIT: Final = re.compile(r"[大个条](?<=[\d一二三四五六七八九十两].)")
_NUMBERED: Final = re.compile(r"(\d{1,2}|[一二三四五六七八九十]{1,3}|两)[大个条]$")
_LONGEST_NUMBER: Final = 3
_DEFINED: Final = re.compile(
    r"(?:(\d{1,2}|[一二三四五六七八九十]{1,3})(?:大|个|条|类|项)|(?:[XxNn](?:大|个|条|类|项)|一批|若干个?))"
    r"([^，,。；;、\n（()）0-9]{2,26}?)(?=[，,。；;、\n（()）0-9：:]|(?:和|以及|与|及)(?:[XxNn一二三四五六七八九十\d若])|$)"
)
_LETTER: Final = re.compile(r"[XxNn]$")
_LABEL_BEFORE: Final = re.compile(r"[^，,。；;：:、\n“”\s\-]{2,10}$")
_LABEL_FIRST: Final = re.compile(r"[：:]([^；;。\n]+)")
_BRACKET: Final = re.compile(r"[（(]([^（()）\n]{4,400})[)）]")
_SPLIT: Final = re.compile(r"[、]|(?<=[^、])以及")
_LONGEST_MEMBER: Final = 16
_GROUPS_AFTER: Final = 420
_OPENING: Final = frozenset('“"')
_CLOSING: Final = frozenset('”"')
_REFERS: Final = re.compile(r"[^，,。；;\n：:]{0,16}[：:，,]?(?:是指|指|即|包括|分别是|涵盖)")
_LISTED: Final = re.compile(r"(?:分别)?(?:[：:]|是指|指|即|包括|分别是|为|是)([^；;。\n）)]+)")
_AMONG: Final = re.compile(r"中[，,：:]([^。；;\n增产营投分]{4,200})(?:增加值|产值|产量|营收|投资|分别)")
_OWNER: Final = re.compile(r".{1,12}(?:高新区|经开区|开发区|新区|园区|省|市|县)")
_NAMED_BEFORE: Final = re.compile(
    r"[一二三四五六七八九十两\d][大个条][^、，]{0,10}?(?:产业集群|产业链|产业|集群)(?:和|与|以及|及|、)"
)
_STOP: Final = re.compile(r"[。\n]")
_TRIM: Final = "“”\"' 　及和与"

Test = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class SchemeWords:
    """The patterns made of the words of scheme_cues.toml."""

    industrial: re.Pattern[str]
    ends: re.Pattern[str]
    reject: re.Pattern[str]
    label: re.Pattern[str]
    plain: frozenset[str]
    lead: re.Pattern[str]
    goes_on: tuple[str, ...]


def scheme_words(cues: Cues) -> SchemeWords:
    """Compile the words of scheme_cues.toml."""

    def either(table: str, name: str) -> str:
        return "|".join(re.escape(word) for word in cues.words(table, name))

    return SchemeWords(
        industrial=re.compile(either("noun", "industrial")),
        ends=re.compile(f"(?:{either('noun', 'ends')})(?:(?:发展)?(?:体系|格局|布局|矩阵))?"),
        reject=re.compile(either("reject", "words")),
        label=re.compile(f"(?:(?:{either('label', 'kinds')})|[百千万]亿级|产业){{0,4}}(?:{either('label', 'nouns')})"),
        plain=frozenset(cues.words("plain", "labels")),
        lead=re.compile(f".*(?:{either('around', 'lead')})", re.DOTALL),
        goes_on=cues.words("around", "goes_on"),
    )


def scheme_facts(setting: Setting, words: SchemeWords, is_industry: Test, is_name: Test) -> list[Scheme]:
    """Every mention of a scheme; the groups come along where this document tells them."""
    reader = _Reader(setting, words, is_industry, is_name)
    named = list(reader.named())
    return [*reader.coded(named), *named]


class _Reader:
    def __init__(self, setting: Setting, words: SchemeWords, is_industry: Test, is_name: Test) -> None:
        self._is_name = is_name
        self._setting = setting
        self._text = setting.text
        self._words = words
        self._is_industry = is_industry

    def coded(self, named: Sequence[Scheme]) -> Iterator[Scheme]:
        """«“613”产业体系», «“4×4”现代化产业体系», «"4+3" industries»."""
        openings = [quote.start() for quote in _OPENS.finditer(self._text)]
        found = [
            (match.start(), tail[1], match[1], tail[0])
            for match in _begun(_CODE, self._text, openings)
            if (tail := self._tail(match.end()))
        ]
        found.extend(
            (match.start(), match.end(), match[1], match[2])
            for match in _begun(_CODE_INSIDE, self._text, openings)
            if self._industrial(match[2])
        )
        groups: dict[str, tuple[SchemeGroup, ...]] = {}
        for start, end, code, _ in found:
            if not groups.get(code):
                groups[code] = tuple(self._with_members(group) for group in self._groups(code, start, end))
        for code, told in groups.items():
            if not told or not any(group.members for group in told):
                groups[code] = self._by_counts(code, named) or told
        for start, end, code, name in found:
            yield Scheme(
                **self._setting.evidence(start, end, place=self._setting.topic_at(start)),
                rule="code before its name",
                confidence="certain",
                code=code,
                name=name,
                groups=groups[code],
            )

    def _by_counts(self, code: str, named: Sequence[Scheme]) -> tuple[SchemeGroup, ...]:
        """Groups told apart in the document whose counts are, one after the other, what the code says."""
        told = [scheme.groups[0] for scheme in named if scheme.groups and scheme.groups[0].members]
        ways = sorted((way for way in readings(code) if len(way) > 1), key=len, reverse=True)
        for candidates in (self._counted_labels(), told):
            for way in ways:
                for at in range(len(candidates) - len(way) + 1):
                    run = candidates[at : at + len(way)]
                    if tuple(group.count for group in run) == way and len({group.label for group in run}) == len(way):
                        return tuple(run)
        return ()

    def _counted_labels(self) -> list[SchemeGroup]:
        """«传统产业4个：A、B、C、D» and «“6”是六大主导产业集群：A、…»."""
        out: list[SchemeGroup] = []
        text, taken = self._text, 0
        for unit in _UNIT.finditer(text):
            listing = _LABEL_FIRST.match(text, unit.end()) if unit.start() >= taken else None
            number = _number_before(text, unit.end()) if listing else None
            if listing is None or number is None or number[1] == "两":
                continue
            taken = listing.end()
            count = numeral(number[1])
            label = _LABEL_BEFORE.search(text[max(0, number.start() - 10) : number.start()])
            if count is None or label is None or not self._words.industrial.search(label[0]):
                continue
            members = self._members(listing[1], count)
            if len(members) == count:
                out.append(SchemeGroup(label[0], count, members))
        return out

    def _tail(self, at: int) -> tuple[str, int] | None:
        """The industrial noun behind a code and where it ends."""
        if english := _ENGLISH_TAIL.match(self._text, at):
            return english[1].strip(), english.start(1) + len(english[1].strip())
        match = _TAIL.match(self._text, at)
        tail = match[0] if match else ""
        best: re.Match[str] | None = None
        for noun in self._words.ends.finditer(tail):
            if best is None or noun.start() <= best.end() + 2:
                best = noun
        if best is None or best.start() > 8 or tail.startswith("是"):
            return None
        name = tail[: best.end()]
        return (name, at + best.end()) if self._industrial(name) and not self._continues(tail[best.end() :]) else None

    def _industrial(self, name: str) -> bool:
        return self._words.industrial.search(name) is not None and self._words.reject.search(name) is None

    def _continues(self, rest: str) -> bool:
        """Whether the noun goes on into something else: «产业项目», «产业人才集聚区»."""
        return rest.startswith(self._words.goes_on)

    def _groups(self, code: str, start: int, end: int) -> tuple[SchemeGroup, ...]:
        """The groups told in brackets behind the name, or by «所谓“code”，包括…», «“code”…：指…»."""
        text = self._text
        has_letter = _LETTER.search(code) is not None
        window = text[end : end + _GROUPS_AFTER]
        if bracket := _BRACKET.match(window[self._bracket_at(window) :]):
            groups = self._listed_groups(bracket[1], has_letter=has_letter)
            if groups:
                return groups
        for at in _places(text, code):
            stop_at = at + len(code)
            if text[at - 1 : at] not in _OPENING or text[stop_at : stop_at + 1] not in _CLOSING:
                continue
            rest = text[stop_at + 1 : stop_at + 1 + _GROUPS_AFTER]
            refers = _REFERS.match(rest)
            if refers:
                stop = _STOP.search(rest[refers.end() :])
                told = rest[refers.end() : refers.end() + stop.start()] if stop else rest[refers.end() :]
                groups = self._listed_groups(told, has_letter=has_letter)
                if groups:
                    return groups
        counts = [int(part) for part in re.findall(r"\d+", code)] if "+" in code else []
        if counts and text[start : start + 1] == '"':
            return tuple(SchemeGroup("", count) for count in counts)
        return ()

    def _with_members(self, group: SchemeGroup) -> SchemeGroup:
        """A group defined without members takes those that the document lists behind its label."""
        if group.members or not group.count or not group.label:
            return group
        taken = 0
        for at in _places(self._text, group.label):
            told = _LISTED.match(self._text, at + len(group.label)) if at >= taken else None
            if told is None:
                continue
            taken = told.end()
            if len(members := self._members(told[1], group.count)) == group.count:
                return replace(group, members=members)
        return group

    def _bracket_at(self, window: str) -> int:
        """A definition in brackets begins within the clause of the name."""
        at = min((p for p in (window.find("（"), window.find("(")) if p >= 0), default=0)
        return at if at <= 16 and not any(mark in window[:at] for mark in "，。；") else 0

    def _listed_groups(self, words: str, *, has_letter: bool) -> tuple[SchemeGroup, ...]:
        """«A、B等6大主导产业集群；C、D等13条新兴产业链» or «5个…集群、10个…集群».

        A code that ends in a letter (415X) has a group without a count: «X个…», «一批…».
        """
        out: list[SchemeGroup] = []
        at = 0
        for match in _DEFINED.finditer(words):
            label = match[2].strip(_TRIM) if match[2].count("“") != match[2].count("”") else match[2].strip()
            if not self._words.industrial.search(label) or not (match[1] or has_letter):
                continue
            count = numeral(match[1]) if match[1] else None
            before = words[at : match.start()].lstrip("；;，,。和与及、")
            members = self._before(before, count or 0) if "、" in before else ()
            if not members and (listing := re.match(r"[：:（(]([^；;。）)]+)", words[match.end() :])):
                members = self._members(listing[1])
            out.append(SchemeGroup(label.removesuffix("等"), count, members))
            at = match.end()
        return tuple(out)

    def _members(self, words: str, count: int | None = None) -> tuple[str, ...]:
        """The members of a list, 等 and what follows left out; a declared count decides what 和 joins."""
        words = re.sub(r"等$", "", words.strip(_TRIM))
        parts = [part for part in (part.strip(_TRIM) for part in _SPLIT.split(words)) if part]
        if count is None or len(parts) < count:
            for index in range(len(parts) - 1, -1, -1):
                pair = self._pair(parts[index], freely=count is not None)
                if pair and (count is not None or index == len(parts) - 1):
                    parts[index : index + 1] = pair
                if len(parts) == count:
                    break
        return (
            tuple(parts) if all(2 <= len(part) <= _LONGEST_MEMBER or self._is_industry(part) for part in parts) else ()
        )

    def _pair(self, words: str, *, freely: bool) -> list[str]:
        """The two industries that 和 (freely: 与 and 及 too) joins; none when the whole has a name of its own."""
        if self._is_name(words):
            return []
        for joint in ("和", "与", "及") if freely else ("和",):
            first, found, second = words.partition(joint)
            if found and self._is_industry(first) and self._is_industry(second):
                return [first, second]
        return []

    def named(self) -> Iterator[Scheme]:
        """«六大优势产业», «集成电路、生物医药、人工智能三大先导产业»."""
        text, words = self._text, self._words
        for unit in _UNIT.finditer(text):
            label = words.label.match(text, unit.end())
            match = _number_before(text, unit.end()) if label else None
            if label is None or match is None or text[match.start() - 1 : match.start()] in {"—", "-", "第", "近"}:
                continue
            if self._continues(text[label.end() : label.end() + 4]):
                continue
            count = numeral(match[1])
            if count is None or not 2 <= count <= 99:
                continue
            members = self._members_of(match.start(), label.end(), count)
            bare = label[0] in words.plain
            if unit[0] == "大":
                told = bool(members) or not bare or self._quoted(match.start(), label.end())
            else:
                told = len(members) == count and not bare
            if told:
                yield self._named_scheme(self._prefix(match.start()), match, label.end(), count, members, label[0])

    def _named_scheme(
        self, start: int, match: re.Match[str], end: int, count: int, members: tuple[str, ...], label: str
    ) -> Scheme:
        text = self._text
        quoted = self._quoted(match.start(), end)
        first, last = (start - 1, end + 1) if quoted and start == match.start() else (start, end)
        return Scheme(
            **self._setting.evidence(first, last, place=self._setting.topic_at(first)),
            rule="counted name",
            confidence="certain" if members else "context",
            code=None,
            name=text[start:end],
            groups=(SchemeGroup(label, count, members),),
        )

    def _quoted(self, start: int, end: int) -> bool:
        return self._text[start - 1 : start] in {"“", '"'} and self._text[end : end + 1] in {"”", '"'}

    def _prefix(self, at: int) -> int:
        return at - 3 if self._text[at - 3 : at] == "制造业" else at

    def _members_of(self, start: int, end: int, count: int) -> tuple[str, ...]:
        """The list right before the name (A、B等十大产业集群) or behind it (：A、B)."""
        text = self._text
        before = text[max(0, start - 260) : start].rstrip('“"')
        clause = re.split(r"[，,。；;：:\n（(]", before)[-1]
        if "、" in clause:
            if told := list(_NAMED_BEFORE.finditer(clause)):
                clause = clause[told[-1].end() :]  # A、B两大主导产业和C、D、E三大特色产业
            members = self._before(clause, count)
            if len(members) == count or (clause.endswith("等") and 2 <= len(members) < count):
                return members
        rest = text[end : end + 260]
        if rest.startswith("中") and (named := _AMONG.match(rest)):
            members = self._members(named[1], count)
            return members if len(members) == count else ()
        if listing := re.match(r"[”\"]?(?:[：:（(]|，?(?:即|包括|分别是|是指|指|是))([^。；;\n）)]+)", rest):
            members = self._members(listing[1], count)
            if len(members) == count:
                return members
        return ()

    def _before(self, clause: str, count: int) -> tuple[str, ...]:
        """The members of a list in running text: the verb before the first is cut off."""
        first, _, others = clause.partition("、")
        lead = self._words.lead.match(first)
        first = first[lead.end() :] if lead and not self._is_industry(first) else first
        if (place := _OWNER.match(first)) and self._is_industry(first[place.end() :]):
            first = first[place.end() :]
        if not first:
            return ()
        others = re.sub(r"等战略性新兴产业(?=、)", "", others)
        members = self._members(f"{first}、{others}", count)
        known = sum(1 for member in members if self._is_industry(member) or self._pair(member, freely=True))
        return members if known * 2 >= len(members) or (known and lead and len(members) == count) else ()


def _begun(pattern: re.Pattern[str], text: str, starts: Sequence[int]) -> Iterator[re.Match[str]]:
    """The matches of a pattern that can only begin at ``starts``, not overlapping."""
    taken = 0
    for at in starts:
        if at >= taken and (match := pattern.match(text, at)):
            taken = match.end()
            yield match


def _number_before(text: str, end: int) -> re.Match[str] | None:
    """The number whose unit ends at ``end``."""
    return _NUMBERED.search(text, max(0, end - 1 - _LONGEST_NUMBER), end)


def _places(text: str, words: str) -> Iterator[int]:
    """Where words stand in a text."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)
