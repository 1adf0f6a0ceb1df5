"""The area of a bound number: named by its clause, by its label, or by the frame."""

import re
from typing import Final

from fangzhi.extract.binding import Binding
from fangzhi.extract.places import Place, Places, place_of
from fangzhi.extract.zones import Zones
from fangzhi.lexicon.load import Lexicon
from fangzhi.model.region import Region

_OUTPUTS: Final = ("经济总量", "经济规模")  # the indicator of an area, only with an area before it
_ONWARD: Final = frozenset("至到—-")  # a way leads on from the area

_HAS: Final = re.compile("^(?:(?:共|现|已|建|拥)?有(?![色机效限线关组])|所拥有的)(?=..)")
_DEED: Final = re.compile(  # 甲市综合改革试点形成80项…
    "[^，、；。和与及至]{0,12}(?:形成|推出|促成|落户|汇聚|集聚|聚集|建成|打造|新增|获批|培育|吸引)了?"
)
_EXAMPLES: Final = re.compile("(?<![中高优平均])等(?![级高分次距离])")
_SUFFIXES: Final = frozenset("市州县区")
_SHORT_NAME: Final = 2
_LAST_NAME: Final = 8  # characters of the name of an area that closes a label
_INTENDS: Final = re.compile(
    "^(?:计划(?!生育|投资|总投资|单列)|要(?![素闻塞点客])|将|拟|力争|争取|确保)(?:实现|完成)?(?=...)"
)
_HAS_DONE: Final = re.compile(
    "^(?:已|共|现已?|累计已?)新?(?:集聚|聚集|引进|引育|建成|培育|形成|签约|落户|入驻)了?(?=...)"
)
_OWN_WORDS: Final = {  # what a text calls its own area, by the last character of its name
    kind: f"(?<![占居列排于])(?:全{kind}|我{kind}|本{kind})(?![第首前唯各])" for kind in "省市县区州"
}
_INTENDS_HEADS: Final = frozenset("计要将拟力争确")
_HAS_HEADS: Final = frozenset("共现已累建拥有所")


