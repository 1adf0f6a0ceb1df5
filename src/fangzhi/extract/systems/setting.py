"""Where a fact of the system stands: its sentence, its region, its place in the source."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, Final

from fangzhi.extract.context import Situated
from fangzhi.extract.places import Place, Places, place_of
from fangzhi.extract.systems.tokens import Clause
from fangzhi.model.document import Document

_CAPTION: Final = re.compile("[△▲]")
_IN: Final = re.compile(r"\s*In\s+")
_LAST_MARK: Final = re.compile(".*[，,。；;：:！？\n]", re.DOTALL)
_JOINTS: Final = frozenset("、和与及")
_LEAD: Final = re.compile("(?:支持|推动|推进|鼓励|指导|助力|促进|在)?")


class Setting:
    """The document around a fact; offsets are those of the folded text unless said otherwise."""

    def __init__(self, document: Document, situated: Sequence[Situated], places: Places) -> None:
        self.text = document.folded.text
        self._origin = document.folded.origin
        self._source = document.text
        self._situated = situated
        self._places = places
        self.sentences = [item.sentence for item in situated]
        self.starts = [sentence.start for sentence in self.sentences]
        self.issuer = places.issuer
        self._heads = places.heads
        self._survey = places.issuer.code in {None, "100000"}

    def situated(self, at: int) -> Situated | None:
        """The sentence at an offset."""
        index = bisect_right(self.starts, at) - 1
        return self._situated[index] if index >= 0 else None

    def is_announced(self, at: int) -> bool:
        """Whether the sentence at an offset tells of what is yet to come: that of a plan, or of the tasks of a year."""
        found = self.situated(at)
        return found is not None and found.frame.status == "target"

    def opens_paragraph(self, index: int) -> bool:
        """Whether a sentence begins a paragraph that no heading leads into."""
        return self.sentences[index].first and not (index and self._situated[index - 1].paragraph.level > 0)

    def is_place(self, words: str) -> bool:
        """Whether words are nothing but the name of an area."""
        hit = self._places.at(words, 0, len(words)) if words[:2] in self._heads else None
        return hit is not None and hit[1] >= len(words) - 1

    def inside_place(self, start: int, end: int) -> bool:
        """Whether a stretch is part of the name of an area: 锡 in 无锡, 铜 in 铜陵; or the issuer's whole one: 白银."""
        for at in range(max(0, start - 3), start + 1):
            hit = self._places.at(self.text, at, end + 3)
            if hit is None or hit[1] < end:
                continue
            if hit[1] - at > end - start or hit[0].code == self.issuer.code:
                return True
        return False

    def region_at(self, at: int) -> Place:
        """The region that holds at an offset: the sentence's; in a survey of regions, the one its clause opens with."""
        index = bisect_right(self.starts, at) - 1
        if index < 0:
            return self.issuer
        found = self._situated[index]
        place = found.frame.place
        if self._survey:
            place = self._before_caption(index, place)
            start = max(self.text.rfind("；", found.sentence.lead, at) + 1, found.sentence.lead)
            hit = self._places.at(self.text, start, min(start + 16, len(self.text)))
            if hit is not None and hit[0].level in {"province", "prefecture", "county", "country"}:
                return place_of(hit[0])
        return place

    def _before_caption(self, index: int, place: Place) -> Place:
        """The region told before the caption of a picture (△某某园区), which is no heading, above a sentence."""
        while index > 0 and self._situated[index].frame.place == place:
            index -= 1
            if self._situated[index].frame.place != place:
                line = self._situated[index + 1].paragraph.start
                start = self._origin[line]
                marked = _CAPTION.search(self._source, max(0, start - 3), start + 1) is not None
                caption = marked and self.text.startswith(place.name[:2], line)
                return self._situated[index].frame.place if caption else place
        return place

    def places_of(self, clause: Clause, floor: int, before: int) -> list[Place]:
        """The regions of a focus: the place named before it as the doer; places named as its site, and their whole.

        «大连获批建设…» is Dalian's, «大连、沈阳获批…» theirs; «支持沈阳建设…» is Shenyang's and the province's; a
        list of places that ends in 等 is only the province's.
        """
        whole = self.region_at(before)
        named, first, last = self._named(floor, before)
        if not named:
            named, first, last = self._named(clause.start, floor)
        if not named or (len(named) > 1 and self.text[last : last + 1] == "等"):
            return [whole]
        if first == clause.start and (len(named) == 1 or self._is_row(first, last)):
            return named
        return [whole, *named]

    def _is_row(self, at: int, end: int) -> bool:
        """Whether a stretch is names of places and joints alone: 甲市、乙市和丙市."""
        while at < end:
            hit = self._places.at(self.text, at, end)
            if hit is None:
                return False
            at = hit[1] + (hit[1] < end and self.text[hit[1]] in _JOINTS)
        return True

    def _named(self, at: int, end: int) -> tuple[list[Place], int, int]:
        named: list[Place] = []
        first, last = end, at
        issuer = self.issuer
        text, heads = self.text, self._heads
        while at < end:
            hit = self._places.at(text, at, end) if text[at : at + 2] in heads else None
            if hit is None:
                at += 1
                continue
            region, stop = hit
            if self._places.within(region) and region.official_code and place_of(region) != issuer:
                named.append(place_of(region))
                first, last = min(first, at), stop
            at = stop
        if named and last + 1 == end and self.text[last] == "、":
            named.pop()  # 白银、镍铜钴: the metal, not the city of that name
        return named, first, last

    def site_of(self, start: int, end: int) -> Place:
        """The region of a project: the narrowest place that its name begins with, else the sentence's."""
        found = self.region_at(start)
        at = start
        while (hit := self._places.at(self.text, at, end)) is not None:
            region, at = hit
            if region.official_code and self._places.within(region):
                found = place_of(region)
        return found

    def place_end(self, start: int, end: int) -> int | None:
        """Where the name of a place, zone or cluster that begins at ``start`` ends."""
        hit = self._places.at(self.text, start, end)
        return hit[1] if hit is not None else None

    def doer_of(self, start: int) -> Place:
        """The region that the clause before ``start`` opens with (青岛获批…, 支持福州争创…), else the sentence's.

        Of several regions in a row the thing belongs to none alone: it is the sentence's.
        """
        found = self.region_at(start)
        floor = max(0, start - 40)
        mark = _LAST_MARK.match(self.text, floor, start)
        opening = mark.end() if mark else floor
        if opening == floor > 0:
            return found
        lead = _LEAD.match(self.text, opening, start)
        hit = self._places.at(self.text, lead.end() if lead else opening, start)
        if hit is None:
            return found
        region, end = hit
        alone = (
            self.text[end : end + 1] not in {"和", "与", "及", "等", "至", "—", "-"}
            and "、" not in self.text[end:start]
        )
        return place_of(region) if alone and region.official_code and self._places.within(region) else found

    def english_region_at(self, at: int) -> Place:
        """The region of an English sentence: the one it opens with (In Mianyang, …), else the document's own."""
        start = max(self.text.rfind(". ", 0, at) + 2, self.text.rfind("\n", 0, at) + 1)
        opening = _IN.match(self.text, start, at)
        if opening and (hit := self._places.at(self.text, opening.end(), at)):
            return place_of(hit[0])
        return self.issuer

    def english_place(self, start: int, end: int) -> Place | None:
        """The province or city whose English name begins at ``start``."""
        hit = self._places.at(self.text, start, end)
        if hit is None or hit[0].level not in {"province", "prefecture", "country"}:
            return None
        return place_of(hit[0])

    def rest_of_sentence(self, at: int) -> str:
        """The words from an offset to the end of its sentence."""
        found = self.situated(at - 1)
        return self.text[at : max(at, found.sentence.end)] if found is not None else ""

    def evidence(self, start: int, end: int, *, place: Place) -> dict[str, Any]:
        """The fields that every fact has, in offsets of the source text."""
        origin = self._origin
        first, last = origin[start], origin[end - 1] + 1
        out = {
            "start": first,
            "end": last,
            "quote": self._source[first:last],
            "sentence_start": first,
            "sentence_end": last,
            "region": place.name,
            "region_code": place.code,
        }
        index = bisect_right(self.starts, start) - 1
        if index >= 0:
            sentence = self.sentences[index]
            out["sentence_start"] = origin[sentence.start]
            out["sentence_end"] = origin[max(sentence.end, end) - 1] + 1
        return out
