"""Strings that are worst for a regular expression, made from its own parts, and a scan that finds what is not linear.

A pattern is taken apart: which characters its classes tell apart, what stands before each repetition and what is
repeated. From these come strings that begin a match at every place and fail it as late as they can.
"""

import re
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from re import _compiler, _constants, _parser  # type: ignore[attr-defined]  # the only parser of these patterns
from types import FrameType
from typing import Any, NamedTuple

Tree = Any  # what the parser of re makes has no types

GENERAL = (
    *'1、的，。（）([“”《》"\n\t \u3000a个和至—-X一％&\x00',
    *(
        "增长",
        "甲乙丙",
        "1,",
        "1.",
        "1 ",
        "1%",
        "A b ",
        "2024年",
        "增长5%",
        "、甲",
        "—1",
        "1—",
        "(a",
        "“甲”",
        "（1）",
        "甲、",
    ),
    *("5亿元", " and ", "the ", "省市", "十万", "<a"),
)
_POOL = "".join(
    sorted(set("".join(GENERAL) + "bz9零〇月日元%％.．,，:：;；!？?+*/／\\#@_|＋－~～〔］…·ｘ１Ａéœ𠀀\u200b\r\x0b"))
)
_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
_SINGLE = (_constants.LITERAL, _constants.NOT_LITERAL, _constants.IN, _constants.ANY)
_MANY = 8  # times from which on a repetition is one that can cost
_MOST_WORDS = 40  # alternatives of one branch that are looked into
_MOST_STRINGS = 70
_FEW_STRINGS = 20  # of a pattern that is so long that each takes milliseconds
_LONG = 1_000  # characters of such a pattern

_SHORT_TEXT, _TEXT = 150, 600  # characters of the first look
_AT_ONCE = 0.0003  # seconds below which nothing is looked at again
_STEEP = 8  # times longer with four times the length: 4 is linear, 16 is quadratic
_BOUND_TEXT, _LONG_TEXT = 8_000, 32_000  # of the second look, longer than any bound that a repetition of ours has
_NOTHING = 0.05  # seconds for the long text that are no harm, whatever those for the short one were
_CAP = 0.5  # seconds for one string


class _OverError(Exception):
    """A string takes longer than the cap."""


class Worst(NamedTuple):
    """A string that takes more than linear time: what it is made of, and the seconds at each length."""

    before: str
    repeated: str
    after: str
    seconds: tuple[float, ...]


def worst_of(pattern: re.Pattern[str], methods: tuple[str, ...] = ("finditer",)) -> Worst | None:
    """The first string on which a pattern takes more than linear time as it is asked; None when there is none."""
    methods = tuple({method if method in {"match", "fullmatch"} else "finditer" for method in methods})
    long = len(pattern.pattern) > _LONG
    for parts in islice(strings(pattern), _FEW_STRINGS if long else _MOST_STRINGS):
        first = seconds(pattern, methods, parts, _SHORT_TEXT)
        if first > _CAP / 2:
            return Worst(*parts, (first,))
        second = seconds(pattern, methods, parts, _TEXT)
        if second > max(_AT_ONCE, _STEEP * first) and (times := _confirmed(pattern, methods, parts)) is not None:
            return Worst(*parts, times)
    return None


def _confirmed(
    pattern: re.Pattern[str], methods: tuple[str, ...], parts: tuple[str, str, str]
) -> tuple[float, ...] | None:
    """The seconds for two lengths, the lesser of two each; None when they are linear."""
    short = min(seconds(pattern, methods, parts, _BOUND_TEXT, time.process_time) for _ in range(2))
    if short >= _CAP:
        return (short,)
    long = min(seconds(pattern, methods, parts, _LONG_TEXT, time.process_time) for _ in range(2))
    return (short, long) if long > max(_NOTHING, _STEEP * short) or long >= _CAP else None


