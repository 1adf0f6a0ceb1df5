"""The nouns that a set of things is counted by, and the words that end a statement about it."""

import re
from typing import Final

from fangzhi.extract.labels import Labels
from fangzhi.lexicon.cues import Cues

_BRACKET: Final = re.compile(r"（[^（）]{1,12}）")
_MARKS: Final = "、和与及以等"
_LONGEST_NOUN: Final = 24


class Sets:
    """Tells sets of things that have figures of their own from other counted nouns; built once."""

    def __init__(self, cues: Cues) -> None:
        self.zones = cues.words("set", "zones")
        self._nouns = (*self.zones, *cues.words("set", "things"))
        self._noun = re.compile("|".join(map(re.escape, sorted(self._nouns, key=len, reverse=True))))
        self._heads = cues.words("head_noun", "nouns")
        self._measures = (*cues.words("metric", "nouns"), *cues.words("set", "measures"))
        self._region_said = re.compile("|".join(map(re.escape, cues.words("set", "region_said"))))
        self._sums = cues.words("set", "sums")
        opens = "|".join(map(re.escape, cues.words("set", "money_opens")))
        ends = "|".join(map(re.escape, cues.words("set", "money_ends")))
        self._money = re.compile(f"(?:{opens})*(?:{ends})")
        self._projects = cues.words("set", "projects")

    def split(self, words_behind: str, labels: Labels) -> tuple[str, str, bool] | None:
        """A counted set, what is measured of it, and whether a deed leads to it: (园区, 总产值, False).

        None where the words are one noun.
        """
        for match in self._noun.finditer(words_behind, 0, _LONGEST_NOUN):
            end = match.end()
            if bracket := _BRACKET.match(words_behind, end):
                end = bracket.end()
            rest = words_behind[end:].lstrip("的")
            if not rest or rest[0] in _MARKS or rest.startswith((*self._heads, *self._nouns)):
                continue
            tail = labels.cut_tail(rest)
            measure, deed = labels.clean(tail.stem)
            told = measure.endswith(self._measures)
            return (words_behind[:end], measure, deed is not None or measure != tail.stem) if told else None
        return None

    def tells_money(self, label: str) -> bool:
        """Whether a label tells nothing but a sum that is invested or paid: 年度计划投资, 到位资金."""
        return self._money.fullmatch(label) is not None

    def thing_of(self, label: str) -> str:
        """The thing that a label counts: (签约亿元以上)项目; empty where it is none of ours."""
        return max((noun for noun in self._nouns if label.endswith(noun)), key=len, default="")

    def are_projects(self, label: str) -> bool:
        """Whether a label names counted projects, whose sums may be told next: 续建项目."""
        return label.endswith(self._projects)

    def region_said(self, head: str) -> bool:
        """Whether a clause turns to the region: 全市…."""
        return self._region_said.search(head) is not None

    def sums(self, measure: str, head: str) -> bool:
        """Whether a figure with a lower bound is what all have together: 全市12个园区总产值突破300亿元."""
        if head.endswith("有"):
            return False  # 全市已有4个园区产值超过百亿元
        return measure.startswith(self._sums) or head.endswith(self._sums) or self.region_said(head)
