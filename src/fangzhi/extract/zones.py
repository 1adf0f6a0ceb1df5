"""Development zones: those that a text calls by their kind alone (经开区, 高新区), and texts about one."""

import re
from typing import Final

from fangzhi.extract.places import Place, Places
from fangzhi.extract.subjects import NO_SUBJECT
from fangzhi.lexicon.cues import Cues

_LISTED: Final = frozenset("、和与及至到—-")  # more areas, or a way, behind the first
_CLAUSE: Final = re.compile("^|[，,：: 　]")
_OPENING_TIME: Final = re.compile(
    "(?:[0-9]{4}年)?(?:今年|去年)?(?:上半年|前三季度|[一二三四]季度|[0-9至—-]{1,5}月份?)?"
)


class Zones:
    """Finds the zone of an area that a word for its kind means."""

    def __init__(self, cues: Cues) -> None:
        kinds = cues.tables["zone_kinds"]
        self._kinds = {word: kind for kind, words in kinds.items() for word in words}
        self._heads = frozenset(word[0] for word in self._kinds)
        self._words = tuple(sorted(self._kinds, key=len, reverse=True))

    def opens(self, text: str) -> str:
        """The word for a kind of zone that a text begins with, or nothing."""
        if not text or text[0] not in self._heads:
            return ""
        return next((word for word in self._words if text.startswith(word)), "")

    def called(self, word: str, places: Places) -> Place | None:
        """The only zone of its kind in the document's own area, None where there is none or more than one."""
        found = places.zones_within(self._kinds[word])
        return found[0] if len(found) == 1 else None

    def of_title(self, title: str | None, places: Places) -> Place | None:
        """The zone or county that a text is about, where its title begins with it; None for other texts.

        A zone that the register does not have is named after the document's own area.
        """
        if not title or places.overview:
            return None
        for mark in _CLAUSE.finditer(title):
            if (zone := self._opening(title, mark.end(), places)) is not None:
                return zone
        return None

    def _opening(self, title: str, start: int, places: Places) -> Place | None:
        """The zone that a clause of a title opens with, behind the time that it tells of."""
        first = start == 0
        start = _OPENING_TIME.match(title, start).end()  # type: ignore[union-attr]  # it may match nothing
        found = places.at(title, start, len(title))
        inner = found is not None and found[0].level == "county" and found[0].code != places.issuer.code
        if found is not None and inner and places.within(found[0]):
            alone = title[found[1] : found[1] + 1] not in _LISTED and NO_SUBJECT.match(title, found[1]) is None
            return Place(found[0].name, found[0].official_code) if alone else None
        if found is not None and found[0].level == "zone" and (first or places.within(found[0])):
            part = None if first else NO_SUBJECT.match(title, found[1])
            return Place(found[0].name, found[0].official_code) if part is None else None
        at = found[1] if found is not None and found[0].code == places.issuer.code else start
        word = self.opens(title[at:])
        if not word or (at == start and not first):
            return None
        named = title[start : at + len(word)] if at > start else f"{places.issuer.name}{word}"
        return self.called(word, places) or Place(named, None)
