"""What may be the name of a project: the pieces of a list, trimmed, and whether each is a name, a site or works."""

import re
from collections.abc import Callable
from typing import Final

from fangzhi.extract.systems.project_words import ProjectWords
from fangzhi.extract.systems.setting import Setting

Test = Callable[[str], bool]

_PAREN: Final = re.compile(r"（[^（）]{1,8}）|\([^()]{1,8}\)")
BUILT: Final = re.compile("(?:工程)?(?:建设进程|建设|进度|前期工作|前期)$")
_BUILDING_IN: Final = re.compile("(?:建设|打造|争创)(?!项目|工程|期|$)")  # 南通建设船舶基地: who builds what
SPECIFIC: Final = re.compile(
    "[A-Za-z0-9江河湖海]|[一-鿿]电[入送][一-鿿]|引[一-鿿]{1,2}[济入补][一-鿿]"
)  # 陇电入浙, 引大济岷
_JOINT: Final = re.compile(r"、|和(?<=[^\d]和)(?=[^\d])|以及|(?<![惠普涉波触])及(?!其)|与")
_NUMBER: Final = re.compile(r"\d|[一二三四五六七八九十]+(?:个|条|座|项|批|大)|一批")
COUNT: Final = re.compile(r"\d(?:个|条|座)")
_SIZED: Final = re.compile(
    r"\d+(?:\.\d+)?万?(?:千伏|吨|千瓦|兆瓦|GW|MW|吉瓦|号线|国道|省道|县道)"
)  # 330千伏某某线路工程
_IN_NO_NAME: Final = re.compile("(?<!美)的|[《》（）()+]|优美的|最美的")
_PREFIX: Final = re.compile("20\\d\\d年(?:国家|省|市)?级?重[大点](?:实施|建设|产业|工业)?项目")
_SIZE: Final = re.compile(r"(?<!\d)\d{1,5}(?:\.\d{1,2})?[万亿]?(?:立方米/年|吨/年|吨|千伏|千瓦|兆瓦)$")
_SIZE_IN: Final = re.compile(r"\d万?(?:千瓦|兆瓦|吨|千伏)")  # 500兆瓦光伏制氢示范工程: built, not run
_NO_NOUN: Final = frozenset({"一体化", "扩建", "改扩建", "迁建"})  # with 项目 behind: what is done, not what it is
_RAISED: Final = ("封顶", "蓄水")  # 甲水库大坝封顶、乙水库下闸蓄水: a clause of its own
_NO_OPENING: Final = re.compile(r"项目|计划|预计|包括|包含|主要|开发(?!区)|该|此次|、|在|至|[超近约逾]过?\d")
_GROUP_OF: Final = re.compile("(?:[省市县区]级?)?(?:重[点大]|[在续]建|招商|引资|产业|建设|民生|实事){1,4}(?:项目|工程)")
_OF_NATION: Final = re.compile("国家级?|省级|自治区级")
_IN_PHASES: Final = re.compile(r"分(?:[一二三四五两]期|阶段|步)|\d月|第[一二三四五六七八九十\d]+[个家座]")
_SLOGAN: Final = re.compile("“?(?:[一二两三四五六七八九十多][一-鿿]{1,2}){2,6}”?")  # 一区两地一园
_LONGEST: Final = 34
_SHORTEST: Final = 2
_LINE_NAME: Final = 6  # characters of the number of a road or a line
_ROAD: Final = re.compile(r"(?:[GS]\d{1,4}|(?<![A-Za-z\d])[A-Z]?\d{1,4}线)$")  # G331, M102线
_FIRST: Final = re.compile(
    r"[^，、]{0,4}?(?:首[座个条]|最[大长高深][^，、]{0,3}?)的?(?:\d?[A-Z]级)?"
)  # 全区首座4F级某某机场
_HALF: Final = 4  # characters of a second half that is no name by itself
SHORT: Final = 6  # characters of a name that is more than a place


