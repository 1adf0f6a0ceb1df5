"""Areas of English text beyond the names of the register: zones in their short forms, areas before brackets."""

import re

from fangzhi.extract.english.words import of_area
from fangzhi.extract.places import Place, Places, place_of
from fangzhi.lexicon.regions import RegionRegister
from fangzhi.model.region import Region

# How texts name a zone of a kind, and how the register ends its English name.
_KINDS = {
    "tech": "High-tech Industrial Development Zone",
    "economic": "Economic and Technological Development Zone",
}
_ZONE = re.compile(
    r"(?P<city>[A-Z][a-z’']{1,15}(?:\s(?!National|State)[A-Z][a-z’']{1,15})?)\s(?:City\s)?(?:(?:National|State-level|national|state-level)\s)?"
    r"(?:(?P<tech>(?:(?:New and )?[Hh]i(?:gh)?-?\s?(?:and New\s)?-?[Tt]ech(?:nology)?)(?:\s[Ii]ndustr(?:y|ial|ies))?"
    r"(?:\s[Dd]evelopment)?\s(?:[Zz]one|[Aa]rea|[Pp]ark))"
    r"|(?P<economic>[Ee]conomic(?:\s(?:and|&)\s|-)?\s?(?:[Tt]echn(?:olog)?ical\s)?[Dd]evelopment\s(?:[Zz]one|[Aa]rea))"
    r"|(?:(?:[Pp]ilot\s)?[Ff]ree [Tt]rade (?:[Pp]ilot\s)?[Zz]one|(?:[Cc]omprehensive\s)?[Bb]onded [Zz]one"
    r"|(?:[A-Z][\w-]{1,15}\s){1,4}"
    r"(?:New Area|New District|Innovation City|Science City|Valley|Park|Bonded Zone|Cooperation Zone)"
    r"|[Ii]ndustrial [Pp]ark|[Ss]cience (?:and [Tt]echnology\s)?[Pp]ark|[Ff]ree [Tt]rade [Pp]ort))(?!\w)"
)
_NAME_GOES_ON = re.compile(  # «Beibu Gulf Port», «Guangdong University» are no areas
    r"\s(?!Province|City|Municipality|Autonomous|Prefecture|County|District|Special|Economic|Island|Region|New|Delta)"
    r"[A-Z][a-z]{2,}"
)
_HYPHEN = re.compile(r"[-–](?!based|made|owned|produced|funded)[A-Za-z]")  # the China-Europe train is of no country
_ANOTHER = re.compile(r"(?:\s[Cc]ity|\s[Pp]rovince|\s[Cc]ounty)?(?:\sin the \w+)?(?:,|\sand)\s[A-Z]")
_LIES_IN = re.compile(r"\sin\s(?=[A-Z])")
_IN_ZONE = re.compile(r"\b(?:in|at|of) (?:the )?(?=[A-Z])")
_COUNTY = re.compile(r"\s(?:[Cc]ounty|[Dd]istrict|[Cc]ity|[Bb]anner)\b|(?:'s|’s)\s")
_BEFORE_BRACKET = re.compile(r"\s(?:[Pp]rovince|[Cc]ity|[Mm]unicipality|[Aa]utonomous [Rr]egion)$")
_CAPITAL = re.compile(r"\b[A-Z]")
_OF_COUNTRY = re.compile(r"\bof (?:China|the (?:country|nation))['’]s\s", re.IGNORECASE)
_COUNTRY_OWNS = re.compile(  # not «East China's», which says where a province lies
    r"(?<!east )(?<!west )(?<!orth )(?<!outh )(?<!entral )"
    r"\b(?:China|the (?:country|nation))['’]s\s(?:total\s|overall\s)?$",
    re.IGNORECASE,
)
_OWNER = re.compile(
    r"(?<![\w&-])(?P<owner>[A-Z][\w&-]{0,20}(?:\s[A-Z][\w&-]{0,20}){0,3})['’]s\s(?:total\s|combined\s|annual\s)?$"
)
_AREA_WORDS = frozenset({"province", "city", "county", "district", "municipality", "autonomous region"})
_MEANT = re.compile(
    r"(?:(?:[Tt]he|[Tt]his)\s|(?<=[Tt]he\s))"
    r"(?P<kind>region|district|league|zone|new area|county|city|province|prefecture)(?=\s|['’])"
)
_ENDINGS = {  # how the names of the areas end that a text calls so
    "region": ("自治区", "地区", "城市群", "经济圈", "大湾区", "三角洲", "三角", "经济区"),
    "district": ("区",),
    "league": ("盟",),
    "zone": ("区",),
    "new area": ("新区",),
    "county": ("县",),
    "city": ("市",),
    "province": ("省",),
    "prefecture": ("州", "地区"),
}
_OF_COUNTY = re.compile(
    r"(?P<what>.+?)\sof\s(?P<area>[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,3}?)(?:\s(?:[Dd]istrict|[Cc]ounty|[Cc]ity))?$"
)
_WHERE = re.compile(r"\b(?:[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est|[Cc]entral)\w* Chinas?(?:['’]s)? (?=[A-Z])")
_COUNTRY = Place("全国", "100000")
_SITE = re.compile(r"\b(?:between|in|of|by)\s{1,9}(?=[A-Z])")
_SHARED = frozenset({"share", "part", "comparison", "carried subject"})  # a share of the nation is not the nation's
_LEVELS = frozenset({"province", "prefecture"})
_WIDE = frozenset({"country", "cluster", "zone"})


