"""What a document says of itself: title, day, region, kind, publisher and number where nobody gave them.

Each answer comes with how it was found; None where the text does not say, for a guess here would put a wrong
year or a wrong region under every fact of the document.
"""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from fangzhi.lexicon.reading import ReadingWords
from fangzhi.lexicon.regions import RegionRegister
from fangzhi.model.document import FoldedText
from fangzhi.model.region import Region
from fangzhi.read.dates import first_day, first_year, latest_year
from fangzhi.read.places import commonest_place, place_in

_HEAD_LINES = 60
_OPENING = 1500
_LINE_ENDS = "。！？；：，、,;:"
_BYLINE = re.compile(r"^(?:——|--|[（(]|[《“]?(?:本报|记者|来源|作者|编辑))|[市省区州县席长任]\s*$|会议上[）)]?$")
_SITE = re.compile(r"(?:_|\s[|｜-]\s?)[^_|｜]{2,30}$|\s*\[图\]$")
_LABEL = re.compile(r"^[\[【（(]?([^:：\s]{2,6})[\]】]?\s*[:：]\s*(.*)$")
_MEETING = re.compile(r".{0,12}[日].{0,6}在.{2,40}(?:会议|大会)上")
_PEOPLE = re.compile(r"(?:我代表|在)([^，。,\s我在]{2,14}?)(?:人民政府|第[一二三四五六七八九十百]+届人民代表大会|[一二三四五六七八九十]+届人民代表大会)")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,10}[〔\[【（(]\s?(?:19|20)\d{2}\s?[〕\]】）)]\s?(?:第\s?)?\d{1,4}\s?号")
_OFFICE = re.compile(r"^[\u4e00-\u9fff]{2,20}(?:日报|晚报|时报|新闻|在线|网|局|厅|委|委员会|人民政府|办公厅|办公室|统计局)$")


@dataclass(frozen=True, slots=True)
class Found[T]:
    """A value and how it was found."""

    value: T
    how: str
