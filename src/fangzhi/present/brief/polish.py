"""A draft in better words, taken only where every figure, name and citation survived.

A line of a draft is cut into what it says (names, figures with their units, and words such as 增长, 目标, «up», «met»)
and what stands between. The polished line must have all of it, each piece once and in the same order, with the same
citations at its end. Between the pieces stand punctuation and the few words of words.toml ([polish]) that say nothing
by themselves: what is not listed there (a number, a unit, a name, «not», «about», «the best») is refused.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from fangzhi.model.errors import EvidenceError
from fangzhi.present.brief.check import check
from fangzhi.present.brief.draft import Brief, Line, Section
from fangzhi.present.brief.endpoint import Endpoint, ask
from fangzhi.present.brief.phrases import Phrases, load_phrases
from fangzhi.present.values import Language
from fangzhi.store.atlas import Atlas

Answer = Callable[[Sequence[Mapping[str, str]]], str]
_MARKS = re.compile(r"(?<!\s)\s*((?:\[\d{1,6}\]\s{0,3}){0,60})$")
_MARK = re.compile(r"\[\s*\d+\s*\]")
_NUMBERED = re.compile(r"(\d+)\|\s*(.*)")
_THOUGHT = re.compile(r"^\s*<think>.*?</think>", re.DOTALL)
_FENCE = re.compile(r"^```\w*$")
_WHOLE = re.compile(r"《[^》]{0,200}》|“[^”]{0,200}”")  # titles and codes are one name
_CLAUSE = {"zh": re.compile(r"[，、；：。（）\s]+"), "en": re.compile(r"[,;:]\s+|\.$|[()]")}
_FIGURE = re.compile(r"(?<![\w.])(?=\d)", re.ASCII)  # a figure goes to the end of its clause: its unit belongs to it
_CARRYING = ("rise", "fall", "average_rise", "average_fall", "more", "less", "rank", "target", "outcome", "invested")
_SHOWN, _SHOWN_ADDED = 120, 20  # characters of an error


def polish(atlas: Atlas, brief: Brief, endpoint: Endpoint, answer: Answer | None = None) -> Brief:
    """The brief in the words of the endpoint; EvidenceError when one line of it says something else.

    Sections are sent one by one, lines and numbers of citations only, never the sentences of documents. ``answer``
    stands in for the endpoint. InputError when the endpoint does not answer.
    """
    phrases = load_phrases(brief.language)
    told = answer or (lambda messages: ask(endpoint, messages))
    sections = []
    for section in brief.sections:
        drafts = [f"{line.text} {''.join(f'[{n}]' for n in brief.numbers(line))}" for line in section.lines]
        received = lines_of(told(_messages(drafts, phrases)), len(drafts), section.heading)
        lines = tuple(
            Line(compared(draft, polished, phrases), line.citations)
            for draft, polished, line in zip(drafts, received, section.lines, strict=True)
        )
        sections.append(Section(section.key, section.heading, lines))
    check(atlas, sections, phrases)
    note = f"{brief.note} {phrases.say('polished', model=endpoint.model, host=endpoint.host)}"
    return replace(brief, sections=tuple(sections), note=note)


def lines_of(answer: str, count: int, heading: str) -> list[str]:
    r"""The lines of an answer by their numbers; EvidenceError when they are not those that were asked for.

    >>> lines_of("1| a [1]\n2| b [2]", 2, "Economy")
    ['a [1]', 'b [2]']
    """
    rows = [row.strip() for row in _THOUGHT.sub("", answer).splitlines()]
    found = [_NUMBERED.fullmatch(row) for row in rows if row and not _FENCE.match(row)]
    numbers = [int(match[1]) for match in found if match]
    if None in found or numbers != list(range(1, count + 1)):
        raise EvidenceError(
            f"the polished section «{heading}» is refused: it does not have the {count} lines of the draft; "
            "leave --polish out, or ask another model"
        )
    return [match[2] for match in found if match]


def compared(draft: str, polished: str, phrases: Phrases) -> str:
    """The polished line without its citations; EvidenceError with the reason when it says something else.

    >>> compared("2025: exports 5 billion yuan. [1]", "In 2025 exports reached 5 billion yuan. [1]", load_phrases("en"))
    'In 2025 exports reached 5 billion yuan.'
    """
    said, marks = _split(draft)
    text, own_marks = _split(polished)
    if own_marks != marks or _MARK.search(text):
        raise _refusal(polished, "its citations are not those of the draft")
    if not all(character.isprintable() for character in text):
        raise _refusal(polished, "it has characters that cannot be shown")
    added = _added(said, text, phrases)
    if added is None:
        raise _refusal(polished, "a figure, a name or a word that carries the statement is gone, changed or moved")
    wrong = _not_allowed(added, phrases)
    if wrong:
        raise _refusal(polished, f"it adds «{wrong}», which is more than a connecting word")
    return text


def pieces(line: str, phrases: Phrases) -> list[str]:
    """What a line of a draft says, piece by piece, in order.

    >>> pieces("2025年，规模以上工业增加值目标增长约7%，实际增长9.4%。", load_phrases("zh"))
    ['2025年', '规模以上工业增加值', '目标', '增长', '约', '7%', '实际', '增长', '9.4%']
    >>> pieces("2025: gross domestic product 5.3 trillion yuan, up 5.5%.", load_phrases("en"))
    ['2025', 'gross domestic product', '5.3 trillion yuan', 'up', '5.5%']
    """
    out: list[str] = []
    place = 0
    for whole in [*_WHOLE.finditer(line), None]:
        for clause in _CLAUSE[phrases.language].split(line[place : whole.start() if whole else len(line)]):
            for part in _carrying(phrases.language).split(clause):
                out += _FIGURE.split(part, maxsplit=1)
        if whole:
            out.append(whole[0])
            place = whole.end()
    return [piece.strip() for piece in out if piece.strip()]


@cache
def _carrying(language: Language) -> re.Pattern[str]:
    """Cuts out the words that carry a statement where a figure, another such word or nothing comes behind them."""
    phrases = load_phrases(language)
    column = 0 if language == "zh" else 1
    before = {part for name in _CARRYING for part in str(phrases.words["phrases"][name][column]).split("{value}")}
    before |= {str(row[column]).partition("{value}")[0] for row in phrases.words["bounds"].values()}
    last = {str(row[column]) for table in ("verdicts", "project_stages") for row in phrases.words[table].values()}
    edge = r"(?<![A-Za-z])" if language == "en" else ""
    carried = _any_of(before)
    return re.compile(rf"{edge}({carried}(?=\s*(?:\d|{carried}))|{_any_of(last)}(?=\s*$))")


def _any_of(words: set[str]) -> str:
    listed = sorted({word.strip() for word in words if word.strip()}, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, listed))})"


def _split(line: str) -> tuple[str, tuple[str, ...]]:
    """A line and the citations at its end."""
    marks = _MARKS.search(line)
    end = marks.start() if marks else len(line)
    return line[:end].strip(), tuple(re.findall(r"\d+", line[end:]))


def _added(draft: str, text: str, phrases: Phrases) -> list[str] | None:
    """What stands between the pieces of the draft; None where a piece is not there, in its place."""
    added = []
    place = 0
    for piece in pieces(draft, phrases):
        before = r"(?<![\d.,−-])" if piece[0].isdigit() else ""
        behind = r"(?!\d|[.,]\d|[%‰])" if piece[-1].isdigit() else ""
        if phrases.language == "en":
            before += r"(?<![A-Za-z])" if piece[0].isalpha() and piece[0].isascii() else ""
            behind += r"(?![A-Za-z])" if piece[-1].isalnum() and piece[-1].isascii() else ""
        found = re.compile(f"{before}{re.escape(piece)}{behind}", re.IGNORECASE).search(text, place)
        if found is None:
            return None
        added.append(text[place : found.start()])
        place = found.end()
    return [*added, text[place:]]


def _not_allowed(added: Sequence[str], phrases: Phrases) -> str:
    """The first thing among what was added that is no listed word and no punctuation."""
    rules = phrases.words["polish"][phrases.language]
    marks = re.escape(rules["marks"])
    words = "|".join(map(re.escape, sorted(rules["added"], key=len, reverse=True)))
    edge = r"(?![A-Za-z])" if phrases.language == "en" else ""
    allowed = re.compile(rf"(?:[{marks}]+|(?:{words}){edge})*", re.IGNORECASE)
    for place, gap in enumerate(added):
        last = place == len(added) - 1
        text = gap.rstrip("。. ") if last else gap
        match = allowed.match(text)
        end = match.end() if match else 0
        if end < len(text):
            return text[end : end + _SHOWN_ADDED].strip()
    return ""


def _messages(drafts: Sequence[str], phrases: Phrases) -> list[Mapping[str, str]]:
    rules = phrases.words["polish"][phrases.language]
    listed = phrases.say("list").join(rules["added"])
    numbered = "\n".join(f"{number}| {draft}" for number, draft in enumerate(drafts, 1))
    return [
        {"role": "system", "content": str(rules["request"]).strip().format(added=listed)},
        {"role": "user", "content": numbered},
    ]


def _refusal(line: str, reason: str) -> EvidenceError:
    return EvidenceError(
        f"the polished line «{line[:_SHOWN]}» is refused: {reason}; leave --polish out, or ask another model"
    )
