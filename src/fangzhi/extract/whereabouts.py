"""Which area each sentence of a text speaks of: its own, one it walks to, one that a sentence turns to."""

import re
from typing import Final

from fangzhi.extract.places import Place, Places, place_of
from fangzhi.extract.sections import Paragraph, Sentence
from fangzhi.extract.subjects import NO_SUBJECT, Subjects
from fangzhi.extract.times import TimeMention
from fangzhi.lexicon.cues import Cues
from fangzhi.model.region import Region

_BY_THE_WAY: Final = re.compile(
    "(?:近年来|近几年来?|近些年来?|多年来|目前|如今|眼下|当前|同时|此外|另外|其中|例如|比如|据悉|据了解|据介绍|数据显示)，?"
)
_ASIDE_HEADS: Final = frozenset("近多目如眼当同此另其例比据数")
_BEFORE_SUBJECTS: Final = _ASIDE_HEADS | frozenset("据，, “在")
_SOURCE: Final = re.compile("据[^，。；、]{1,14}，")
_HEADING: Final = 40  # characters of a heading that opens with an area and a colon
_NATION: Final = Place("全国", "100000")
_OWN_WORDS: Final = (
    "全省",
    "我省",
    "全市",
    "我市",
    "本市",
    "全区",
    "我区",
    "全县",
    "我县",
    "全州",
    "我州",
    "其中园区",
    "其中经开区",
    "其中高新区",
)
_SURVEY: Final = re.compile("(?:该报告|报告(?!期)|《报告》|该?榜单|该?名单)(?:将|以|从|显示|指出|称|共|对|中)")
_SURVEY_TITLE: Final = re.compile("《[^》\n]{0,20}(?:中国|全国)[^》\n]{0,24}(?:报告|榜单|指数|蓝皮书|白皮书)")
_TELLS: Final = re.compile("[^，。；]{1,12}(?:介绍|表示|数据|显示|统计|通报|透露)，?(?=[^。]*全[市省区州])")
_CEREMONY: Final = re.compile(
    "(?<![0-9])在(?:20[0-9]{2}年?)?(?=[^，；。在]{2,40}(?:仪式|大会|推介会|对接会|洽谈会|签约会|活动)上，)"
)
_SLOGAN: Final = 26  # characters of a first sentence that says what its paragraph is about
_URGES: Final = re.compile("(?:全力|大力|着力|高水平|加快|扎实)?(?:加快|推动|推进|支持|促进|增强|提升|助力)")
_RISES: Final = re.compile("[^，；、。]{0,12}(?:振兴|建设|发展|崛起|跨越|引领辐射|能级|提升|突破)。")
_WALKED: Final = frozenset({"province", "prefecture", "country"})


