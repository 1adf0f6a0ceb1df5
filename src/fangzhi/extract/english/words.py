"""The words around a number in English: verbs before it, nouns behind it, labels without articles and owners."""

import re

from fangzhi.extract.english.changes import ChangeWords
from fangzhi.extract.english.objects import ObjectWords
from fangzhi.lexicon.cues import Cues

_OWNER = re.compile(
    r"(?:(?:[A-Z][\w-]+\s){0,2}[A-Z][\w-]+"
    r"(?:\s(?:province|city|municipality|county|district|region|autonomous region))?(?:'s|’s)\s{1,9}){1,2}"
)
_OWNER_ALONE = re.compile(r"[A-Z][\w-]+(?:\s[A-Z][\w-]+){0,2}\s?(?:'s|’s)")
_REPORTED = re.compile(
    r"^.*?\b(?:(?:show|shows|showed|shown|said|say|says|indicate|indicates|indicated)\s{1,9}(?:that\s{1,9})?"
    r"|(?:projected|estimated|forecast|announced|noted|added"
    r"|revealed|reported|predicted|adding|noting|stated|explained) that\s{1,9})"
)
_GOAL = re.compile(
    r".*?\b(?:reached|hit|saw|see|sees|reported|registered|posted|recorded|achieved|achieving|achieves?"
    r"|boasts?|boasted|generated|sets?|setting|projected|projects|forecasts?|anticipate[sd]?|expects?"
    r"|aims? (?:at|for)|aims? to keep"
    r"|plans? to keep|keep)\s{1,9}(?:a|an|its|the|their)\s{1,9}"
    r"(?P<of>.+?)(?:\s{1,9}growth)?(?:\s{1,9}(?:target|goal))?$"
)
# «The port posted exports of», «plans to raise its output to»
_DEED = re.compile(
    r"^.*\b(?:posted|recorded|registered|reported|logged|realized|achieved|attracted|received|sees|saw|posts|reports|logs)"
    r"\s(?!(?:by|in|at)\b)(?=[a-z]|GDP\b)"
    r"|^.*\b(?:set up|sets up|setting up|establish(?:ed|es)?|launch(?:ed|es)?|created?|unveiled|issued|allocated?"
    r"|earmarked)\s(?:an?|its)\s(?=\w)"
    r"|^.*\b(?:growth|increases?|rises?|declines?|drops?)\s(?:was|were|has been|have been)\s"
    r"(?:also\s)?(?:observed|seen|recorded|registered|reported|witnessed)\s(?:in|by)\s(?:the\s)?(?=\w)"
    r"|^.*\b(?:to|will|would|and|also)\s(?:further\s)?(?:make|increase|raise|boost|lift|bring|push|expand|grow|improve|enhance|keep|maintain|hold"
    r"|control|ensure|reduce|cut|lower)\s(?:its|the|their|a|an)\s(?=\w)"
)
# «Jiangsu closely followed with a GDP of»: whose measure it is stands before the verb
_JOINED = re.compile(
    r"^(?P<subject>[A-Z][\w’' ]{2,40}?)\s(?:closely\s)?(?:followed|came|ranked|stood|joined|entered)\b[^,;]{0,60}?"
    r"\swith\s(?:an?\s|its\s|their\s)?(?P<of>[\w’' -]{2,40})$"
)
_PREDICATED = re.compile(
    r"^.*?\b(?:to surpass|to exceed|to reach|to top|surpassing|(?:has|have|had)(?: also)?)\s{1,9}(?:a|an)\s{1,9}(?=\w)"
)
_RANKED = re.compile(r"^[\s,]{0,9}ranking\s(?:\w+\s){1,8}?and\s")  # «…, ranking third in the country and accounted for»
_OF_AREA = re.compile(
    r"^(?P<what>.+?)\s{1,9}(?:of|in)\s{1,9}(?:the\s{1,9})?(?P<area>[A-Z][\w’'-]*(?:\s(?:and\s)?[A-Z][\w’'-]*){0,6}?)"
    r"(?:\s{1,9}(?:[Pp]rovince|[Cc]ity|[Mm]unicipality|[Aa]utonomous [Rr]egion))?$"
)
_NOISE = re.compile(r"\[\d+\]|\s+")
_PHRASE = re.compile(r"\s((?>(?:[\w’'&/+“”\"-]+\s?){1,8}))")
_THING = re.compile(
    r"(?:\s\([^()]{1,60}\))?\s{1,9}(?:worth\s)?of\s{1,9}((?:[a-z’'-]+\s){0,4}[a-z’'-]+?)"
    r"(?=\s{1,9}(?:was|were|is|are|had|has|have|will|in|by|and|across|with|for|to|from|at|on|this|last|as|while)\b|[,.;]|$)",
    re.IGNORECASE,
)
_GROWTH = frozenset({"growth_up", "growth_down"})
_LONGEST_LABEL = 18
_MODIFIER = re.compile(
    r"\s(?:generated|produced|made|built|sold|used|above|below|across|within|by)\s.*$", re.IGNORECASE
)
_SUCH_AS = re.compile(r"(?P<kind>[\w -]+?)(?:\s?,)?\s?(?:such as|including|like)\s{1,9}", re.IGNORECASE)
_ADVERB = re.compile(r"(?<!supp)(?<!assemb)(?<!fami)(?<!rep)(?<!Ita)(?<!Ju)(?<!\bf)ly$")
_GENERIC_DEED = re.compile(  # «city spent»: a clause, no name of a thing
    r"(?:city|province|county|country|region|zone|district|municipality|nation|area|government|company)\s"
    r"(?:\w+ed|spent|put|sold|bought|built|got|made|saw|set|has|had)$"
)
_NO_MEMBER = re.compile(r"\b(?:with|to|which|that|will|has|have)\b")
_OF_ALL = re.compile(r"(?P<list>(?:(?! of )[^\n]){3,80}?) of (?P<of>.+)")
_LIST_HEAD = re.compile(r"\b(?:of|in|for|from|with) (?:the )?")
_SAME_END = re.compile(r"(.{3,80}?\s(\w{3,20})) and ((?:the )?.{3,80}\s\2)")
_COPULAS = frozenset({"of", "at", "was", "is", "were"})
_PIECES = frozenset({"kinds", "types", "varieties", "pairs", "sets", "units", "pieces", "copies", "boxes", "bottles"})
_OF_PIECES = re.compile(r"\sof\s((?:[\w’'-]+\s){0,3}?[\w’'-]+s)\b")
_TIME_NOUNS = frozenset({"years", "months", "weeks", "days", "quarters", "hours", "minutes", "decades"})
_COMPOUND = frozenset({"related", "based", "oriented", "powered", "funded", "invested"})  # robotics related firms
_PLURALS = frozenset({"people", "children", "women", "men", "staff", "personnel", "aircraft", "livestock"})
_NO_PLURALS = ("ss", "us", "is", "ous")


