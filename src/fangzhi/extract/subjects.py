"""Whether the name of an area is the subject of its clause, or only part of a name.

宁德市建成… speaks of the city, 宁德时代… of a firm.
"""

import re
from typing import Final

from fangzhi.lexicon.cues import Cues

# what stands behind the name of an area that is no subject: 某地区一体化…, 某经开区内的…
NO_SUBJECT: Final = re.compile(
    r"一体化|协同|联动|合作|区域|示范|战略|规划|生态|发展|建设|国际|世界|枢纽|港口|机场|铁路|内(?!地)|的|党|管委|某|一家|企业家"
)
_SUFFIX: Final = frozenset("省市县州盟旗区")


class Subjects:
    """Tells areas that act or are measured from names that only begin with one."""

    def __init__(self, cues: Cues) -> None:
        acts = "|".join(map(re.escape, cues.words("place", "acts")))
        measured = "|".join(map(re.escape, cues.words("place", "measured")))
        others = "|".join(map(re.escape, cues.words("place", "others_acts")))
        self._acts = re.compile(f"(?:也|还|则|已|现|正|将|共|累计|目前|全[省市县区])*(?:{acts})")
        self._measured = re.compile(f"(?:全[省市县区]|的|预计|累计|新增?){{0,3}}(?:{measured})")
        self._others = re.compile(others or "(?!)")

    def acts(self, text: str, end: int, stop: int) -> bool:
        """Whether what stands behind the name of an area, before ``stop``, is what an area does or has measured."""
        return self._acts.match(text, end, stop) is not None or self._measured.match(text, end, stop) is not None

    def is_one(self, text: str, start: int, end: int, stop: int) -> bool:
        """Whether the area named in ``text[start:end]`` is what its clause speaks of, before ``stop``."""
        if self._others.match(text, end, stop) is not None:
            return False
        whole = text[end - 1] in _SUFFIX and (end - start > 2 or text[end - 1] == "县")
        if whole and text[end : end + 1] not in {"、", "和", "与", "及", "至", "到", "—", "-", "）", "”", "》"}:
            return NO_SUBJECT.match(text, end, stop) is None
        return self.acts(text, end, stop)