class Whereabouts:
    """Reads the areas that the sentences and headings of one document open with."""

    def __init__(self, text: str, cues: Cues, places: Places, *, news: bool) -> None:
        self._text = text
        self._places = places
        self._news = news
        self._overview = places.overview
        self._subjects = Subjects(cues)
        self._zone_kinds = re.compile("|".join(map(re.escape, cues.words("place", "zone_subjects"))) or "(?!)")
        self._joint_words = re.compile("|".join(map(re.escape, cues.words("place", "joint"))) or "(?!)")
        self._everywhere = cues.words("place", "everywhere")
        self._offices = cues.words("place", "national_offices")
        self._office_heads = frozenset(word[0] for word in self._offices)
        self._surveys = news and _SURVEY_TITLE.search(text) is not None
        self._own = () if places.overview else (places.issuer.name[:2], *_OWN_WORDS)
        self._described = re.compile(  # 另一个沿海经济大省浙江…, 在中部省份湖南，…
            f"[^，。；、：0-9]{{0,14}}?(?:{'|'.join(map(re.escape, cues.words('place', 'described')))})"
        )
        # only clusters that the text names at all; in a survey of areas none acts for its members
        self._clusters = () if places.overview else tuple(c for c in places.clusters() if c[0] in text)

    def walked_to(self, sentence: Sentence, times: tuple[TimeMention, ...], here: Place, home: Place) -> Place:
        """In a text that walks through areas the one that a sentence opens with, else the one told before."""
        at = self._subject_at(sentence, times)
        found = self._places.at(self._text, at, sentence.end)
        if found is None and (described := self._described.match(self._text, at, sentence.end)) is not None:
            found = self._places.at(self._text, described.end(), sentence.end)
        if found is None:
            if self._text.startswith(self._everywhere, at):
                return home
            return _NATION if self._news and self._of_nation(sentence) else here
        region, end = found
        if self._text[end : end + 1] == "、":
            return home  # a list of areas: what is told behind it is of none of them alone
        if region.level not in _WALKED and NO_SUBJECT.match(self._text, end) is not None:
            return here
        return place_of(region)

    def may_turn(self, sentence: Sentence) -> bool:
        """Whether a sentence without times may open with an area: most of a report do not."""
        at = sentence.lead
        return self._text[at] in _BEFORE_SUBJECTS or self._places.may_begin(self._text, at)

    def turned(self, sentence: Sentence, times: tuple[TimeMention, ...]) -> Place | None:
        """The area that one sentence of a text about another opens with: its figures are not the document's."""
        at = self._subject_at(sentence, times)
        if self._news and self._of_nation(sentence):
            return _NATION
        found = self._places.at(self._text, at, sentence.end)
        if found is None:
            return self._held_at(sentence) if self._news else None
        region, end = found
        if self._places.outside(region):
            return place_of(region) if self._subjects.is_one(self._text, at, end, sentence.end) else None
        if not self._news:
            return None
        if self._places.above(region):
            told = self._subjects.acts(self._text, end, sentence.end) or _TELLS.match(self._text, end, sentence.end)
            return place_of(region) if told else None
        return self._within(region, at, end, sentence.end)

    def _of_nation(self, sentence: Sentence) -> bool:
        """Whether a sentence of the news tells what an office of the nation says, and not of the document's area."""
        start = sentence.lead + self._text.startswith("据", sentence.lead)
        office = self._text[start : start + 1] in self._office_heads and self._text.startswith(self._offices, start)
        if not office and not (self._surveys and _SURVEY.match(self._text, start, sentence.end)):
            return False
        return not any(self._text.find(word, start, sentence.end) >= 0 for word in self._own)

    def _held_at(self, sentence: Sentence) -> Place | None:
        """The area of its own where what a sentence tells was held: 在某经开区重大项目签约仪式上，16个项目签约."""
        held = _CEREMONY.search(self._text, sentence.lead, sentence.end)
        hit = self._places.at(self._text, held.end(), sentence.end) if held is not None else None
        if hit is None or not self._places.within(hit[0]):
            return None
        return place_of(hit[0])

    def _within(self, region: Region, at: int, end: int, stop: int) -> Place | None:
        """In the news of an area the zone, city or county of its own that a sentence opens with."""
        if not self._places.within(region):
            return None
        if region.level == "zone":
            return place_of(region) if NO_SUBJECT.match(self._text, end) is None else None
        if (kind := self._zone_kinds.match(self._text, end)) is not None:
            zone = Place(self._text[at : kind.end()], None)
            return zone if NO_SUBJECT.match(self._text, kind.end()) is None else None
        if place_of(region) == self._places.issuer or not region.official_code:
            return None
        if self._text[end : end + 1] in {"：", ":"}:
            return place_of(region)
        return place_of(region) if self._subjects.is_one(self._text, at, end, stop) else None

    def slogan(self, sentence: Sentence) -> Place | None:
        """The zone or part of the area that a paragraph is about, by its short first sentence: 加快某新区全面振兴."""
        if not sentence.first or sentence.end - sentence.lead > _SLOGAN or self._overview:
            return None
        opening = _URGES.match(self._text, sentence.lead, sentence.end)
        found = self._places.at(self._text, opening.end(), sentence.end) if opening is not None else None
        if found is None or found[0].level not in {"zone", "cluster"} or not self._places.within(found[0]):
            return None
        return place_of(found[0]) if _RISES.match(self._text, found[1], sentence.end) is not None else None

    def together(self, sentence: Sentence, cluster: Place | None) -> Place | None:
        """The cluster that a sentence opens with (某某经济圈协作日益紧密，产值突破…), or that acts together in it."""
        if not self._clusters:
            return None
        text = self._text
        opens = next((place for name, place in self._clusters if text.startswith(name, sentence.lead)), None)
        if opens is None and self._joint_words.search(text, sentence.start, sentence.end):
            return self.cluster_in(sentence.start, sentence.end) or cluster
        return opens

    def cluster_in(self, start: int, end: int) -> Place | None:
        """The cluster whose areas may act together in a paragraph or sentence: the only one it names in full."""
        named = {place for name, place in self._clusters if self._text.find(name, start, end) >= 0}
        return named.pop() if len(named) == 1 else None

    def of_heading(self, paragraph: Paragraph) -> Place | None:
        """The area that holds under a heading: one that opens it before a colon, or that is all of it."""
        lead = paragraph.sentences[0].lead
        if paragraph.end - lead > _HEADING:
            return None
        found = self._places.at(self._text, lead, paragraph.end)
        if found is None:
            return None
        region, end = found
        if end < paragraph.end and self._text[end] in "：:":
            return place_of(region)  # 甲省乙县：“一桌佳肴”催生产业集群
        alone = paragraph.end - lead <= 12 and paragraph.end - end <= 4 and self._overview
        return place_of(region) if alone and region.level in {"country", "province", "prefecture"} else None

    def _subject_at(self, sentence: Sentence, times: tuple[TimeMention, ...]) -> int:
        at = sentence.lead
        if self._text.startswith("据", at) and (source := _SOURCE.match(self._text, at)) is not None:
            at = source.end()
        while at < sentence.end and self._text[at] in "，, “在":
            at += 1
        if (
            self._text[at : at + 1] in _ASIDE_HEADS
            and (aside := _BY_THE_WAY.match(self._text, at, sentence.end)) is not None
        ):
            at = aside.end()
        for time in times:
            if time.start == at:
                at = time.end + 2 * self._text.startswith("以来", time.end)
                while at < sentence.end and self._text[at] in "，, “":
                    at += 1
        return at