class EnglishWords:
    """The vocabulary of english.toml, ready for look-up."""

    def __init__(self, cues: Cues) -> None:
        self.changes = ChangeWords(cues)
        self.objects = ObjectWords(cues)
        self._verb = _moving(cues) | cues.index("verb")
        self._longest_verb = max(len(word.split()) for word in self._verb)
        self._lead = cues.words("drop", "lead")
        self._tail = cues.words("drop", "tail")
        self._not_counted = frozenset(cues.words("not_counted", "nouns"))
        self._subject = re.compile(
            rf"\b(?P<name>(?:[\w’'-]+\s){{0,3}}(?:{'|'.join(cues.words('subject', 'nouns'))}))\s"
            r"(?:has\s|had\s|have\s)?[a-z]+\s(?:a|an|its|the|their)\s$",
            re.IGNORECASE,
        )
        self._main = re.compile(
            r"^[\s,]{0,9}(?:(?:In|By|During|Over|For|Since|As of)\b[^,]{0,40},\s|[A-Z][a-z]{3,10}ly,\s|Meanwhile,\s)?"
            rf"(?P<subject>[\w’'&/ ,-]{{3,90}}?),?(?:\s(?:represented|led|driven|headed)\sby\s[^.;]{{3,120}}?,)?"
            rf"\s(?:has\s|have\s|had\s)?(?:{'|'.join(cues.words('main', 'verbs'))})\b[^.;]{{0,120}},\swith\b",
            re.IGNORECASE,
        )
        self._sites = frozenset(cues.words("spelled", "nouns"))
        self._stops = frozenset(cues.words("not_counted", "stops"))
        self._no_label = _any(cues.words("no_label", "words"))
        self._no_whole_label = frozenset(cues.words("no_label", "whole"))
        self.estimate = _any(cues.words("modal", "estimate"))
        self.target = _any(cues.words("modal", "target"))

    def cut_verb(self, head: str) -> tuple[str, str | None]:
        """Cut the verb off the end of what stands before a number: the stem and the class of the verb.

        >>> from fangzhi.lexicon.load import load_lexicon
        >>> EnglishWords(load_lexicon().english).cut_verb("Industrial value added increased by")
        ('Industrial value added', 'growth_up')
        """
        words = head.rstrip().split(" ")
        for length in range(min(self._longest_verb, len(words)), 0, -1):
            word = " ".join(words[-length:]).lower()
            kind = self._verb.get(word)
            if kind is None:
                continue
            stem = " ".join(words[:-length])
            if length == 1 and word in _COPULAS:
                inner, more = self.cut_verb(stem)
                if more in _GROWTH:
                    return inner, more
            return stem, kind
        return head, None

    def is_verb(self, word: str) -> bool:
        """Whether a word by itself is a verb between a subject and a number."""
        return word.lower() not in _COPULAS and self._verb.get(word.lower()) in {"reach", "share", *_GROWTH}

    def label(self, stem: str) -> str:
        """A label from a stem: articles, owners and auxiliaries dropped.

        >>> from fangzhi.lexicon.load import load_lexicon
        >>> EnglishWords(load_lexicon().english).label("Zigong's industrial value added is")
        'industrial value added'
        """
        stem = _RANKED.sub("", stem)
        label = _PREDICATED.sub("", _REPORTED.sub("", _NOISE.sub(" ", stem))).strip(" ,.;:-–—“”\"'()")
        if _OWNER_ALONE.fullmatch(label):
            return ""
        if goal := _GOAL.match(label):
            subject = self._subject.search(label[: goal.start("of")])
            label = goal["of"] + (f" of {subject['name']}" if subject else "")
        if (joined := _JOINED.match(label)) and self.objects.measured.search(joined["of"]):
            label = f"{joined['of']} of {joined['subject']}"
        label = _DEED.sub("", label)
        changed = True
        while changed and label:
            changed = False
            lower = label.lower()
            for word in self._lead:
                if lower.startswith((word + " ", word + ",")):
                    label, changed = label[len(word) + 1 :].strip(" ,"), True
                    break
            lower = label.lower()
            for word in self._tail:
                if lower.endswith(" " + word) or lower == word:
                    label, changed = label[: len(label) - len(word)].strip(" ,"), True
                    break
        owner = _OWNER.match(label)
        return label[owner.end() :] if owner else label

    def main_subject(self, head: str) -> str:
        """The first subject of a sentence where the figure follows with «with»; empty where it is none.

        >>> from fangzhi.lexicon.load import load_lexicon
        >>> words = EnglishWords(load_lexicon().english)
        >>> words.main_subject("The boat trade made a strong comeback, with a growth rate of")
        'boat trade'
        """
        match = self._main.match(head)
        label = self.label(match["subject"].partition(", ")[0]) if match else ""
        return label if self.is_label(label) else ""

    def is_label(self, label: str) -> bool:
        """Whether words can name what is measured: not too many, no verb of another clause, no adjective alone.

        >>> from fangzhi.lexicon.load import load_lexicon
        >>> words = EnglishWords(load_lexicon().english)
        >>> words.is_label("output of industrial robots"), words.is_label("driven"), words.is_label("substantial")
        (True, False, False)
        """
        return (
            len(label.split()) <= _LONGEST_LABEL
            and label.lower() not in self._no_whole_label
            and not label.startswith("of the ")
            and _GENERIC_DEED.match(label) is None
            and _ADVERB.search(label) is None
            and self._no_label.search(label) is None
        )

    def is_site(self, label: str) -> bool:
        """Whether a label names things that are counted: «advanced enterprises in the industry»."""
        named = label.split()
        head = next((named[:at] for at, word in enumerate(named) if at and word in {"in", "of", "for", "with"}), named)
        return bool(head) and head[-1].lower() in self._sites and _is_plural(head[-1])

    def counted(self, text: str, at: int, end: int) -> tuple[str, int] | None:
        """The noun phrase behind a count, and where it ends: «15 pilot platforms around …»."""
        match = _PHRASE.match(text, at, end)
        if match is None:
            return None
        kept = self._counted_words(match[1].split())
        if (
            not kept
            or kept[0].lower() in self._not_counted
            or kept[-1] in _TIME_NOUNS
            or not kept[-1].isalpha()
            or not _is_plural(kept[-1])
        ):
            return None
        if kept[0] == "more" and len(kept) > 1:
            phrase = " ".join(kept[1:])  # 30 more products
            return phrase, at + 6 + len(phrase)
        phrase = " ".join(kept)
        stop = at + 1 + len(phrase)
        if kept[-1] in _PIECES and (of := _OF_PIECES.match(text, stop, end)):
            return self.label(of[1]), of.end(1)  # 25 billion pairs of socks
        return phrase, stop

    def _counted_words(self, said: list[str]) -> list[str]:
        """The words that name what is counted: up to the last noun before a verb, a preposition or an article."""
        kept: list[str] = []
        for at_word, word in enumerate(said):
            if word == "and" and kept and (joined := self._joined(kept[-1], said[at_word + 1 :])):
                return [*kept, word, *joined]  # 1,100 parts and components enterprises
            if word.lower() in self._stops or (
                kept and _is_plural(kept[-1]) and word.endswith("ed") and word not in _COMPOUND
            ):
                break  # 100 firms generated …, 90 projects completed …
            kept.append(word)
        while len(kept) > 1 and not _is_plural(kept[-1]) and kept[-1].endswith(("ed", "ing")):
            kept.pop()  # 15,000 companies involved in …
        ends = [at for at, word in enumerate(kept) if _is_plural(word)]
        if ends and len(kept) - ends[-1] < 4 and all(word.islower() or not word.isascii() for word in kept[: ends[-1]]):
            del kept[ends[-1] + 1 :]  # 47 shipping routes link …
        return kept

    def _joined(self, before: str, behind: list[str]) -> list[str]:
        """The rest of a phrase with «and» inside: «takeoff and landing sites», «parts and components makers»."""
        out: list[str] = []
        for word in behind[:4]:
            if word.lower() in self._stops or not word.replace("-", "").isalpha():
                break
            out.append(word)
            if _is_plural(word) and (len(out) > 1 or not _is_plural(before)):
                after = behind[len(out) : len(out) + 1]
                return [*out, *after] if after and after[0] in self._sites else out  # 12 small and micro business parks
        return []

    def measured_thing(self, text: str, at: int, end: int) -> tuple[str, int] | None:
        """What an amount is of, and where its words end: «17 million mu of high-standard farmland»."""
        match = _THING.match(text, at, end)
        return (self.label(match[1]), match.end()) if match else None