class ProjectNames:
    """Names in a document, told by where they begin and end in its text."""

    def __init__(self, setting: Setting, words: ProjectWords, is_industry: Test) -> None:
        self._setting = setting
        self._text = setting.text
        self._words = words
        self._is_industry = is_industry

    def split(self, start: int, end: int) -> list[tuple[int, int]]:
        """The pieces of a list, quotation marks and leading words trimmed.

        Between commas 及 and 与 join the two halves of one name: 甲、生态保护及供水一体化、乙.
        """
        out = []
        at = start
        text = self._text
        last_comma = text.rfind("、", start, end)
        for joint in _JOINT.finditer(text, start, end):
            halves = joint[0] in {"及", "与"}
            place = self._setting.place_end(at, end) if joint[0] == "和" else None
            stop = text.find("、", joint.end(), end)
            inside = (
                (
                    joint[0] == "和"
                    and self._is_industry(text[joint.end() : stop if stop >= 0 else end])
                    and self._is_open(at, joint.start())
                )
                or (place is not None and place > joint.start())
                or (
                    joint[0] in {"和", "与", "及"} and joint.start() - at < _SHORTEST
                )  # 协和基地, 、和若铁路: part of the name
                or (halves and (joint.start() < last_comma or self._is_half(at, joint.start(), joint.end(), end)))
            )
            if not inside:
                out.append(self.trim(at, joint.start()))
                at = joint.end()
        out.append(self.trim(at, end))
        return out

    def _is_open(self, start: int, end: int) -> bool:
        """Whether a name goes on: it begins with a place and has no noun yet, 甲市新能源动力|和储能."""
        place = self._setting.place_end(start, end)
        return place is not None and end - place >= _SHORTEST and not self.ends_well(start, end)

    def _is_half(self, start: int, stop: int, at: int, end: int) -> bool:
        """Whether what stands before the last joint is only the first half of a name: no noun, no place behind."""
        if self._text.find("配套", at, at + _HALF) >= 0 or self._text.startswith("附属", at):
            return True
        if end - at <= _HALF and self._setting.place_end(at, end) is None:
            return self.ends_well(start, stop)  # 地铁8号线一期及延伸线
        if self.ends_well(start, stop):
            return False
        return stop - start > SHORT and self.ends_well(start, end) and self._setting.place_end(at, end) is None

    def trim(self, start: int, end: int) -> tuple[int, int]:
        """Without blanks, quotation marks, a year with its kind of projects, and what ends in 的 before the name."""
        while start < end and self._text[start] in " 　":
            start += 1
        while end > start and self._text[end - 1] in " 　":
            end -= 1
        if prefix := _PREFIX.match(self._text, start, end):
            start = prefix.end()
        owned = _last_of(self._text, start, end)
        if owned and end - owned > SHORT:
            start = owned  # 惠及百万人的某某引水工程
        if (first := _FIRST.match(self._text, start, end)) and self.is_site(first.end(), end):
            start = first.end()
        words = self._text[start:end]
        if words.startswith("“") and words.find("”") in {-1, len(words) - 1}:
            start += 1
            end -= words.endswith("”")
        return start, end

    def without_building(self, start: int, end: int) -> tuple[int, int]:
        """«榆安灌区建设和…»: the work is no part of the name."""
        built = BUILT.search(self._text, max(start, end - 6), end)
        return (start, built.start()) if built else (start, end)

    def ends_well(self, start: int, end: int) -> bool:
        """Whether the last word is a noun that names of projects end in, a stretch in brackets behind it or not."""
        if _ROAD.search(self._text, max(start, end - _LINE_NAME), end):
            return True
        if self._text[end - 1] == "）" and (bracket := self._text.rfind("（", start, end)) > start:
            end = bracket
        return self._words.suffix.tail_of(self._text[start:end], end - start) is not None

    def noun_of(self, words: str) -> str | None:
        """The noun that words end in, without 项目 or 工程 behind another noun: 铁路 of 铁路项目."""
        noun = self._words.suffix.tail_of(words, len(words))
        if noun in {"项目", "工程"}:
            inner = self._words.suffix.tail_of(words, len(words) - len(noun))
            return inner if inner and inner not in _NO_NOUN else noun
        return noun

    def shared_noun(self, words: str) -> str | None:
        """The noun that all names of a list share, with a size right before it: 500千伏输变电工程."""
        noun = self.noun_of(words)
        if noun is None or len(noun) < _SHORTEST or noun in {"项目", "工程"} or noun.endswith("期"):
            return None
        at = words.rindex(noun)
        size = _SIZE.search(words, max(0, at - 12), at)
        return size[0] + noun if size else noun

    def is_placed(self, start: int, end: int) -> bool:
        """Whether it begins with a place and ends in a noun of projects, with words of its own between."""
        place = self._setting.place_end(start, end)
        return (
            place is not None
            and self.ends_well(start, end)
            and self._words.generic.fullmatch(self._text, place, end) is None
        )

    def is_site(self, start: int, end: int) -> bool:
        """A building or line by its noun; anything else only when its name begins with a place."""
        if self._words.site.tail_of(self._text[start:end], end - start):
            return True
        if not self.ends_well(start, end) or not self._setting.begins_with_own(start, end):
            return False
        tail = self._words.work.tail_of(self._text, end)
        place = self._setting.place_end(start, end)
        return not tail or place is None or not self._is_industry(self._text[place : end - len(tail)])

    def _is_at_site(self, start: int, end: int) -> bool:
        """Whether the works are those of one building or line: 石岭水库|增容工程, not 病险水库|加固工程."""
        for at in range(start + 4, end + 1):
            noun = self._words.site.tail_of(self._text[start:at], at - start)
            if noun and at - start - len(noun) >= _SHORTEST:
                return self._words.kinds.fullmatch(self._text, start, at - len(noun)) is None
        return False

    def is_kind(self, start: int, end: int) -> bool:
        """Whether it is nothing but the name of an industry."""
        return self._is_industry(self._text[start:end])

    def has_place(self, start: int, end: int) -> bool:
        """Whether it begins with a place or tells a figure."""
        return self._setting.place_end(start, end) is not None or SPECIFIC.search(self._text, start, end) is not None

    def is_work(self, start: int, end: int) -> bool:
        """Works on something named: they end as works do, and a place, a river or a figure is in the name."""
        text = self._text
        tail = self._words.work.tail_of(text, end)
        if not tail or end - start < SHORT:
            return False
        if SPECIFIC.search(text, start, end) is not None or self._is_at_site(start, end - len(tail)):
            return True
        place = self._setting.place_end(start, min(end, start + 10))
        return place is not None and not self._is_industry(text[place : end - len(tail)])  # 大连船舶产业基地 is no work

    def is_name(self, start: int, end: int, *, listed: bool = False) -> bool:
        """Whether it may be the name of one project: no count, no industry, no place, no platform, no sentence."""
        name = self._text[start:end]
        words = self._words
        bare = _PAREN.sub("", name) if "（" in name or "(" in name else name
        said_where, name = bare != name and not name.endswith("型）"), bare
        if not _SHORTEST <= len(name) <= _LONGEST:
            return False
        if self._is_part_or_group(name) or (name.endswith(("项目", "工程")) and self._is_of_place(start, end)):
            return False
        counted = _NUMBER.match(name) and not _SIZED.match(name) and self._setting.place_end(start, end) is None
        if counted or COUNT.search(name):
            return False
        if not said_where and (words.kinds.fullmatch(name) or self._is_of_nation(name)):
            return False
        if words.marks.search(name.replace("全国产", "国产")) and not self._is_work_at_place(start, end, listed=listed):
            return False
        if words.programme.tail_of(name, len(name)) or name.endswith(_RAISED):
            return False
        platform = words.platform.tail_of(name, len(name))
        if platform and not (
            (platform == "产业园" and (listed or len(name) > SHORT))
            or (platform == "示范工程" and _SIZE_IN.search(name))
        ):
            return False
        return not self._is_industry(name) and not self._setting.is_place(name)

    @staticmethod
    def _is_part_or_group(name: str) -> bool:
        """«该项目分三期», «超20亿元项目», «A等», who builds what: no one thing with a name."""
        return (
            _NO_OPENING.match(name) is not None
            or any(expression.search(name) for expression in (_IN_NO_NAME, _IN_PHASES, _BUILDING_IN))
            or _SLOGAN.fullmatch(name) is not None
            or ("等" in name and "高等" not in name)
        )

    def _is_of_nation(self, name: str) -> bool:
        """«国家物流枢纽»: the level, an industry and a noun."""
        level = _OF_NATION.match(name) if not self._words.site.tail_of(name, len(name)) else None
        tail = self._words.suffix.tail_of(name, len(name)) if level else None
        return level is not None and self._is_industry(name[level.end() : len(name) - len(tail or "")])

    def _is_of_place(self, start: int, end: int) -> bool:
        """«甲市重点项目»: a place and nothing of its own."""
        place = self._setting.place_end(start, end)
        return place is not None and _GROUP_OF.fullmatch(self._text, place, end) is not None

    def is_of_lines(self, start: int, end: int) -> bool:
        """Whether a name ends as lines and roads do, or the works on them."""
        tail_of = (self._words.site.tail_of, self._words.work.tail_of)
        return any(tail(self._text, end) for tail in tail_of) and not self._is_industry(self._text[start:end])

    def _is_work_at_place(self, start: int, end: int, *, listed: bool) -> bool:
        """«兰州铁路枢纽优化提升工程», «闽江干流防洪提升» in a list: a name, though 提升 is in it."""
        if listed and self._text.startswith("提升", end - 2) and SPECIFIC.search(self._text, start, end):
            return self._words.marks.search(self._text, start, end - 2) is None
        stop = self._setting.place_end(start, end) if self._text.startswith(("工程", "项目"), end - 2) else None
        return stop is not None and not self._words.marks.match(self._text, stop)


def _last_of(text: str, start: int, end: int) -> int:
    """Where what follows the last 的 of a stretch begins, 0 where there is none; 美的 is a maker."""
    at = text.rfind("的", start, end)
    return 0 if at < 0 or text[at - 1] == "美" else at + 1
