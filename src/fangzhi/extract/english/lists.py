"""English lists of subjects and values that belong together: «A, B and C grew by x, y and z respectively»."""

import itertools
import re

from fangzhi.extract.english.numbers import EnglishNumber
from fangzhi.extract.english.scene import GROWTH_SIGNS, EnglishBinding
from fangzhi.extract.english.words import EnglishWords, listed, of_area
from fangzhi.model.facts import Measure

_RESPECTIVELY = re.compile(
    r"(?:,\s(?:ranking|placing)\s\w+(?:,\s\w+){0,9},?\sand\s\w+)?"
    r"(?:\s{1,9}(?:year[ -]on[ -]year|year[ -]over[ -]year|from (?:a|the) (?:previous |last )?year(?: earlier| ago)?"
    r"|yearly|over the same period(?: last year)?|compared with [\w\s]{3,40}?))?,?\s{0,9}respectively",
    re.IGNORECASE,
)
_OF_WHOLE = re.compile(r"\sof\s(?:the\s|its\s)?(?P<whole>[\w’' -]{2,60}?),?\srespectively", re.IGNORECASE)
_AHEAD = re.compile(r"\s?\brespectively\b(?=(?:\s[\w-]+){0,3}\s?$)", re.IGNORECASE)
_MOVED = re.compile(r",?\s(up|down)(?:\sby)?\s$", re.IGNORECASE)
_ADVERBIAL = re.compile(
    r"^(?:[\s,]*(?:In|By|For|Among|With|As|On|During|Over)\s[^,]{0,40},\s){1,2}", re.IGNORECASE
)  # «In terms of industries, …»
_AT = re.compile(r"(?<!stood)(?<!standing)(?<!stands)\sat\s{0,9}$")
_AND_THE = re.compile(r"\s?(?:and|while|with) (?:the|its) ")
_ALONE = re.compile(r"^[\s,]*(?:respectively\b)?[\s,]*(?:to (?=reach|hit|total))?", re.IGNORECASE)
_OF_WHICH = re.compile(r"^.*(?:\b(?:of|among) which\b|\bamong them\b),?\s", re.IGNORECASE)
_TO = re.compile(r"(?:\syearly|\sannually|\syear[ -]on[ -]year|\syear[ -]over[ -]year)?\sto\s(?:reach\s)?")
_COMMA = re.compile(", ")
_PREPOSITION = re.compile(r".*?\s(?:of|in)\s", re.IGNORECASE)


def bind_respectively(
    words: EnglishWords,
    text: str,
    numbers: list[EnglishNumber],
    index: int,
    head: str,
    end: int,
    *,
    growing: bool = False,
) -> dict[int, EnglishBinding | None]:
    """Bindings by place of the number for «the primary, secondary and tertiary industries grew by a, b and c respectively»."""  # noqa: E501  # the example is the explanation
    ahead = _AHEAD.search(head) is not None
    head = _AHEAD.sub("", head)
    run = _run_from(text, numbers, index)
    change = words.changes.behind(text, run[-1].end, end)
    whole = _OF_WHOLE.match(text, run[-1].end, end) if len(run) > 1 else None
    grown: list[EnglishNumber] = []
    if len(run) > 1 and whole is None and not _RESPECTIVELY.match(text, change.end if change else run[-1].end, end):
        grown = numbers[index + len(run) : index + 2 * len(run)]
        if len(grown) < len(run) or not _RESPECTIVELY.match(text, grown[-1].end, end):
            if not ahead:
                return {}
            grown = grown if len(grown) == len(run) and _is_run(text, grown) else []
    elif len(run) < 2:
        return {}
    stem, kind = words.cut_verb(head)
    if change is not None:
        stem, _ = words.changes.subject(head)
    elif kind in GROWTH_SIGNS:
        stem, _ = words.changes.subject(stem)
    stem = _ADVERBIAL.sub("", stem)
    subjects = _members(words, stem, len(run))
    if subjects is None:
        return dict.fromkeys((number.core for number in run), None)
    if whole is not None:
        subjects = [f"share of {subject} in {words.label(whole['whole'])}" for subject in subjects]
    goes_on = growing and kind == "reach" and run[0].unit == "%" and _AT.search(head)
    measure: Measure = "growth" if kind in GROWTH_SIGNS or change or goes_on else "level"
    sign = change.sign if change else GROWTH_SIGNS.get(kind or "", 1)
    out: dict[int, EnglishBinding | None] = {
        number.core: EnglishBinding(subject, measure, sign, "respectively")
        for number, subject in zip(run, subjects, strict=True)
    }
    if grown:  # … reached 2, 18 and 25 trillion yuan, up 3, 6 and 7 percent, respectively
        if measure == "growth" and grown[-1].unit not in {"", "%"} and _TO.fullmatch(text, run[-1].end, grown[0].start):
            return out | {
                number.core: EnglishBinding(subject, "level", 1, "respectively")
                for number, subject in zip(grown, subjects, strict=True)
            }  # grew 8 and 54 percent to 61 and 18 billion yuan respectively
        moved = _MOVED.search(text, run[-1].end, grown[0].start)
        if moved is None or grown[-1].unit != "%":
            return out if ahead else {}
        sign = -1 if moved[1].lower() == "down" else 1
        out |= {
            number.core: EnglishBinding(subject, "growth", sign, "respectively", unit="%")
            for number, subject in zip(grown, subjects, strict=True)
        }
    return out