class Placing:
    """Takes the area out of a label where one opens it."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._indicators = lexicon.indicators
        self._common_words = frozenset(lexicon.cues.words("place", "common_words"))
        self._zone_words = lexicon.cues.words("place", "zones")
        self._nation = lexicon.cues.words("place", "nation")
        self._province_said = _said(lexicon.cues.words("place", "province"))
        self._autonomous_said = _said(lexicon.cues.words("place", "autonomous"))
        self._measures = lexicon.cues.words("metric", "nouns")
        self._has = frozenset(lexicon.cues.words("place", "has"))
        self._zones = Zones(lexicon.cues)
        self._others = lexicon.cues.words("place", "others_acts") + lexicon.cues.words("place", "firm_words")
        self._city_said = _said(lexicon.cues.words("place", "city"))
        self._zone_subjects = lexicon.cues.words("place", "zone_subjects")

    def place(self, text: str, binding: Binding, told: str, place: Place, places: Places) -> tuple[str, Place]:
        """The label without an area that opens it, and the area; ``told`` is the label of the number before.

        A label that is nothing but an area («南宁市增长5.3%») speaks of what was told last.
        """
        label = binding.label
        if binding.rule == "counted noun" and text.endswith("全国", binding.at, binding.quantity.start):
            return label, Place("全国", "100000")  # 在全国218家开发区中…
        if binding.place is not None:
            return self._given(binding, told, binding.place, places)
        if (
            binding.rule not in {"rank", "comparison"}
            and (whole := self._wider(text, binding, label, places)) is not None
        ):
            return whole
        if binding.rule == "counted noun" and (owner := self._owner(text, binding, places)) is not None:
            return label, owner
        return self._framed(text, binding, told, place, places)

    def _given(self, binding: Binding, told: str, place: Place, places: Places) -> tuple[str, Place]:
        """A label whose area its clause names; 园区数量：甲省9个、乙省5个 names the next by the label itself."""
        label = binding.label
        other = places.at(label, 0, len(label)) if told and places.may_begin(label, 0) else None
        each = other is not None and other[1] == len(label) and binding.rule != "rank"
        return (told, place_of(other[0])) if other is not None and each else (_owned(label), place)

    def _framed(self, text: str, binding: Binding, told: str, place: Place, places: Places) -> tuple[str, Place]:
        """A label in a sentence that speaks of ``place``, unless the label opens with another area."""
        label = binding.label
        if place.code is None and place is not places.issuer:
            # in a text about a zone: 经开区 is that zone, 全市 the city around it
            if self._city_said.search(text, binding.at, binding.quantity.start):
                place = places.issuer
            elif label.startswith(place.name):
                return label.removeprefix(place.name).lstrip("的、") or label, place
            elif zone := self._zones.opens(label):
                return label[len(zone) :].lstrip("的、") or label, place
        elif (zone := self._zones.opens(label)) and zone == self._zone(label, 0):
            home = self._zones.called(zone, places)
            return (label, place) if home is None else (label[len(zone) :].lstrip("的、").removeprefix("预计"), home)
        elif place is not places.issuer and self._says_own(text, binding, place, places):
            place = places.issuer  # 甲县产值…，占全市…: the document's own area again
        found = places.at(label, 0, len(label))
        if found is None:
            last = self._last(label, places) if binding.rule == "rank" and label[-1:] in _SUFFIXES else None
            return last or (label, place)
        region, end = found
        if place is not places.issuer and place_of(region) == place and region.level not in {"country", "cluster"}:
            rest = label[end:].lstrip("的、")
            return (_owned(rest) if len(rest) > 1 else label), place
        return self._opened(text, binding, told, place, places, found)

    def _says_own(self, text: str, binding: Binding, place: Place, places: Places) -> bool:
        """Whether the words before a number name the document's own area where its sentence is about another."""
        kind = places.issuer.name[-1:]
        if places.overview or kind not in _OWN_WORDS or place.name.endswith(kind):
            return False
        return re.search(_OWN_WORDS[kind], text[binding.at : binding.quantity.start]) is not None

    def _opened(  # what a label says, and all that may hold instead
        self, text: str, binding: Binding, told: str, place: Place, places: Places, found: tuple[Region, int]
    ) -> tuple[str, Place]:
        """A label that an area opens: the area's own figure, or a name that begins with it."""
        label = binding.label
        region, end = found
        if end == len(label):
            return (told, place_of(region)) if told and binding.rule not in {"counted noun", "rank"} else (label, place)
        if label[end : end + 1] in _ONWARD and len(label) > end + 2:
            return label, place_of(region) if places.outside(region) else place  # 甲县至乙县高速公路
        if self._is_part(text, binding, end):
            return label, place
        if zone := self._zone(label, end):
            return label[end + len(zone) :].lstrip("的、").removeprefix("预计"), Place(label[: end + len(zone)], None)
        rest = _INTENDS.sub("", label[end:].lstrip("的、"))
        known = self._indicators.match(rest, unit=None, measure=None) is not None
        known = known or rest.startswith(_OUTPUTS)
        if region.level == "country":
            # 全国重点实验室 is a rank of laboratory, not a number about the nation
            return (rest, place_of(region)) if known and not binding.quantity.counter else (label, place)
        if known or (places.outside(region) and self._is_foreign(text, binding, rest)):
            return rest, place_of(region)
        if not places.within(region) or label[end : end + 1] == "、":
            return label, place
        whole = end > _SHORT_NAME and label[end - 1] in _SUFFIXES and rest.endswith(self._measures)
        return (rest if whole and len(rest) > _SHORT_NAME else label), place_of(region)

    def _is_foreign(self, text: str, binding: Binding, rest: str) -> bool:
        """Whether what opens a clause is measured of an area outside the document's own, and is no firm's."""
        before = text[binding.at - 1 : binding.at] if binding.at else ""
        opens = not before.isalnum() and not text[binding.at : binding.quantity.start].startswith(("，", "、", "和"))
        return opens and rest.endswith(self._measures) and len(rest) > 3 and not rest.startswith(self._others)

    def _is_part(self, text: str, binding: Binding, end: int) -> bool:
        """Whether the area that opens a label is part of a name, an example, or the last of a list in the text."""
        label = binding.label
        if label[:end] in self._common_words or label.startswith(self._zone_words, end):
            return True
        if _EXAMPLES.search(label, end) is not None:
            return True  # 甲市“青云市集”等55个
        at = text.rfind(label[:4], binding.at, binding.quantity.start)
        return at > binding.at and text[at - 1] in "和与及、"  # 在14个市州城区和甲新区增补…

    def _last(self, label: str, places: Places) -> tuple[str, Place] | None:
        """The area inside the document's own that stands last, before a rank: 满意度测评甲州连续两年第一."""
        for at in range(max(2, len(label) - _LAST_NAME), len(label) - 1):
            found = places.at(label, at, len(label)) if places.may_begin(label, at) else None
            if found is not None and found[1] == len(label) and found[0].official_code and places.within(found[0]):
                return label[:at], place_of(found[0])
        return None

    def _owner(self, text: str, binding: Binding, places: Places) -> Place | None:
        """The area that has what is counted: «某省共有18个集群入围»."""
        at, end = binding.at, binding.quantity.start
        while at < end and text[at] in "，,、 其中":
            at += 1
        found = places.at(text, at, end) if at < end and places.may_begin(text, at) else None
        if found is None:
            return None
        between = text[found[1] : end]
        if between in self._has:
            return place_of(found[0])
        city = found[0].level == "prefecture" and places.within(found[0]) and place_of(found[0]) != places.issuer
        return place_of(found[0]) if city and _DEED.fullmatch(between) is not None else None

    def _zone(self, label: str, end: int) -> str:
        """The word for a zone behind the name of an area, with something that it measures behind that."""
        zone = next((word for word in self._zone_subjects if label.startswith(word, end)), "")
        if not zone:
            return ""
        rest = label[end + len(zone) :].lstrip("的、").removeprefix("预计")
        known = rest.endswith(self._measures) or self._indicators.match(rest, unit=None, measure=None) is not None
        return zone if rest and known else ""

    def _wider(self, text: str, binding: Binding, label: str, places: Places) -> tuple[str, Place] | None:
        """«我国…», and «我省…» inside the text of a city: the nation's or the province's number."""
        if label.startswith(self._nation):
            for word in self._nation:
                if label.startswith(word) and len(label) > len(word):
                    return label[len(word) :], Place("全国", "100000")
        province = places.province
        if province is None:
            return None
        first, last = binding.at, binding.quantity.start
        if self._province_said.search(text, first, last):
            return label, province
        if province.name.endswith("自治区") and not places.issuer.name.endswith("区"):
            return (label, province) if self._autonomous_said.search(text, first, last) else None
        return None


def _owned(label: str) -> str:
    """A label without the word that says an area has or means it: 有各类企业, 所拥有的企业, 要(实现)产值."""
    label = _INTENDS.sub("", label) if label[:1] in _INTENDS_HEADS else label
    if label[:1] not in _HAS_HEADS:
        return label
    return _HAS.sub("", _HAS_DONE.sub("", label), count=1)


def _said(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern of words for an area; 全省第四个… is a place in an order, 占全省… a share."""
    return re.compile(f"(?<![占居列排于])(?:{'|'.join(map(re.escape, words))})(?![第首前唯各])")
