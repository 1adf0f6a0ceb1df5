"""What a number is about where the words behind it say so: «posted 5 billion yuan in sales», «70 percent of drones»."""

import re

from fangzhi.lexicon.cues import Cues

_TIME = r"(?:the\s)?(?:first|second|third|fourth|same|past|last|previous|whole|year|period|Q\d|H\d|\d)"
_PHRASE_END = (
    r"(?=\s{0,9}(?:[,.;:()—]|$|\s(?:and|while|as|in|by|from|with|up|during|over|compared|according|this|last|an?)\b))"
)
_OF_WHOLE = re.compile(
    r"\s(?:of|in)\s"
    r"(?P<owner>(?:China|the (?:country|nation|world|province|city|region))['’]s\s|its\s|the\s|all\s|their\s|total\s)?"
    rf"(?P<what>(?!{_TIME})[\w’'&/-]+(?:\s[\w’'&/-]+){{0,7}}?)" + _PHRASE_END
)
_PREDICATE = re.compile(
    r"\s(?:of)\s(?:the\s|its\s|all\s|these\s|those\s)?(?P<what>[\w’'&/-]+(?:\s[\w’'&/-]+){0,3}?)\s"
    r"(?P<verb>(?:was|were|is|are|had been|has been|have been|came|come|comes|went)\s[^,.;:()]{3,60}?)"
    r"(?=\s{0,9}(?:[,.;:()]|$))"
)
_TOLD_DOING = re.compile(r"\((?P<verb>[a-z]{2,14}ing)\)$")
_DOING = re.compile(
    r"(?:^|\s)(?P<verb>[a-z]{2,14}ing)(?<!including)(?<!according)(?<!during)(?<!being)(?<!following)(?<!involving)\s?$"
)


class ObjectWords:
    """The nouns of measures of english.toml, as what a number is about stands behind it."""

    def __init__(self, cues: Cues) -> None:
        nouns = "|".join(re.escape(word) for word in cues.words("measured", "nouns"))
        self._in = re.compile(
            r"(?:\s\([^()]{1,60}\))?\s(?:in|of|worth of)\s(?:its\s|the\s|their\s|annual\s|total\s|combined\s)?"
            rf"(?P<what>(?!{_TIME})(?:[\w’'&/-]+\s){{0,4}}?(?:{nouns})(?:\s(?:of|for|from)\s[\w’'&/-]+(?:\s[\w’'&/-]+){{0,3}}?)?)"
            + _PHRASE_END,
            re.IGNORECASE,
        )
        self._alone = re.compile(
            r"(?:(?:total|combined|annual|overall|actual|cumulative|aggregate|gross|foreign|average|industrial)\s){0,2}"
            rf"(?:(?:{nouns}|market size|market scale|scale|number|volume)(?:\s(?:value|volume|scale))?)",
            re.IGNORECASE,
        )
        self.measured = re.compile(rf"\b(?:{nouns})\b", re.IGNORECASE)

    def is_measure(self, label: str) -> bool:
        """Whether a label names a measure and nothing that is measured: «total output value», «profits»."""
        return self._alone.fullmatch(label) is not None

    def amount(self, text: str, at: int, end: int) -> tuple[str, int] | None:
        """The measure named behind an amount, and where its words end: « in main business revenue by 2030».

        >>> from fangzhi.lexicon.load import load_lexicon
        >>> ObjectWords(load_lexicon().english).amount("9 billion yuan ($1.2 billion) in tax revenue, up", 14, 48)
        ('tax revenue', 44)
        """
        match = self._in.match(text, at, end)
        return (match["what"], match.end("what")) if match else None


def part_of(head: str, text: str, at: int, end: int, told: str) -> tuple[str, int] | None:
    """What a percentage is a part of, with what is done to it, and where the words end.

    ``head`` is the clause before the number: nothing, or one that ends in a participle; ``told`` the label before.

    >>> part_of("producing", "70 percent of China's buses and", 10, 31, "")
    ("share of China's buses (producing)", 27)
    >>> part_of("", "About 90 percent of the funds went into services.", 16, 49, "")
    ('share of funds that went into services', 48)
    >>> part_of("and cargo drones commanding", "5 percent of the market.", 9, 24, "")
    ('share of cargo drones in market', 23)
    """
    rest = head.strip(" ,")
    if not rest and (match := _PREDICATE.match(text, at, end)):
        return f"share of {match['what']} that {match['verb']}", match.end()
    doing = _DOING.search(rest) or (_TOLD_DOING.search(told) if rest.lower() == "and" else None)
    whole = _OF_WHOLE.match(text, at, end)
    if doing is None or whole is None:
        return None
    subject = rest[: max(0, doing.start())].removeprefix("and ").strip() if doing.re is _DOING else ""
    if subject:
        return f"share of {subject} in {whole['what']}", whole.end()
    return f"share of {whole['owner'] or ''}{whole['what']} ({doing['verb']})", whole.end()
