"""Codes of schemes: which counts their digits declare, and whether the groups agree."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from fangzhi.model.facts import SchemeGroup

_JOINED = re.compile(r"[+×*加]|(?<=\d)[xX](?=\d)")
_MOST_DIGITS = 12  # the ways to cut are twice as many with each further digit; the longest code seen has five
_PLUS = re.compile(r"[+加]")
_NUMERALS = {letter: value for value, letter in enumerate("零一二三四五六七八九十")} | {"两": 2}


def numeral(word: str) -> int | None:
    """The value of a small count, in digits or in Chinese.

    >>> numeral("13"), numeral("十"), numeral("十三"), numeral("二十")
    (13, 10, 13, 20)
    """
    if word.isdigit():
        return int(word)
    if "十" in word and len(word) <= 3:
        tens, _, ones = word.partition("十")
        high = _NUMERALS.get(tens, 1 if not tens else -1)
        low = _NUMERALS.get(ones, 0 if not ones else -1)
        return high * 10 + low if high >= 0 and low >= 0 else None
    return _NUMERALS.get(word)


def readings(code: str) -> tuple[tuple[int, ...], ...]:
    """Every way in which the digits of a code may be counts of groups.

    A sign fixes the cut (4+3; 4×4 is also four groups of four); without one each cut into counts of one or two
    digits is possible, none beginning with a nought. A letter stands for a group without a count.

    >>> readings("4+3"), readings("4×2"), (6, 13) in readings("613"), (4, 15) in readings("415X")
    (((4, 3),), ((4, 2), (2, 2, 2, 2)), True, True)
    """
    if sum(letter.isdigit() for letter in code) > _MOST_DIGITS:
        return ()
    if _JOINED.search(code):
        parts = tuple(int(part) for part in re.findall(r"\d+", code))
        times = len(parts) == 2 and not _PLUS.search(code) and parts[0] < 20
        return (parts, (parts[1],) * parts[0]) if times else (parts,)
    digits = "".join(letter for letter in code if letter.isdigit())
    return tuple(_cuts(digits)) if digits else ()


def agrees(code: str, counts: Sequence[int]) -> bool | None:
    """Whether the counts told of groups can belong to the code; None when there is nothing to compare.

    A document may tell some groups only, in its own order, or one count for all of them together; none of these
    speaks against the code.

    >>> agrees("51010", [5, 10, 10]), agrees("613", [6]), agrees("613", [19]), agrees("613", [6, 12])
    (True, True, True, False)
    >>> agrees("613", []) is None
    True
    """
    ways = readings(code)
    if not ways or not counts:
        return None
    told = Counter(counts)
    return any(told <= Counter(way) or list(counts) == [sum(way)] for way in ways)


def disagreements(code: str | None, groups: Sequence[SchemeGroup]) -> tuple[str, ...]:
    """What does not add up: counts against listed members, counts against the code.

    >>> disagreements("613", [SchemeGroup("主导产业集群", 6, ("高端装备", "新能源"))])
    ('主导产业集群: 6 declared, 2 listed',)
    >>> disagreements("613", [SchemeGroup("主导产业集群", 7), SchemeGroup("新兴产业链", 13)])
    ('code 613 does not read as 7 + 13',)
    """
    out = [
        f"{group.label}: {group.count} declared, {len(group.members)} listed"
        for group in groups
        if group.count is not None and group.members and group.count != len(group.members)
    ]
    counts = [group.count for group in groups if group.count is not None]
    if code and agrees(code, counts) is False:
        out.append(f"code {code} does not read as {' + '.join(map(str, counts))}")
    return tuple(out)


def _cuts(digits: str) -> Iterator[tuple[int, ...]]:
    if not digits:
        yield ()
        return
    for size in (1, 2):
        head, rest = digits[:size], digits[size:]
        if len(head) == size and head[0] != "0" and not rest.startswith("0"):
            for tail in _cuts(rest):
                yield (int(head), *tail)
