"""Development zones: those that a text calls by their kind alone (经开区, 高新区), and texts about one."""

import re
from typing import Final

from fangzhi.extract.places import Place, Places
from fangzhi.lexicon.cues import Cues

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
        """The zone that a text is about, where its title begins with it; None for other texts.

        A zone that the register does not have is named after the document's own area.
        """
        if not title or places.overview:
            return None
        title = title[_OPENING_TIME.match(title).end() :]  # type: ignore[union-attr]  # it may match nothing
        found = places.at(title, 0, len(title))
        if found is not None and found[0].level == "zone":
            return Place(found[0].name, found[0].official_code)
        at = found[1] if found is not None and found[0].code == places.issuer.code else 0
        word = self.opens(title[at:])
        if not word:
            return None
        return self.called(word, places) or Place(f"{places.issuer.name}{word}", None)
