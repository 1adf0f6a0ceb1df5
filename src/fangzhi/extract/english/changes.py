"""Growth told by a noun: «registered a 7.5 percent increase in added value», «saw a rise of 28 percent»."""

import re
from dataclasses import dataclass

from fangzhi.lexicon.cues import Cues

_TIMES_BEHIND = (
    r"(?:the\s{1,9})?(?:first|second|third|fourth|same|past|last|previous|whole|full|year|period|corresponding|Q\d|H\d|\d|"
    r"January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_WHAT = re.compile(
    rf"\s{{1,9}}(?:in|of)\s{{1,9}}(?!{_TIMES_BEHIND})((?:the\s{{1,9}}|its\s{{1,9}}|their\s{{1,9}})?[\w’'&/ -]{{3,70}}?)"
    r"(?=\s{0,9}(?:[,.;:()]|$|\b(?:from|over|during|year[ -]on[ -]year|compared"
    r"|in the (?:first|second|third|fourth|same|year)|this year|last year|in \d{4}|and an? \d|allocated|driven"
    r"|by the end|as of)\b))",
    re.IGNORECASE,
)
_OWN_WORD = (
    r"(?!(?:of|in|to|and|or|the|an?|for|from|on|at|by|with|than|as|was|is|were|are|its|their|growth|this|last)\b)"
    r"[A-Za-z-]+"
)
_LED = re.compile(r"\s(?:led|topped|outpaced|outperformed|headed)\s[^,;]{0,80}$")
_RELATIVE = re.compile(r"\b(?:which|who|that)\s{0,9}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NounChange:
    """A change told behind its number: its sign, what changed where the words say so, where they end."""

    sign: int
    what: str | None
    end: int


class ChangeWords:
    """The nouns of change and the verbs that stand before them, of english.toml."""

    def __init__(self, cues: Cues) -> None:
        self._signs = {"up": 1, "down": -1}
        nouns = cues.index("noun_of_change")
        self._kinds = nouns
        self._noun = re.compile(
            r"(?:\s{1,9}(?:year[ -]on[ -]year|yearly|annual|average)){0,2}\s{1,9}"
            rf"(?P<noun>{_any(tuple(nouns))})\b",
            re.IGNORECASE,
        )
        # «8 percent GDP growth», «a 3 percent export decline»
        self._own = re.compile(
            rf"\s(?:(?:year[ -]on[ -]year|annual)\s)?(?P<own>(?:{_OWN_WORD}\s){{1,3}})(?P<noun>{_any(tuple(nouns))})\b",
            re.IGNORECASE,
        )
        seen = _any(cues.words("seen", "verbs"))
        adjectives = rf"(?:\s{{1,9}}(?:{_any(cues.words('seen', 'adjectives'))})){{0,4}}"
        self._seen = re.compile(
            rf"(?:^|\s)(?:(?:has|have|had|will|also)\s{{1,9}}){{0,4}}(?:(?:{seen})(?:\s{{1,9}}(?:an?|its|their|the))?|with(?:\s{{1,9}}(?:an?|its|their))?)"
            rf"{adjectives}\s{{0,9}}$",
            re.IGNORECASE,
        )
        self._change_in = re.compile(
            rf"\b(?:{seen})(?:\s{{1,9}}an?)?{adjectives}\s{{1,9}}(?P<noun>{_any(tuple(nouns))})\s{{1,9}}in\s{{1,9}}"
            r"(?P<what>[\w’'&/ -]{3,70})$",
            re.IGNORECASE,
        )
        forms = {name: _any(tuple(" ".join(cues.words("lifting", name)).split())) for name in ("up", "down")}
        self._lifting = re.compile(
            rf"\b(?:(?P<up>{forms['up']})|(?:{forms['down']}))\s"
            r"(?P<what>(?!by\b|in\b|to\b|at\b|during\b|from\b)[\w’'&/ -]{3,70})\sby\s{0,9}$",
            re.IGNORECASE,
        )
        self._antecedent = re.compile(
            rf"\b(?:{_any(tuple(nouns))})\sin\s(?P<what>[\w’'&/ -]{{3,70}})[\s,]{{0,9}}$", re.IGNORECASE
        )
        self._bare = re.compile(
            rf"\s{{0,9}}\b(?:(?:has|have|had)\s{{1,9}})?(?:{seen})(?:\s{{1,9}}an?)?{adjectives}\s{{1,9}}(?:{_any(tuple(nouns))})\s{{0,9}}$",
            re.IGNORECASE,
        )

    def behind(self, text: str, at: int, end: int) -> NounChange | None:
        """The noun of change right behind a percentage: « percent increase in added value».

        >>> from fangzhi.lexicon.load import load_lexicon
        >>> ChangeWords(load_lexicon().english).behind("7.5 percent drop in coal use, the lowest", 11, 40)
        NounChange(sign=-1, what='coal use', end=28)
        """
        match = self._noun.match(text, at, end)
        if match is None and (own := self._own.match(text, at, end)) is not None:
            return NounChange(self._signs[self._kinds[own["noun"].lower()]], own["own"].strip(), own.end())
        if match is None:
            return None
        sign = self._signs[self._kinds[match["noun"].lower()]]
        what = _WHAT.match(text, match.end(), end)
        return NounChange(sign, what[1], what.end(1)) if what else NounChange(sign, None, match.end())

    def subject(self, stem: str) -> tuple[str, bool]:
        """The subject of «X registered a steady», and whether such a verb was there; the stem as it is where not.

        >>> from fangzhi.lexicon.load import load_lexicon
        >>> words = ChangeWords(load_lexicon().english)
        >>> words.subject("The steel sector has registered a steady"), words.subject("driven by a")
        (('The steel sector', True), ('driven by a', False))
        """
        match = self._seen.search(stem)
        if match is None:
            return stem, False
        subject = _LED.sub("", stem[: match.start()]).rstrip(" ,")
        return ("", True) if _RELATIVE.search(subject) else (subject, True)

    def change_in(self, stem: str) -> tuple[str, int] | None:
        """What changed and the sign in «The port saw double-digit growth in cargo» before «of 12 percent».

        >>> from fangzhi.lexicon.load import load_lexicon
        >>> ChangeWords(load_lexicon().english).change_in("The port saw double-digit growth in cargo traffic")
        ('cargo traffic', 1)
        """
        match = self._change_in.search(stem)
        return (match["what"], self._signs[self._kinds[match["noun"].lower()]]) if match else None

    def done_to(self, head: str) -> tuple[str, int] | None:
        """What is raised or cut, and the sign, in «plans to raise exports by».

        >>> from fangzhi.lexicon.load import load_lexicon
        >>> ChangeWords(load_lexicon().english).done_to("The city seeks to cut the energy use of plants by")
        ('the energy use of plants', -1)
        """
        match = self._lifting.search(head)
        if match is None or match["what"].endswith("ly"):
            return None
        return match["what"], 1 if match["up"] else -1

    def antecedent(self, before: str) -> str | None:
        """What changed where a clause with «which» goes on: «…, with a rise in lamp sales, which grew by»."""
        match = self._antecedent.search(before)
        return match["what"] if match else None

    def of_clause(self, clause: str) -> str | None:
        """The subject of a clause that tells a change without a number: «Investment has seen robust growth»."""
        match = self._bare.search(clause)
        return clause[: match.start()].strip() or None if match else None


def _any(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