def bind_again(
    words: EnglishWords, text: str, numbers: list[EnglishNumber], index: int, subjects: list[str], head: str
) -> dict[int, EnglishBinding | None]:
    """Bindings of a second run of values of the same subjects: «…, respectively, edging up 3, 5 and 9 percent».

    ``subjects`` are those of the run before; between the runs stands nothing but a verb.
    """
    run = numbers[index : index + len(subjects)]
    behind = numbers[index + len(subjects) : index + len(subjects) + 1]
    if len(subjects) < 2 or len(run) < len(subjects) or not _is_run(text, run):
        return {}
    if behind and _is_run(text, [run[-1], *behind]):
        return {}
    stem, kind = words.cut_verb(_ALONE.sub("", head))
    if stem.strip(" ,") not in {"", "and"} or kind not in {"reach", *GROWTH_SIGNS}:
        return {}
    measure: Measure = "growth" if kind in GROWTH_SIGNS and run[-1].unit == "%" else "level"
    if kind in GROWTH_SIGNS and measure == "level":
        return {}
    sign = GROWTH_SIGNS.get(kind, 1)
    return {
        number.core: EnglishBinding(subject, measure, sign, "respectively")
        for number, subject in zip(run, subjects, strict=True)
    }


def _run_from(text: str, numbers: list[EnglishNumber], index: int) -> list[EnglishNumber]:
    """The numbers from one on that follow each other with nothing but commas and «and» between them."""
    run = [numbers[index]]
    for after in numbers[index + 1 :]:
        if not _is_run(text, [run[-1], after]):
            break
        run.append(after)
    return run


def _is_run(text: str, numbers: list[EnglishNumber]) -> bool:
    """Whether numbers follow each other with nothing but commas and «and» between them."""
    return all(
        text[one.end : after.start].strip(" ,").lower() in {"", "and"} for one, after in itertools.pairwise(numbers)
    )


def _members(words: EnglishWords, stem: str, count: int) -> list[str] | None:
    """The subjects that a list names; it may stand in a later clause of what is before the verb."""
    if (which := _OF_WHICH.search(stem)) is not None:
        stem = stem[which.end() :]
    subjects = _subjects(words.label(stem), count)
    if subjects is not None and not all(words.is_label(subject) for subject in subjects):
        subjects = None
    clauses = iter([stem[comma.end() :] for comma in _COMMA.finditer(stem)])
    while subjects is None and (clause := next(clauses, None)) is not None:
        if _PREPOSITION.match(clause) or _AND_THE.match(clause):
            subjects = _subjects(words.label(clause), count)
    return subjects if subjects is not None and all(words.is_label(subject) for subject in subjects) else None


def _subjects(label: str, count: int) -> list[str] | None:
    """The members of a list, each with the area that ends it: «exports and imports of Hebei»."""
    named = of_area(label)
    found = listed(named[0], count) if named else None
    return [f"{one} in {named[1]}" for one in found] if named and found else listed(label, count)