def of_area(label: str) -> tuple[str, str] | None:
    """A label that ends with an area: what is measured, and the name.

    >>> of_area("gross domestic product of Zhejiang Province")
    ('gross domestic product', 'Zhejiang')
    """
    match = _OF_AREA.match(label)
    return (match["what"], match["area"]) if match else None


def listed(label: str, count: int) -> list[str] | None:
    """The members of a list inside a label, heads and tails restored; None where their number differs.

    >>> listed("value added of the primary, secondary and tertiary industries", 3)[1]
    'value added of the secondary industries'
    >>> listed("Investment in transport, water and energy", 3)[2]
    'Investment in energy'
    >>> listed("output of goods such as drones, cars for export, and fibers and their materials", 3)[0]
    'output of drones'
    >>> listed("sales of cars in cities and villages", 2)[0]
    'sales of cars in cities'
    >>> listed("wind and solar power generated by large firms", 2)[0]
    'wind power generated by large firms'
    """
    heads = [match.end() for match in _LIST_HEAD.finditer(label)] or [0]
    for at in [*reversed([at for at in heads[1:] if "," not in label[:at]]), heads[0]]:
        if (found := _members_of(label[:at], label[at:], count)) is not None:
            return found
    if (of := _OF_ALL.match(label)) is not None:  # «output value and investment of large plants»
        heads_of = re.split(r",\s(?:and\s)?|\sand\s", of["list"])
        if len(heads_of) == count and all(heads_of):
            return [f"{head.removeprefix('the ')} of {of['of']}" for head in heads_of]
    return None


