"""Projects: named investments with the sum and the stage that the sentence gives them."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from fangzhi.extract.systems.invested import Front, InvestedWords, front_of, invested_words, investor_behind
from fangzhi.extract.systems.setting import Setting
from fangzhi.extract.systems.tokens import Scanned, Token
from fangzhi.extract.wordset import WordSet, first_characters
from fangzhi.lexicon.cues import Cues
from fangzhi.lexicon.industries import IndustryCatalogue
from fangzhi.model.facts import Project

Test = Callable[[str], bool]

Found = tuple[int, int, str, str | None, str]

_BREAK = re.compile(r"[，,。；;：:！？\n—]")
_LAST_BREAK = re.compile(r".*[，,。；;：:！？\n—]", re.DOTALL)
_JOINT = re.compile(r"、|和(?<=[^\d]和)(?=[^\d])|以及|及(?!其)|与")
_NEXT_SUM = re.compile("、(?=总?投资)")
_NAME_ENDS = re.compile(r"(?:项目|工程|基地|生产线|产业园)(?=实现|已|正式|顺利|全面|成功)")
_NUMBER = re.compile(r"\d|[一二三四五六七八九十]+(?:个|条|座|项|批)|一批")
_COUNT = re.compile(r"\d(?:个|条|座)")
_IN_NO_NAME = re.compile("[的《》（）()+]")
_AMOUNT = re.compile(r"(?:总投资|投资额?|总投资额?)(?:超过?|约|近|达|为|逾)?(\d+(?:\.\d+)?)(万|亿|万亿)?元")
_BEHIND = re.compile(r"(?:项目|工程)?[（(，,]?")
_CAPACITY = re.compile(
    r"(?:年产|(?<!\d))\d+(?:\.\d+)?万?(?:吨|千瓦|兆瓦|立方米/年|亿立方米/年|辆|台|片|套|吉瓦|GWh|GW|MW|千伏|公里)(?:/年)?"
)
_SUM = re.compile(r"总投资(?=超|约|近|达|为|逾|\d)")
_POWERS = {None: Decimal(1), "万": Decimal(10**4), "亿": Decimal(10**8), "万亿": Decimal(10**12)}  # 19.9亿 is exact
_WORDS_OF_ALL = frozenset({"项目", "工程"})
_FIRM = ("operating", "started", "completed")
_LONGEST = 26
_SHORTEST = 2
_BETWEEN = 9
_NEAR = 60  # characters within which a clause mostly begins
_LEAD = 6  # characters of a clause before its verb
_REST = 4  # characters of a clause behind a predicate that tells of something done


@dataclass(frozen=True, slots=True)
class ProjectWords:
    """The words and patterns made of project_cues.toml; stages by word.

    ``marking`` are the words by which a clause is worth reading, ``nouns`` those of them that sum up a list.
    """

    summed: re.Pattern[str]
    said: re.Pattern[str]
    endings: WordSet
    firm_endings: WordSet
    firm_ends: frozenset[str]
    verb: re.Pattern[str]
    suffix: WordSet
    site: WordSet
    platform: WordSet
    generic: re.Pattern[str]
    marks: re.Pattern[str]
    marking: tuple[str, ...]
    nouns: tuple[str, ...]
    stages: dict[str, str]
    verb_stages: dict[str, str]
    invested: InvestedWords


def project_words(cues: Cues) -> ProjectWords:
    """Compile the words of project_cues.toml."""

    def longest(words: Iterable[str]) -> str:
        return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))

    def either_of(characters: Iterable[str]) -> str:
        return "".join(sorted(map(re.escape, characters)))

    stages = cues.index("stage")
    firm = [word for kind in _FIRM for word in cues.words("stage", kind)]
    verbs = cues.index("verb")
    nouns, adverbs = cues.words("noun", "heads"), cues.words("adverb", "words")
    opening = either_of(first_characters(["建设", *stages, *adverbs]))
    return ProjectWords(
        summed=re.compile(
            f"(?:等(?:一批|\\d+多?(?:个|条|项|座|大))?|(?<=[^\\d.])\\d+(?:个|条|座))[^，。；、：\\n等领域方面工具支开展推专业]{{0,{_BETWEEN}}}?[“]?"
            f"(?:{longest(nouns)})[”]?"
        ),
        said=re.compile(  # what it may begin with stands first: it is tried at each character of a clause
            f"(?=[\\d{opening}])"
            f"(?:20\\d\\d年)?(?:\\d{{1,2}}月)?(?:\\d{{1,2}}日)?(?:{longest(adverbs)}){{0,6}}(?:建设(?=[^，]))?({longest(stages)})"
        ),
        endings=WordSet(stages),
        firm_endings=WordSet(firm),
        firm_ends=frozenset(word[-1] for word in firm),
        verb=re.compile(
            f"[^、]{{0,{_LEAD}}}?(?=[{either_of(first_characters(verbs))}])({longest(verbs)})(?:了|新建|国家)?"
        ),
        suffix=WordSet(cues.words("suffix", "heads")),
        site=WordSet(cues.words("site", "heads")),
        platform=WordSet(cues.words("platform", "nouns")),
        generic=re.compile(f"(?:{longest(cues.words('generic', 'words'))}|[一二三四五六七八九十\\d个条项座批的])*"),
        marking=(*cues.words("suffix", "heads"), *cues.words("site", "heads"), *nouns, *firm, "投资"),
        nouns=nouns,
        marks=re.compile(longest(cues.words("generic", "marks"))),
        stages=stages,
        verb_stages=verbs,
        invested=invested_words(cues),
    )


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
    reader = _Reader(setting, words, lambda name: industries.match(name) is not None)
    out: list[Project] = []
    taken = 0
    for start, end, tail, stage, rule in sorted(set(reader.find(marks, nouns)), key=lambda found: found[:2]):
        if start < taken:
            continue
        taken = end
        name = setting.text[start:end]
        front = reader.fronts.get(start)
        capacity = _CAPACITY.search(name)
        out.append(
            Project(
                **setting.evidence(start, end, place=setting.site_of(start, end)),
                rule=rule,
                confidence="certain" if stage else "context",
                name=name + tail,
                industry_id=_industry(name, words, scanned.tokens(start, end), start),
                capacity=capacity[0] if capacity else None,
                amount=front.amount if front and front.amount else reader.amount(start, end),
                stage=stage,
                investor=(front.investor if front else None) or investor_behind(setting.text, end, words.invested),
            )
        )
    return out


def _industry(name: str, words: ProjectWords, tokens: Sequence[Token], at: int) -> str | None:
    """The industry a name ends in but for its noun: 无人机产业基地, not 铜资高速 nor 饮用水安全保供工程."""
    for start, stop, role, kind in reversed(tokens):
        end = stop - at
        if role in {"industry", "bare"} and stop - start >= 2:
            tail = words.suffix.tail_of(name, len(name))
            rest = name[end : max(end, len(name) - len(tail))] if tail else name[end:]
            return kind if not rest or words.generic.fullmatch(rest) else None
    return None


class _Reader:
    def __init__(self, setting: Setting, words: ProjectWords, is_industry: Test) -> None:
        self._setting = setting
        self._text = setting.text
        self._words = words
        self._is_industry = is_industry
        self.fronts: dict[int, Front] = {}  # what is told before a name, by the name's start

    def find(self, marks: Sequence[int], nouns: Sequence[int]) -> list[Found]:
        """Start, end, shared tail, stage and rule of each name; only clauses that a word marks are read."""
        out: list[Found] = []
        text, size = self._text, len(self._text)
        noun, end = 0, -1
        for at in marks:
            if at < end:
                continue
            mark = _LAST_BREAK.match(text, max(end, at - _NEAR, 0), at)  # mostly it is near
            start = mark.end() if mark else _last_break(text, end, at) + 1
            found = _BREAK.search(text, at)
            end = found.start() if found else size
            if end - start >= 6:
                noun = bisect_left(nouns, start, noun)
                summed = noun < len(nouns) and nouns[noun] < end
                out += self._clause(start, end, may_be_summed=summed)
        return out

    def _clause(self, start: int, end: int, *, may_be_summed: bool) -> Sequence[Found]:
        """«推进A、B等重大项目», «A、B等项目建成投产», «A开工建设», «加快建设A».

        Most clauses are nothing of it: each reading is tried only where a cheap sign of it is there.
        """
        text, words = self._text, self._words
        invests = text.find("投资", start, end) >= 0
        if invests and (invested := self._invested(start, end)):
            return invested
        if may_be_summed and (text.find("等", start, end) >= 0 or _COUNT.search(text, start, end)):
            out: list[Found] = []
            at = start
            for summed in words.summed.finditer(text, start, end):
                said = words.said.match(text, summed.end(), end)
                out += self._listed(at, summed.start(), summed[0], words.stages[said[1]] if said else None)
                at = summed.end()
            if at > start:
                return out
        if self._may_be_predicated(end) and (told := self._predicated(start, end)):
            return told
        stop = end - 2 if text.startswith("建设", end - 2) else end
        if self._may_be_governed(stop) and (told := self._governed(start, end, stop)):
            return told
        return self._opening(start, end) if invests else ()

    def _invested(self, start: int, end: int) -> list[Found]:
        """«甲集团投资60亿元建设的乙项目开工», «总投资60亿元的乙项目、总投资50亿元的丙项目签约»."""
        cuts = [start, *(mark.end() for mark in _NEXT_SUM.finditer(self._text, start, end)), end + 1]
        found = [self._one_invested(first, stop - 1) for first, stop in pairwise(cuts)]
        stage = next((one[3] for one in reversed(found) if one is not None and one[3]), None)
        return [(*one[:3], one[3] or stage, one[4]) for one in found if one is not None]

    def _one_invested(self, start: int, end: int) -> Found | None:
        first, stage = self._behind_verb(start, end, None)
        front = front_of(self._text, first, end, self._words.invested)
        if front is None:
            return None
        said = next((s for s in self._words.said.finditer(self._text, front.end + 3, end) if s.end() >= end - 1), None)
        stop = said.start() if said else end
        if done := _NAME_ENDS.search(self._text, front.end + 2, end):
            stop = done.end()  # 乙项目实现当年签约: what follows tells the stage
            said = self._words.said.search(self._text, stop, end)
        begins, stops = self._trim(front.end, stop)
        if stops - begins < 4 or not self._is_name(begins, stops) or not self._ends_well(begins, stops):
            return None
        self.fronts[begins] = front
        told = self._words.stages[said[1]] if said else stage or ("planned" if front.planned else None)
        return begins, stops, "", told, "project behind its investment"

    def _may_be_predicated(self, end: int) -> bool:
        """Whether a predicate ends a clause, or one of something done stands close to its end."""
        text, words = self._text, self._words
        if words.endings.tail_of(text, end):
            return True
        if words.firm_ends.isdisjoint(text[end - _REST : end]):
            return False
        tail_of = words.firm_endings.tail_of
        for stop in range(end - _REST, end):  # noqa: SIM110  # any() costs twice as much, and there are thousands
            if tail_of(text, stop):
                return True
        return False

    def _may_be_governed(self, stop: int) -> bool:
        """Whether a clause ends as the names of projects do, or in a quotation mark."""
        text, words = self._text, self._words
        return text[stop - 1] in "“” 　" or bool(words.suffix.tail_of(text, stop) or words.site.tail_of(text, stop))

    def _opening(self, start: int, end: int) -> Sequence[Found]:
        """«某某生产线项目总投资60亿元»: a name that opens its clause and is followed by its sum."""
        if sum_at := _SUM.search(self._text, start, end):
            first, last = self._trim(start, sum_at.start())
            if last - first >= 5 and self._is_name(first, last) and self._ends_well(first, last):
                return ((first, last, "", None, "project with its sum"),)
        return ()

    def _listed(self, start: int, end: int, noun: str, said: str | None) -> Sequence[Found]:
        start, stage = self._behind_verb(start, end, said)
        names = self._names(start, end)
        good = [name for name in names if self._is_name(*name, listed=True)]
        tail = self._words.suffix.tail_of(noun, len(noun))
        if noun[:1].isdigit() and not all(self._ends_well(*name) for name in names):
            return ()
        if any(self._setting.is_place(self._text[first:last]) for first, last in names):
            return ()
        if not any(last - first > 3 for first, last in good) and (tail is None or tail in {"项目", "工程", "基地"}):
            return ()
        if good and len(good) * 2 >= len(names):
            return self._told(good, tail or "", stage, "listed project")
        return ()

    def _behind_verb(self, start: int, end: int, said: str | None) -> tuple[int, str | None]:
        """Where the list begins behind the verb that opens a clause, and the stage that verb and predicate give.

        Nothing but the issuer or an adverb may stand before the verb, and no list.
        """
        found = self._words.verb.match(self._text, start, min(start + 20, end))
        if found is None or found.end() >= end:
            return start, said
        return found.end(), said if said in _FIRM else self._words.verb_stages[found[1]]

    def _predicated(self, start: int, end: int) -> Sequence[Found]:
        """«A、B等投产», «A、B加快建设»: the names, then the predicate that ends the clause."""
        text, words = self._text, self._words
        for said in words.said.finditer(text, start + 2, end):
            stop = said.start()
            rest = end - said.end()
            if stop - start < 3 or rest > _REST:
                continue
            stage = words.stages[said[1]]
            firm = stage in _FIRM
            if rest and not firm:
                continue
            many = text[stop - 1] == "等"
            first, _ = self._behind_verb(start, stop, None)
            names = self._names(first, stop - 1 if many else stop)
            if not ((firm and many and len(names) > 1) or self._ends_well(*names[-1])):
                continue
            if all(self._is_name(*name) for name in names):
                return self._told(names, "", stage, "project with its predicate")
        return ()

    def _governed(self, start: int, end: int, stop: int) -> Sequence[Found]:
        """«加快建设A»: a verb, then names that end at ``stop`` as projects do, then nothing but 建设."""
        first, stage = self._behind_verb(start, end, None)
        if first > start and stop - first >= 4:
            names = self._names(first, stop)
            if all(
                last - first >= 4 and self._is_site(first, last) and self._is_name(first, last) for first, last in names
            ):
                return self._told(names, "", stage, "project with its verb")
        return ()

    def _told(self, names: list[tuple[int, int]], tail: str, stage: str | None, rule: str) -> list[Found]:
        """The names, each with the noun that the last or the sum has for all: 德厚、阿岗大型水库."""
        last = self._text[slice(*names[-1])]
        own = self._words.suffix.tail_of(last, len(last))
        if own is None or len(own) < 2 or own in _WORDS_OF_ALL:
            own = "" if tail in _WORDS_OF_ALL else tail
        out: list[Found] = []
        for start, end in names:
            short = end - start <= 4 and not self._ends_well(start, end)
            if short and self._text[start - 1] == "及":
                continue  # 显示模组及器件、…研发基地: the half of a name
            out.append((start, end, own if short else "", stage, rule))
        return out

    def _names(self, start: int, end: int) -> list[tuple[int, int]]:
        """The pieces of a list, quotation marks and leading words trimmed."""
        out = []
        at = start
        for joint in _JOINT.finditer(self._text, start, end):
            out.append(self._trim(at, joint.start()))
            at = joint.end()
        out.append(self._trim(at, end))
        return out

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self._text[start] in " 　":
            start += 1
        while end > start and self._text[end - 1] in " 　":
            end -= 1
        words = self._text[start:end]
        if words.startswith("“") and words.find("”") in {-1, len(words) - 1}:
            start += 1
            end -= words.endswith("”")
        return start, end

    def _ends_well(self, start: int, end: int) -> bool:
        return self._words.suffix.tail_of(self._text[start:end], end - start) is not None

    def _is_site(self, start: int, end: int) -> bool:
        """A building or line by its noun; anything else only when its name begins with a place."""
        if self._words.site.tail_of(self._text[start:end], end - start):
            return True
        return self._ends_well(start, end) and self._setting.site_of(start, end) != self._setting.region_at(start)

    def _is_name(self, start: int, end: int, *, listed: bool = False) -> bool:
        name = self._text[start:end]
        words = self._words
        if not _SHORTEST <= len(name) <= _LONGEST or _IN_NO_NAME.search(name):
            return False
        if _NUMBER.match(name) or words.generic.fullmatch(name) or words.marks.search(name):
            return False
        platform = words.platform.tail_of(name, len(name))
        if platform and not (listed and platform == "产业园"):
            return False
        return not self._is_industry(name) and not self._setting.is_place(name)

    def amount(self, start: int, end: int) -> float | None:
        """The sum told right before the name (总投资50亿元的…) or in the clause behind it."""
        before = self._text[max(0, start - 24) : start]
        if (found := _AMOUNT.search(before)) and before[found.end() :] in {"的", ""}:
            return float(Decimal(found[1]) * _POWERS[found[2]])
        behind = _BEHIND.match(self._text[end : end + 4])
        if behind and (found := _AMOUNT.match(self._text, end + behind.end())):
            return float(Decimal(found[1]) * _POWERS[found[2]])
        return None


def _last_break(text: str, floor: int, at: int) -> int:
    """The last mark that ends a clause in ``text[floor:at]``, -1 where there is none."""
    found = _LAST_BREAK.match(text, max(floor, 0), at)
    return found.end() - 1 if found else -1
