"""Projects: named investments with the sum and the stage that the sentence gives them."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ahocorasick_rs import AhoCorasick

from fangzhi.extract.systems.invested import Front, InvestedWords, front_of, invested_words, investor_behind
from fangzhi.extract.systems.setting import Setting
from fangzhi.extract.systems.tokens import Scanned, Token
from fangzhi.lexicon.cues import Cues
from fangzhi.lexicon.industries import IndustryCatalogue
from fangzhi.model.facts import Project

Test = Callable[[str], bool]

Found = tuple[int, int, str, str | None, str]

_BREAK = re.compile(r"[，,。；;：:！？\n—]")
_JOINT = re.compile(r"、|(?<=[^\d])和(?=[^\d])|以及|及(?!其)|与")
_NUMBER = re.compile(r"\d|[一二三四五六七八九十]+(?:个|条|座|项|批)|一批")
_AMOUNT = re.compile(r"(?:总投资|投资额?|总投资额?)(?:超过?|约|近|达|为|逾)?(\d+(?:\.\d+)?)(万|亿|万亿)?元")
_CAPACITY = re.compile(
    r"(?:年产)?\d+(?:\.\d+)?万?(?:吨|千瓦|兆瓦|立方米/年|亿立方米/年|辆|台|片|套|吉瓦|GWh|GW|MW|千伏|公里)(?:/年)?"
)
_SUM = re.compile(r"总投资(?=超|约|近|达|为|逾|\d)")
_POWERS = {None: Decimal(1), "万": Decimal(10**4), "亿": Decimal(10**8), "万亿": Decimal(10**12)}  # 19.9亿 is exact
_WORDS_OF_ALL = frozenset({"项目", "工程"})
_LONGEST = 26
_SHORTEST = 2
_BETWEEN = 9


@dataclass(frozen=True, slots=True)
class ProjectWords:
    """The patterns made of the words of project_cues.toml; stages by word."""

    summed: re.Pattern[str]
    said: re.Pattern[str]
    verb: re.Pattern[str]
    suffix: re.Pattern[str]
    site: re.Pattern[str]
    platform: re.Pattern[str]
    generic: re.Pattern[str]
    marks: re.Pattern[str]
    marking: AhoCorasick
    stages: dict[str, str]
    verb_stages: dict[str, str]
    invested: InvestedWords


def project_words(cues: Cues) -> ProjectWords:
    """Compile the words of project_cues.toml."""

    def longest(words: list[str]) -> str:
        return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))

    stages = cues.index("stage")
    firm = [word for kind in ("operating", "started", "completed") for word in cues.words("stage", kind)]
    verbs = cues.index("verb")
    adverbs = longest(list(cues.words("adverb", "words")))
    return ProjectWords(
        summed=re.compile(
            f"(?:等(?:一批|\\d+多?(?:个|条|项|座|大))?|(?<=[^\\d.])\\d+(?:个|条|座))[^，。；、：\\n等领域方面工具支开展推专业]{{0,{_BETWEEN}}}?[“]?"
            f"(?:{longest(list(cues.words('noun', 'heads')))})[”]?"
        ),
        said=re.compile(
            f"(?:20\\d\\d年)?(?:\\d+月)?(?:\\d+日)?(?:{adverbs})*(?:建设(?=[^，]))?({longest(list(stages))})"
        ),
        verb=re.compile(f".*?({longest(list(verbs))})(?:了|新建|国家)?"),
        suffix=re.compile(f"(?:{longest(list(cues.words('suffix', 'heads')))})$"),
        site=re.compile(f"(?:{longest(list(cues.words('site', 'heads')))})$"),
        platform=re.compile(f"(?:{longest(list(cues.words('platform', 'nouns')))})$"),
        generic=re.compile(
            f"(?:{longest(list(cues.words('generic', 'words')))}|[一二三四五六七八九十\\d个条项座批的])*"
        ),
        marking=AhoCorasick(
            sorted(
                {
                    *cues.words("suffix", "heads"),
                    *cues.words("site", "heads"),
                    *cues.words("noun", "heads"),
                    *firm,
                    "投资",
                }
            )
        ),
        marks=re.compile(longest(list(cues.words("generic", "marks")))),
        stages=stages,
        verb_stages=verbs,
        invested=invested_words(cues),
    )


def project_facts(
    setting: Setting, words: ProjectWords, industries: IndustryCatalogue, scanned: Scanned
) -> list[Project]:
    """The named projects of a document; groups such as 44个重大项目 are counts and no project."""
    reader = _Reader(setting, words, lambda name: industries.match(name) is not None)
    out: list[Project] = []
    taken = 0
    for start, end, tail, stage, rule in sorted(set(reader.find()), key=lambda found: found[:2]):
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
                industry_id=_industry(name, words, scanned.between(start, end), start),
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
            tail = words.suffix.search(name)
            rest = name[end : max(end, tail.start())] if tail else name[end:]
            return kind if not rest or words.generic.fullmatch(rest) else None
    return None


class _Reader:
    def __init__(self, setting: Setting, words: ProjectWords, is_industry: Test) -> None:
        self._setting = setting
        self._text = setting.text
        self._words = words
        self._is_industry = is_industry
        self.fronts: dict[int, Front] = {}  # what is told before a name, by the name's start

    def find(self) -> Iterator[Found]:
        """Start, end, shared tail, stage and rule of each name; only clauses that a word marks are read."""
        text = self._text
        breaks = [-1, *(mark.start() for mark in _BREAK.finditer(text)), len(text)]
        done = -1
        for _, at, _ in self._words.marking.find_matches_as_indexes(text):
            index = bisect_right(breaks, at) - 1
            if index == done:
                continue
            done = index
            start, end = breaks[index] + 1, breaks[index + 1]
            if end - start >= 6:
                yield from self._clause(start, end)

    def _clause(self, start: int, end: int) -> Iterator[Found]:
        """«推进A、B等重大项目», «A、B等项目建成投产», «A开工建设», «加快建设A»."""
        text, words = self._text, self._words
        if invested := self._invested(start, end):
            yield invested
            return
        at = start
        for summed in words.summed.finditer(text, start, end):
            said = words.said.match(text, summed.end(), end)
            noun = summed[0]
            yield from self._listed(at, summed.start(), noun, words.stages[said[1]] if said else None)
            at = summed.end()
        if at == start:
            told = list(self._predicated(start, end))
            yield from told or list(self._governed(start, end)) or self._opening(start, end)

    def _invested(self, start: int, end: int) -> Found | None:
        """«甲集团投资60亿元建设的乙项目开工», «总投资60亿元的乙项目», «引进甲集团投资60亿元的乙项目»."""
        if self._text.find("投资", start, end) < 0:
            return None
        first, stage = self._behind_verb(start, end, None)
        front = front_of(self._text, first, end, self._words.invested)
        if front is None:
            return None
        said = next((s for s in self._words.said.finditer(self._text, front.end + 3, end) if s.end() >= end - 1), None)
        begins, stops = self._trim(front.end, said.start() if said else end)
        if stops - begins < 4 or not self._is_name(begins, stops) or not self._ends_well(begins, stops):
            return None
        self.fronts[begins] = front
        told = self._words.stages[said[1]] if said else stage or ("planned" if front.planned else None)
        return begins, stops, "", told, "project behind its investment"

    def _opening(self, start: int, end: int) -> Iterator[Found]:
        """«某某生产线项目总投资60亿元»: a name that opens its clause and is followed by its sum."""
        if sum_at := _SUM.search(self._text, start, end):
            first, last = self._trim(start, sum_at.start())
            if last - first >= 5 and self._is_name(first, last) and self._ends_well(first, last):
                yield first, last, "", None, "project with its sum"

    def _listed(self, start: int, end: int, noun: str, said: str | None) -> Iterator[Found]:
        start, stage = self._behind_verb(start, end, said)
        names = list(self._names(start, end))
        good = [name for name in names if self._is_name(*name, listed=True)]
        tail = self._words.suffix.search(noun)
        if noun[:1].isdigit() and not all(self._ends_well(*name) for name in names):
            return
        if any(self._setting.is_place(self._text[first:last]) for first, last in names):
            return
        if not any(last - first > 3 for first, last in good) and (tail is None or tail[0] in {"项目", "工程", "基地"}):
            return
        if good and len(good) * 2 >= len(names):
            yield from self._told(good, tail[0] if tail else "", stage, "listed project")

    def _behind_verb(self, start: int, end: int, said: str | None) -> tuple[int, str | None]:
        """Where the list begins behind its verb, and the stage that verb and predicate give together."""
        verb = self._words.verb.match(self._text, start, min(start + 20, end))
        if verb is None or verb.end() >= end or not self._may_lead(start, verb):
            return start, said
        stage = said if said in {"operating", "started", "completed"} else self._words.verb_stages[verb[1]]
        return verb.end(), stage

    def _may_lead(self, start: int, verb: re.Match[str]) -> bool:
        """Whether a verb opens the clause: nothing but the issuer or an adverb may stand before it."""
        before = self._text[start : verb.start(1)]
        return len(before) <= 6 and "、" not in before

    def _predicated(self, start: int, end: int) -> Iterator[Found]:
        """«A、B等投产», «A、B加快建设»: the names, then the predicate that ends the clause."""
        text, words = self._text, self._words
        for said in words.said.finditer(text, start + 2, end):
            stop = said.start()
            if stop - start < 3:
                continue
            stage = words.stages[said[1]]
            rest = text[said.end() : end]
            many = text[stop - 1] == "等"
            first, _ = self._behind_verb(start, stop, None)
            names = list(self._names(first, stop - 1 if many else stop))
            firm = stage in {"operating", "started", "completed"} and len(rest) <= 4
            good = [name for name in names if self._is_name(*name)]
            ends_well = bool(good) and good[-1] == names[-1] and self._ends_well(*names[-1])
            if len(good) == len(names) and (ends_well or (firm and many and len(names) > 1)) and (firm or not rest):
                yield from self._told(good, "", stage, "project with its predicate")
                return

    def _governed(self, start: int, end: int) -> Iterator[Found]:
        """«加快建设A»: a verb, then names that end as projects do, then nothing."""
        first, stage = self._behind_verb(start, end, None)
        stop = end - 2 if self._text[end - 2 : end] == "建设" else end
        if first > start and stop - first >= 4:
            names = list(self._names(first, stop))
            if all(self._is_name(*name) and self._is_site(*name) and name[1] - name[0] >= 4 for name in names):
                yield from self._told(names, "", stage, "project with its verb")

    def _told(self, names: list[tuple[int, int]], tail: str, stage: str | None, rule: str) -> Iterator[Found]:
        """The names, each with the noun that the last or the sum has for all: 德厚、阿岗大型水库."""
        own = self._words.suffix.search(self._text[names[-1][0] : names[-1][1]])
        if own and len(own[0]) < 2:
            own = None
        if own and own[0] in _WORDS_OF_ALL:
            own = None
        tail = "" if tail in _WORDS_OF_ALL else tail
        for start, end in names:
            shared = (own[0] if own else tail) if end - start <= 4 and not self._ends_well(start, end) else ""
            yield start, end, shared, stage, rule

    def _names(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The pieces of a list, quotation marks and leading words trimmed."""
        at = start
        for joint in _JOINT.finditer(self._text, start, end):
            yield self._trim(at, joint.start())
            at = joint.end()
        yield self._trim(at, end)

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
        return self._words.suffix.search(self._text[start:end]) is not None

    def _is_site(self, start: int, end: int) -> bool:
        """A building or line by its noun; anything else only when its name begins with a place."""
        if self._words.site.search(self._text[start:end]):
            return True
        return self._ends_well(start, end) and self._setting.site_of(start, end) != self._setting.region_at(start)

    def _is_name(self, start: int, end: int, *, listed: bool = False) -> bool:
        name = self._text[start:end]
        words = self._words
        if not _SHORTEST <= len(name) <= _LONGEST or any(mark in name for mark in "的《》（）()+"):
            return False
        if _NUMBER.match(name) or words.generic.fullmatch(name) or words.marks.search(name):
            return False
        platform = words.platform.search(name)
        if platform and not (listed and platform[0] == "产业园"):
            return False
        return not self._is_industry(name) and not self._setting.is_place(name)

    def amount(self, start: int, end: int) -> float | None:
        """The sum told right before the name (总投资50亿元的…) or in the clause behind it."""
        before = self._text[max(0, start - 24) : start]
        if (found := _AMOUNT.search(before)) and before[found.end() :] in {"的", ""}:
            return float(Decimal(found[1]) * _POWERS[found[2]])
        behind = re.match(r"(?:项目|工程)?[（(，,]?", self._text[end : end + 4])
        if behind and (found := _AMOUNT.match(self._text, end + behind.end())):
            return float(Decimal(found[1]) * _POWERS[found[2]])
        return None
