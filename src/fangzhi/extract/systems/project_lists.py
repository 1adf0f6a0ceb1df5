"""Lists of projects: whether what is summed up in a noun is one, and the noun that its names share."""

import re
from collections.abc import Sequence
from typing import Final

from fangzhi.extract.systems.project_names import SHORT, ProjectNames
from fangzhi.extract.systems.project_words import FIRM, ProjectWords
from fangzhi.extract.systems.setting import Setting

Found = tuple[int, int, str, str | None, str]
"""Start, end, shared tail, stage and rule of a name."""

_NUMBER: Final = re.compile(r"\d+")
_WORDS_OF_ALL: Final = frozenset({"项目", "工程"})
_PLACE_ALONE: Final = 2  # 兴港等高速公路: characters of a name that has no noun, whatever it ends in
_IN_AREAS: Final = re.compile("[县市区镇乡村州]|建设")
_GROUPED: Final = re.compile("[一二三四五六七八九十]大工程")
_GROUPED_NAME: Final = 4  # characters from which on a name in the midst of a list is none of a line alone
_ROAD: Final = re.compile(r"[A-Z]\d+")


class ProjectLists:
    """Lists of the names of one document, each told by where it begins and ends."""

    def __init__(self, setting: Setting, words: ProjectWords, names: ProjectNames) -> None:
        self._setting = setting
        self._text = setting.text
        self._words = words
        self._names = names

    def summed_up(
        self, names: list[tuple[int, int]], noun: str, stage: str | None, *, governed: bool, said: str | None
    ) -> Sequence[Found]:
        """«A、B等重大项目»: the names before ``noun``, none where they are kinds, places or groups.

        ``governed`` where a verb stands before them, ``said`` is the stage that the predicate behind the noun tells.
        """
        tail = self._names.shared_noun(noun) or self._names.noun_of(noun)
        if self._is_count_of(names, noun, tail) and (governed or said in FIRM):
            return self.told(names, tail or "", stage, "listed project")
        if (counted := self._counted_behind(names, noun)) and (governed or said in FIRM):
            own, many = counted
            if self._is_count_of(many, noun, tail):  # 甲高铁和乙、丙2条高速
                rule = "listed project"
                return [*self.told(own, "", stage, rule), *self.told(many, tail or "", stage, rule)]
        if self._are_as_many(names, noun) and said is not None:
            return self.told(names, "", stage, "listed project")
        good = [name for name in names if self._names.is_name(*name, listed=True)]
        if not good or len(good) * 2 < len(names) or self._is_of_kinds(names, good, noun, said):
            return ()
        if not any(last - first > 3 for first, last in good) and (tail is None or tail in {"项目", "工程", "基地"}):
            return ()
        return self.told(good, tail or "", stage, "listed project")

    def _is_of_kinds(
        self, names: list[tuple[int, int]], good: list[tuple[int, int]], noun: str, said: str | None
    ) -> bool:
        """Whether a list is of places or kinds: «建设铝材、高纯铜等有色金属项目» tells what is made."""
        if noun[:1].isdigit() and not all(self._names.ends_well(*name) for name in names):
            return True
        if any(self._setting.is_place(self._text[first:last]) for first, last in names):
            return True
        whole = noun.rstrip("”").endswith(self._words.whole) or _GROUPED.search(noun) is not None
        if whole and said != "operating" and not any(self._names.is_site(*name) for name in good):
            return True
        return any(self._names.is_kind(*name) for name in names) and not any(
            self._names.is_site(*name) or self._names.has_place(*name) for name in good
        )

    def _is_count_of(self, names: list[tuple[int, int]], noun: str, tail: str | None) -> bool:
        """«A、B、C3个煤矿»: as many names as the number says, of a noun that says what each is."""
        number = _NUMBER.match(noun)
        return (
            number is not None
            and len(names) > 1
            and number[0] == str(len(names))
            and tail not in {None, *_WORDS_OF_ALL}
            and not _IN_AREAS.search(noun)
            and all(2 <= end - start <= SHORT and not _NUMBER.search(self._text, start, end) for start, end in names)
        )

    def _counted_behind(self, names: list[tuple[int, int]], noun: str) -> tuple[list[tuple[int, int]], ...]:
        """The names before 和 that have nouns of their own and those behind it, as many as the number says."""
        number = _NUMBER.match(noun)
        many = min(int(number[0]), len(names)) if number else 0
        own = names[: len(names) - many]
        if not own or many < 2 or self._text[names[-many][0] - 1] != "和":
            return ()
        return (own, names[-many:]) if all(self._names.ends_well(*name) for name in own) else ()

    def _are_as_many(self, names: list[tuple[int, int]], noun: str) -> bool:
        """«A二期、B生产线、C产业园3个项目投产»: as many names as the number says, one of a noun at least."""
        number = _NUMBER.match(noun)
        return (
            number is not None
            and len(names) > 1
            and number[0] == str(len(names))
            and all(self._names.is_name(*name, listed=True) and name[1] - name[0] >= SHORT - 1 for name in names)
            and any(self._names.ends_well(*name) for name in names)
        )

    def each_said(self, found: list[Found]) -> list[Found]:
        """«甲隧道贯通、乙高速通车»: each with the predicate of its own."""
        out: list[Found] = []
        for start, end, tail, stage, rule in found:
            own = self._words.firm_endings.tail_of(self._text, end) if not tail else None
            stop = end - len(own) if own else end
            if own and stop - start >= SHORT - 2 and self._names.ends_well(start, stop):
                out.append((start, stop, "", self._words.stages[own], rule))
            else:
                out.append((start, end, tail, stage, rule))
        return out

    def told(self, names: list[tuple[int, int]], tail: str, stage: str | None, rule: str) -> list[Found]:
        """The names, each with the noun that the last or the sum has for all: 德厚、阿岗大型水库."""
        own = self._names.shared_noun(self._text[slice(*names[-1])])
        summed = own is None
        longest = 3 if tail in _WORDS_OF_ALL and not summed else 4  # 雄韬锂电、甲产业园等项目: names of their own
        if own is None:
            own = "" if tail in _WORDS_OF_ALL else tail
        out: list[Found] = []
        for (start, end), noun in zip(names, self._nouns_of_groups(names, own), strict=True):
            short = end - start == _PLACE_ALONE or (
                (end - start <= longest or self._text[end - 1] == "级" or "至" in self._text[start:end])
                and (
                    not self._names.ends_well(start, end)
                    or _ROAD.fullmatch(self._text, start, end)
                    or (summed and end - start <= 4 and self._text[end - 1] == "期")
                )
            )
            if short and self._text[start - 1] == "及":
                continue  # 显示模组及器件、…研发基地: the half of a name
            out.append((start, end, noun if short else "", stage, rule))
        return out

    def _nouns_of_groups(self, names: list[tuple[int, int]], own: str) -> list[str]:
        """For each name the noun that it may share: the one for all, or of a line that ends its part of the list.

        «北江、东洲高铁和南门站、西岭站枢纽»: the first is a railway too.
        """
        told: list[str] = []
        noun = own
        for start, end in reversed(names):
            told.append(noun if end - start < _GROUPED_NAME or _ROAD.fullmatch(self._text, start, end) else own)
            if _ROAD.fullmatch(self._text, start, end):
                continue
            if (start, end) != names[-1] and self._names.ends_well(start, end):
                shared = self._names.shared_noun(self._text[start:end]) or own
                noun = shared if self._names.is_of_lines(start, end) else own
        return told[::-1]