def seconds(
    pattern: re.Pattern[str],
    methods: tuple[str, ...],
    parts: tuple[str, str, str],
    length: int,
    clock: Callable[[], float] = time.perf_counter,  # that of the processor ticks too slowly for short times
) -> float:
    """Time of asking once, about the cap at most."""
    before, repeated, after = parts
    text = before + repeated * (length // len(repeated)) + after
    with _limited():
        started = clock()
        for method in methods:
            found = getattr(pattern, method)(text)
            if method == "finditer":
                deque(found, maxlen=0)
        return clock() - started
    return _CAP


@contextmanager
def _limited() -> Iterator[None]:
    """End what takes longer than the cap: the engine looks for signals while it matches."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise _OverError

    old = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, _CAP)
    try:
        yield
    except _OverError:
        pass
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, old)


def strings(pattern: re.Pattern[str]) -> Iterator[tuple[str, str, str]]:
    """What stands before, what is repeated, what comes after: the likeliest to be slow first, none twice."""
    seen: set[tuple[str, str, str]] = set()
    for parts in _strings(pattern):
        if parts[1] and parts not in seen:
            seen.add(parts)
            yield parts


def _strings(pattern: re.Pattern[str]) -> Iterator[tuple[str, str, str]]:
    tree = _parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE if pattern.flags & re.ASCII else pattern.flags)
    atoms = list(_atoms(tree))
    kinds = _kinds(atoms, pattern.flags)
    none = kinds[0]  # the character that the fewest of its classes have
    repeats = list(_repeats(tree, ""))
    for before, body in repeats:
        inner = _body(body, pattern.flags)
        for kind in kinds:
            if inner is not None and inner.fullmatch(kind):
                yield before, kind, none
                yield "", kind, none
                yield "", before + kind, none
        sample = _sample(body)
        yield before, sample, none
        yield "", before, none
        yield "", before + sample, none
    for kind in kinds:
        yield "", kind, none
    whole = _sample(tree)
    yield "", whole, none
    yield "", whole[:-1], none
    for piece in GENERAL:
        yield "", piece, none
        yield "", piece, ""


def _kinds(atoms: list[Tree], flags: int) -> list[str]:
    """One character for each group of characters that no class of the pattern tells apart, the least matched first."""
    own = {chr(value) for operation, value in atoms if operation is _constants.LITERAL and value}
    classes = {repr(atom): _class(atom, flags) for atom in atoms}
    kinds: dict[tuple[bool, ...], str] = {}
    for character in (*_POOL, *sorted(own)):
        kinds.setdefault(tuple(bool(one.match(character)) for one in classes.values()), character)
    return [kinds[key] for key in sorted(kinds, key=sum)]


def _class(atom: Tree, flags: int) -> re.Pattern[str]:
    return _compiled(_parser.SubPattern(_state(flags), [atom]), flags)


def _body(body: Tree, flags: int) -> re.Pattern[str] | None:
    try:
        return _compiled(body, flags)
    except (re.error, IndexError, ValueError):  # it refers to a group outside of itself
        return None


def _compiled(tree: Tree, flags: int) -> re.Pattern[str]:
    return _compiler.compile(tree, flags & ~re.DEBUG)  # type: ignore[no-any-return]


def _state(flags: int) -> Tree:
    state = _parser.State()
    state.flags = flags
    state.str = ""
    return state


def _inside(operation: Tree, value: Tree) -> list[Tree]:
    """The sub-patterns of one operation."""
    if operation in _REPEATS:
        return [value[2]]
    if operation is _constants.SUBPATTERN:
        return [value[3]]
    if operation is _constants.ATOMIC_GROUP:
        return [value]
    if operation is _constants.BRANCH:
        return list(value[1])
    if operation in {_constants.ASSERT, _constants.ASSERT_NOT}:
        return [value[1]]
    if operation is _constants.GROUPREF_EXISTS:
        return [part for part in value[1:] if part is not None]
    return []


def _atoms(tree: Tree) -> Iterator[tuple[Tree, Tree]]:
    for operation, value in tree:
        if operation in _SINGLE:
            yield operation, value
        for part in _inside(operation, value)[:_MOST_WORDS]:
            yield from _atoms(part)


def _repeats(tree: Tree, before: str) -> Iterator[tuple[str, Tree]]:
    """Each repetition, with a string that leads to it."""
    for operation, value in tree:
        if operation in _REPEATS and value[1] >= _MANY:
            yield before, value[2]
        for part in _inside(operation, value)[:_MOST_WORDS]:
            yield from _repeats(part, before)
        before += _sample_of(operation, value)


def _sample(tree: Tree) -> str:
    return "".join(_sample_of(operation, value) for operation, value in tree)


def _sample_of(operation: Tree, value: Tree) -> str:
    """A short string that an operation matches, more or less."""
    if operation is _constants.LITERAL:
        return chr(value)
    if operation is _constants.ANY:
        return "甲"
    if operation is _constants.NOT_LITERAL:
        return "甲" if value != ord("甲") else "乙"
    if operation is _constants.IN:
        one = _class((operation, value), 0)
        return next((character for character in ("甲", "1", "a", *_POOL) if one.match(character)), _member(value))
    if operation in _REPEATS:
        return _sample(value[2]) * max(int(value[0]), 1)
    if operation is _constants.BRANCH:
        return _sample(value[1][0])
    if operation in {_constants.SUBPATTERN, _constants.ATOMIC_GROUP}:
        return "".join(_sample(part) for part in _inside(operation, value))
    return ""


def _member(value: Tree) -> str:
    operation, first = value[0]
    if operation is _constants.RANGE:
        return chr(int(first[0]))
    return chr(int(first)) if operation is _constants.LITERAL else ""
