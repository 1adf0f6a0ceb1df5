"""The clauses that name projects: lists that are summed up, names with a predicate, with a verb, with their money."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from fangzhi.extract.systems.invested import Front, front_of
from fangzhi.extract.systems.project_lists import Found, ProjectLists
from fangzhi.extract.systems.project_names import BUILT, COUNT, SHORT, SPECIFIC, ProjectNames, Test
from fangzhi.extract.systems.project_words import FIRM, PROMISED, ProjectWords
from fangzhi.extract.systems.setting import Setting

_BREAK: Final = re.compile(r"[，,。；;：:！？\n]|——")  # 一汽—大众 is one name
_LAST_BREAK: Final = re.compile(r".*(?:[，,。；;：:！？\n]|——)", re.DOTALL)
_OF_NAMES: Final = re.compile(r"[^，、]{0,12}?项目(?:主要)?(?:包括|包含|涵盖|有|分别为|分别是)了?")
_INCLUDING: Final = re.compile("(?:主要)?(?:包括|包含)|分别[为是]")
_MANY: Final = re.compile(r"[^，,。；;：:！？\n]{2,30}项目共?\d+[个项]$")  # 集中签约项目6个，包括…
_PREPARED: Final = re.compile(r"等?(?:项目)?(?:的)?(?:前期(?:工作)?|论证|可研|可行性研究)$")
_NEXT_SUM: Final = re.compile("、(?=总?投资)")
_NAME_ENDS: Final = re.compile(r"(?:项目|工程|基地|生产线|产业园)(?=实现|已|正式|顺利|全面|成功|在|刷新|创下)")
_SITED: Final = re.compile(r"(?:项目|工程|基地|生产线|产业园)(?=在[^，。；]{2,16}$)")
_RITE: Final = re.compile(
    "(项目|工程|基地|产业园|工厂)(?:集中)?(开工|奠基|签约|投产|竣工|封顶|动工)(?:建设)?(?:仪式|活动)"
)
_OPENS_RITE: Final = re.compile("举行|举办|召开|迎来|暨|的")
_SIZED_NAME: Final = re.compile(r"年产\d")
_SUM: Final = re.compile(r"(?:总投资|(?:已|累计|已累计)完成投资)(?=超|约|近|达|为|逾|\d)")
_AREAS_DO: Final = re.compile("[两二三四五六][市县区州地]|实施")
_NEAR: Final = 60  # characters within which a clause mostly begins
_REST: Final = 4  # characters of a clause behind a predicate that tells of something done


class ProjectClauses:
    """Reads the clauses of one document."""

    def __init__(self, setting: Setting, words: ProjectWords, is_industry: Test) -> None:
        self._setting = setting
        self._text = setting.text
        self._words = words
        self._names = ProjectNames(setting, words, is_industry)
        self._lists = ProjectLists(setting, words, self._names)
        self.fronts: dict[int, Front] = {}  # what is told before a name, by the name's start

    def find(self, marks: Sequence[int], nouns: Sequence[int]) -> list[Found]:
        """Start, end, shared tail, stage and rule of each name; only clauses that a word marks are read."""
        out: list[Found] = []
        text, size = self._text, len(self._text)
        noun, end = 0, -1
        open_at, carried = -1, None
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
                told = self._clause(start, end, may_be_summed=summed)
                if told and told[0][3] is None and open_at == start - 1 and text[start - 1] in "，,":
                    told = [(*one[:3], carried, one[4]) for one in told]
                out += told
                if told and told[-1][4] == "listed project" and not text.startswith("建设", end - 2):
                    open_at, carried = end, told[-1][3]  # 加快A等铁路，B等公路: the verb goes on
        return out

    def _clause(self, start: int, end: int, *, may_be_summed: bool) -> Sequence[Found]:
        """«推进A、B等重大项目», «A、B等项目建成投产», «A开工建设», «加快建设A».

        Most clauses are nothing of it: each reading is tried only where a cheap sign of it is there.
        """
        text, words = self._text, self._words
        invests = text.find("投资", start, end) >= 0
        if invests and (invested := self._invested(start, end)):
            return invested
        if told := self._marked(start, end):
            return told
        if may_be_summed and (of := self._of_names(start, end)) and (told := self._told_of(*of, end)):
            return told
        if may_be_summed and (text.find("等", start, end) >= 0 or COUNT.search(text, start, end)):
            out: list[Found] = []
            at = start
            for summed in words.summed.finditer(text, start, end):
                said = words.said.match(text, summed.end(), end)
                if not text.startswith(words.not_before, summed.end()):
                    out += self._listed(at, summed.start(), summed[0], words.stage_of(said) if said else None)
                at = summed.end()
                at += text.startswith(("和", "及", "、"), at)
            if at > start:
                return out
        if self._may_be_predicated(end) and (told := self._predicated(start, end)):
            return told
        if text.startswith("等建设", end - 3) and (told := self._built_list(start, end)):
            return told
        stop = end - 2 if text.startswith("建设", end - 2) else end
        if self._may_be_governed(stop) and (told := self._governed(start, end, stop)):
            return told
        return self._opening(start, end) if invests else ()

    def _marked(self, start: int, end: int) -> Sequence[Found]:
        """The readings that a mark tells: the sum in the next clause, a rite, quotation marks at the end."""
        text = self._text
        if text.startswith(("总投资", "计划总投资"), end + 1) and (told := self._summed(start, end)):
            return told
        if text.find("仪式", start, end) >= 0 and (told := self._celebrated(start, end)):
            return told
        return self._quoted(start, end) if text[end - 1] in '”"' else ()

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
        begins, stops = self._names.trim(front.end, stop)
        if stops - begins < 4 or not self._names.is_name(begins, stops) or not self._names.ends_well(begins, stops):
            return None
        self.fronts[begins] = front
        told = self._words.stage_of(said) if said else stage or ("planned" if front.planned else None)
        return begins, stops, "", told, "project behind its investment"

    def _celebrated(self, start: int, end: int) -> Sequence[Found]:
        """«举行甲产业园项目奠基仪式»: what is celebrated."""
        rite = _RITE.search(self._text, start, end)
        if rite is None:
            return ()
        before = list(_OPENS_RITE.finditer(self._text, start, rite.start()))
        first = before[-1].end() if before else start
        last = rite.start() + len(rite[1])
        if last - first < SHORT or not self._names.is_name(first, last):
            return ()
        return ((first, last, "", self._words.stages.get(rite[2], "started"), "project with its ceremony"),)

    def _quoted(self, start: int, end: int) -> Sequence[Found]:
        """«此次开工的某公司“甲项目”»: a name in quotation marks with the stage told before it."""
        opening = max(self._text.rfind("“", start, end), self._text.rfind('"', start, end - 1))
        first, last = opening + 1, end - 1
        if opening < start or last - first < SHORT or not self._text.startswith(("项目", "工程"), last - 2):
            return ()
        if not self._names.is_name(first, last) and not _SIZED_NAME.match(self._text, first, last):
            return ()
        said = next((w for at in range(start, opening) if (w := self._words.stage_words.head_of(self._text, at))), None)
        if said is None:
            return ()
        return ((first, last, "", self._words.stages[said], "project in quotation marks"),)

    def _of_names(self, start: int, end: int) -> tuple[int, int] | None:
        """Where words that announce names begin and end: «签约项目有…», «集中开工项目18个，包括…»."""
        if of := _OF_NAMES.match(self._text, start, end):
            return of.start(), of.end()
        including = _INCLUDING.match(self._text, start, end)
        many = _MANY.search(self._text, max(0, start - _NEAR), start - 1) if including else None
        return (many.start(), including.end()) if including and many else None

    def _told_of(self, at: int, first: int, end: int) -> Sequence[Found]:
        """«集中开工的项目包括A、B等75个重点项目», «签约项目有A、B»."""
        text, words = self._text, self._words
        said = next((w for spot in range(at, first) if (w := words.stage_words.head_of(text, spot))), None)
        summed = words.summed.search(text, first, end)
        stage = words.stages[said] if said else None
        many = text[end - 1] == "等"
        names = self._names.split(first, summed.start() if summed else end - many)
        good = [name for name in names if self._names.is_name(*name, listed=True)]
        if len(good) * 2 < len(names) or not any(self._names.ends_well(*name) or summed or many for name in names):
            return ()
        return self._lists.told(good, "", stage, "listed project")

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
        return (
            text[stop - 1] in "“” 　"
            or bool(
                words.suffix.tail_of(text, stop) or words.site.tail_of(text, stop) or words.work.tail_of(text, stop)
            )
            or BUILT.search(text, max(0, stop - 4), stop) is not None
        )

    def _summed(self, start: int, end: int) -> Sequence[Found]:
        """«在某地签下的某某项目，总投资6亿元»: a name by itself before the clause with its sum."""
        first, stage = self._behind_verb(start, end, None)
        first, last = self._names.trim(first, end)
        if last - first >= SHORT and self._names.is_name(first, last) and self._names.ends_well(first, last):
            return ((first, last, "", stage, "project with its sum"),)
        return ()

    def _opening(self, start: int, end: int) -> Sequence[Found]:
        """«某某生产线项目总投资60亿元»: a name that opens its clause and is followed by its sum."""
        if sum_at := _SUM.search(self._text, start, end):
            first, last = self._names.trim(start, sum_at.start())
            if last - first >= 5 and self._names.is_name(first, last) and self._names.ends_well(first, last):
                stage = "building" if sum_at[0].endswith("完成投资") else None
                return ((first, last, "", stage, "project with its sum"),)
        return ()

    def _listed(self, start: int, end: int, noun: str, said: str | None) -> Sequence[Found]:
        first, stage = self._behind_verb(start, end, said)
        names = self._names.split(first, end)
        return self._lists.summed_up(names, noun, stage, governed=first > start, said=said)

    def _behind_verb(self, start: int, end: int, said: str | None) -> tuple[int, str | None]:
        """Where the list begins behind the verb that opens a clause, and the stage that verb and predicate give.

        Nothing but the issuer or an adverb may stand before the verb, and no list.
        """
        found = self._words.verb.match(self._text, start, min(start + 20, end))
        if found is None or found.end() >= end:
            return start, said
        verb = self._words.verb_stages[found[1]]
        if found[1] in self._words.promised:
            return found.end(), PROMISED.get(said, said) if said else "planned"
        return found.end(), said if said in FIRM or (said == "planned" and verb == "building") else verb

    def _predicated(self, start: int, end: int) -> Sequence[Found]:
        """«A、B等投产», «A、B加快建设»: the names, then the predicate that ends the clause."""
        text, words = self._text, self._words
        for said in words.said.finditer(text, start + 2, end):
            stop = said.start()
            if sited := _SITED.search(text, start, stop):
                stop = sited.end()  # 乙项目在某地开工
            rest = end - said.end()
            if stop - start < 3 or rest > _REST:
                continue
            stage = words.stage_of(said)
            firm = words.stages[said[1]] in FIRM
            if rest and not firm and not (stage == "signed" and self._setting.is_place(text[said.end() : end])):
                continue
            many = text[stop - 1] == "等"
            first, told = self._behind_verb(start, stop, stage)
            if text[start : start + 2] in words.promised or (stage == "building" and told == "planned" and not firm):
                stage = told or stage
            names = self._names.split(first, stop - 1 if many else stop)
            certain = firm or any(self._names.is_site(*name) for name in names)
            if not ((certain and many and len(names) > 1) or self._names.ends_well(*names[-1])):
                continue
            good = [name for name in names if self._names.is_name(*name)]
            if len(good) == len(names) or (certain and many and len(good) * 2 > len(names)):
                return self._lists.each_said(self._lists.told(good, "", stage, "project with its predicate"))
        return ()

    def _governed(self, start: int, end: int, stop: int) -> Sequence[Found]:
        """«加快建设A»: a verb, then names that end at ``stop`` as projects do, then nothing but 建设.

        «开展A前期工作» tells what A is by its last words.
        """
        first, stage = self._behind_verb(start, end, None)
        if first == start:
            return ()
        prepared = _PREPARED.search(self._text, max(first, end - _REST - _REST), end)
        if prepared:
            stop, stage = prepared.start(), "planned"
        if stop - first < 4:
            return ()
        names = [self._names.without_building(*name) for name in self._names.split(first, stop)]
        if of_places := self._of_places(names):
            return [(*name, of_places, stage, "project with its verb") for name in names[:-1]] + [
                (*names[-1], "", stage, "project with its verb")
            ]
        plain = prepared is not None
        firm = stage in FIRM
        shared = len(names) > 1 and self._names.is_site(*names[-1])
        for begins, ends in names:
            if shared and ends - begins <= 4 and self._names.is_name(begins, ends, listed=True):
                continue  # 柴石滩、麻栗坝大型灌区: what the last is, all are
            if ends - begins < 4 or not self._names.is_name(begins, ends):
                return ()
            if self._names.is_site(begins, ends) or self._names.is_work(begins, ends):
                plain = True
            elif firm and ends - begins >= SHORT and self._names.is_placed(begins, ends):
                plain = True  # 建成甲市数字产业园: it stands, whatever an industry it is of
            elif not (prepared or self._words.work.tail_of(self._text, ends)):
                return ()
        if not plain:
            return ()
        return self._lists.told(names, "", stage, "project with its verb")

    def _of_places(self, names: list[tuple[int, int]]) -> str | None:
        """What the last of a list is at its place, where all before it are places: 甲市、乙市|机场改扩建项目."""
        first, last = names[-1]
        at = self._setting.place_end(first, last)
        if len(names) < 2 or at is None or last - at < 4 or not self._names.is_work(first, last):
            return None
        if _AREAS_DO.match(self._text, at) or self._text[at:last].endswith(("基地", "产业园")):
            return None  # 甲市、乙市两地实施…; a base of an industry is none of works
        if not all(self._setting.is_place(self._text[begins:ends]) for begins, ends in names[:-1]):
            return None
        return self._text[at:last] if self._names.is_name(first, last) else None

    def _built_list(self, start: int, end: int) -> Sequence[Found]:
        """«推动甲新材料、乙交易中心等建设»: a list of which one at least is a site, a place or has a figure."""
        first, stage = self._behind_verb(start, end, None)
        if first == start:
            return ()
        names = self._names.split(first, end - len("等建设"))
        good = [name for name in names if self._names.is_name(*name, listed=True)]
        sure = any(
            self._names.is_site(*name) or self._names.is_work(*name) or SPECIFIC.search(self._text, *name)
            for name in good
        )
        if len(names) < 2 or len(good) * 2 < len(names) or not sure:
            return ()
        return self._lists.told(good, "", stage, "listed project")


def _last_break(text: str, floor: int, at: int) -> int:
    """The last mark that ends a clause in ``text[floor:at]``, -1 where there is none."""
    found = _LAST_BREAK.match(text, max(floor, 0), at)
    return found.end() - 1 if found else -1