def _joined_adjectives(parts: list[str]) -> list[str]:
    """The members of a list with the first adjective joined to the next: «mechanical and electrical products»."""
    for at, part in enumerate(parts[:-1]):
        adjective = " " not in part and part.islower() and not _is_plural(part) and part.endswith(("al", "ic", "ary"))
        if adjective and _is_plural(parts[at + 1].split()[-1]):
            return [*parts[:at], f"{part} and {parts[at + 1]}", *parts[at + 2 :]]
    return parts


def _members_of(head: str, members: str, count: int) -> list[str] | None:
    """The members of a list behind its head."""
    if such := _SUCH_AS.match(members):
        members = members[such.end() :]
    modifier = _MODIFIER.search(members)
    if modifier is not None:
        members = members[: modifier.start()]
    parts = [part.strip() for part in re.split(r",\s{0,9}(?:and\s{1,9})?|\s{1,9}and\s{1,9}", members)]
    if len(parts) != count and ", and " in members:  # «A, B, and C and their parts» are three
        parts = [part.strip() for part in re.split(r",\s{0,9}(?:and\s{1,9})?", members)]
    if len(parts) == count + 1:
        parts = _joined_adjectives(parts)  # «mechanical and electrical products and chemicals» are two
    if len(parts) != count and count == 2 and (same := _SAME_END.fullmatch(members)):
        parts = [same[1], same[3]]  # «the pump and tank industry and the pipe industry»
    plain = members.split(", ")
    if (
        len(parts) != count == len(plain)
        and sum(" and " in part for part in plain) > 1
        and not _NO_MEMBER.search(members)
    ):
        parts = [part.strip() for part in plain]  # «A and B making, C, D and E making, F»
    if len(parts) != count or not all(parts):
        return None
    behind = modifier[0] if modifier else ""
    words = parts[-1].split()
    shares_tail = len(words) > 1 and all(
        len(part.split()) < len(words) and not part.endswith("s") for part in parts[:-1]
    )  # «service robots and printing equipment» share none
    tail = " " + words[-1] if shares_tail else ""
    return [head + part + (tail if index < count - 1 else "") + behind for index, part in enumerate(parts)]


def singular(noun: str) -> str:
    """The singular of a counted noun, as facts write units of counts.

    >>> singular("Cities"), singular("branches"), singular("projects")
    ('city', 'branch', 'project')
    """
    lower = noun.lower()
    if lower.endswith("ies"):
        return lower[:-3] + "y"
    if lower.endswith(("sses", "ches", "shes", "xes")):
        return lower[:-2]
    return lower.removesuffix("s")


def _is_plural(word: str) -> bool:
    return word in _PLURALS or (word.endswith("s") and not word.endswith(_NO_PLURALS))


def _moving(cues: Cues) -> dict[str, str]:
    """The forms of the verbs of motion: alone and with «by» they tell growth, with «to» the level reached."""
    out: dict[str, str] = {}
    for name in ("up", "down"):
        for form in " ".join(cues.words("motion", name)).split():
            out |= {form: f"growth_{name}", f"{form} by": f"growth_{name}", f"{form} to": "reach"}
    return out


def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b", re.IGNORECASE)
