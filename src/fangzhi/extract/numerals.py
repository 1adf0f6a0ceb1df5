"""Numbers as written: Arabic digits with multipliers, and Chinese numerals."""

from decimal import Decimal
from functools import lru_cache
from typing import Final

DIGITS: Final = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_SMALL: Final = {"十": 10, "百": 100, "千": 1000}
_LARGE: Final = {"万": 10**4, "亿": 10**8}


def multiplier(word: str) -> int:
    """The product of the magnitudes in a word.

    >>> multiplier("万亿"), multiplier("千亿"), multiplier("")
    (1000000000000, 100000000000, 1)
    """
    product = 1
    for character in word:
        product *= _SMALL.get(character) or _LARGE[character]
    return product


@lru_cache(maxsize=4096)  # most numbers of a report are short and come again
def arabic(digits: str, magnitude: str | None = None) -> float:
    """The value of digits with thousands separators and a magnitude.

    >>> arabic("14.2", "万亿"), arabic("1,100.9", "亿")
    (14200000000000.0, 110090000000.0)
    """
    plain = digits.replace(",", "")
    # Python reads a plain number right; times ten thousand only a decimal does
    return float(Decimal(plain) * multiplier(magnitude)) if magnitude else float(plain)


def chinese(numeral: str) -> int:
    """The value of a Chinese numeral; a bare magnitude counts once, ValueError when it is none.

    >>> chinese("三百五十"), chinese("十二"), chinese("千亿"), chinese("两万")
    (350, 12, 100000000000, 20000)
    """
    total = section = digit = 0
    for character in numeral:
        if character in DIGITS:
            digit = DIGITS[character]
        elif character in _SMALL:
            section += (digit or 1) * _SMALL[character]
            digit = 0
        elif character in _LARGE:
            section += digit
            digit = 0
            if section == 0 and total:
                total *= _LARGE[character]
            else:
                total += (section or 1) * _LARGE[character]
            section = 0
        else:
            raise ValueError(f"{numeral!r} is no Chinese numeral")
    return total + section + digit


def ordinal(numeral: str) -> int:
    """A number in digits or in Chinese.

    >>> ordinal("十四"), ordinal("7")
    (14, 7)
    """
    return int(numeral) if numeral.isascii() else chinese(numeral)