class EnglishAreas:
    """Finds the area whose name begins at a place of an English text."""

    def __init__(self, register: RegionRegister) -> None:
        self._register = register

    def at(self, text: str, start: int, end: int, places: Places, *, wide: bool = False) -> tuple[Place, int] | None:
        """The area named at ``start`` and where its name ends; ``wide`` lets the country and clusters count too.

        A zone that the register does not know is named as the text names it: its figures are not those of its city.
        """
        zone = _ZONE.match(text, start, end)
        if zone is not None and (found := self._zone(zone, places)) is not None:
            return found, zone.end()
        hit = places.at(text, start, end)
        if hit is None:
            return None
        region, stop = hit
        if _NAME_GOES_ON.match(text, stop, end) or _HYPHEN.match(text, stop, end):
            return None
        if region.level in _LEVELS or (wide and region.level in _WIDE) or _is_county(region, text, stop, end):
            return place_of(region), stop
        return None

    def of_label(self, label: str, rule: str, head: str, place: Place, places: Places) -> tuple[str, Place]:
        """The label without the area that ends it, and the area: «GDP of Zhejiang Province».

        ``rule`` is that of the binding, ``head`` are the words before the number, ``place`` is the area where none is
        named; in «the country's steel output reached …» the country owns the label.
        """
        label = _WHERE.sub("", label)
        named = of_area(label)
        found = self.at(named[1], 0, len(named[1]), places, wide=True) if named else None
        inside = rule == "share" and " in " in label and not places.overview  # 60 percent of the trade of Wuhan
        if named is not None and found is not None and found[1] == len(named[1]) and not inside:
            inner = _OF_COUNTY.match(named[0])  # of Haimen district in Nantong, of Nantong in Jiangsu
            within = self.at(named[0], inner.start("area"), len(named[0]), places) if inner else None
            ended = named[0].lower().endswith(" district") and within is not None and within[0].name.endswith("市")
            if inner is not None and within is not None and within[1] == inner.end("area") and not ended:
                return inner["what"], within[0]
            return named[0], found[0]
        if rule not in _SHARED:
            before = head[: max(0, head.rfind(label))]
            if _OF_COUNTRY.search(label) or _COUNTRY_OWNS.search(before):
                return label, _COUNTRY
            if (owner := _OWNER.search(before)) and self._is_firm(owner["owner"], places):
                return f"{owner['owner']}'s {label}", place
        wide = rule not in _SHARED and " region" in label  # the Beijing-Tianjin-Hebei region
        sites = [
            hit[0]
            for site in _SITE.finditer(label)
            if (hit := self.at(label, site.end(), len(label), places, wide=wide))
        ]
        return label, sites[0] if len(sites) == 1 else place

    def are_all(self, label: str, places: Places) -> bool:
        """Whether a label is nothing but names of areas: «Guangdong and Jiangsu»."""
        parts = [part for part in re.split(r",\s{0,9}(?:and\s{1,9})?|\s{1,9}and\s{1,9}", label) if part]
        hits = [self.at(part, 0, len(part), places, wide=True) for part in parts]
        return bool(parts) and all(
            hit is not None and (hit[1] == len(part) or part[hit[1] :].strip().lower() in _AREA_WORDS)
            for hit, part in zip(hits, parts, strict=True)
        )

    def meant(self, text: str, start: int, end: int, last: Place | None, places: Places) -> Place | None:
        """The area named last where a sentence speaks of «the region», «the district», and the text's own is none."""
        match = _MEANT.match(text, start, end)
        if match is None or last is None:
            return None
        endings = _ENDINGS[match["kind"].lower()]
        return last if last.name.endswith(endings) and not places.issuer.name.endswith(endings) else None

    def _is_firm(self, name: str, places: Places) -> bool:
        """Whether an owner is no area: what a firm earns is no figure of the place without its name."""
        words = name.split()
        return not any(
            self.at(tail := " ".join(words[at:]), 0, len(tail), places, wide=True) for at in range(len(words))
        ) and words[-1].lower() not in {"china", "region", *_AREA_WORDS}

    def _zone(self, zone: re.Match[str], places: Places) -> Place | None:
        city = zone["city"].replace("’", "'")
        for kind, ending in _KINDS.items():
            if zone[kind]:
                known = self._register.named(f"{city} {ending}")
                if len(known) == 1:
                    return place_of(known[0])
        if known := self._register.named(zone[0]):
            return place_of(known[0])
        hit = places.at(city, 0, len(city))
        return Place(zone[0], None) if hit is not None and hit[1] == len(city) else None

    def behind(self, text: str, at: int, end: int, places: Places) -> Place | None:
        """The area that what is counted lies in, named right behind it: «9 plants in Wuxi»."""
        site = _LIES_IN.match(text, at, end)
        found = self.at(text, site.end(), end, places) if site else None
        return found[0] if found and _ANOTHER.match(text, found[1], end) is None else None

    def owner_inside(self, text: str, start: int, end: int, places: Places) -> tuple[Place, int] | None:
        """The area that owns something in the subject of a sentence: «The rise of Zhejiang's exports came from»."""
        for site in _CAPITAL.finditer(text, start, min(end, start + 80)):
            found = self.at(text, site.start(), end, places)
            if found is not None and text.startswith(("'s ", "’s "), found[1]):
                return found
        return None

    def zone_inside(self, text: str, start: int, end: int, places: Places) -> Place | None:
        """The zone of the register that a sentence places its subject in: «Firms in the Binhai New Area earned»."""
        for site in _IN_ZONE.finditer(text, start, min(end, start + 120)):
            hit = places.at(text, site.end(), end)
            if hit is not None and hit[0].level == "zone":
                return place_of(hit[0])
        return None

    def before_bracket(self, text: str, start: int, bracket: int, places: Places) -> Place | None:
        """The area whose name stands right before a bracket: «, Gansu province (6.6 percent)»."""
        words = text[max(start, bracket - 45) : bracket].rstrip()
        tail = _BEFORE_BRACKET.search(words)
        name_end = tail.start() if tail else len(words)
        for capital in _CAPITAL.finditer(words):
            found = self.at(words, capital.start(), len(words), places)
            if found is not None and found[1] in {name_end, len(words)}:
                return found[0]
        return None


def _is_county(region: Region, text: str, stop: int, end: int) -> bool:
    """Whether a county is named as one: names such as «He» and «Gong» are words too."""
    return region.level == "county" and _COUNTY.match(text, stop, end) is not None
