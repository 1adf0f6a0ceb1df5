"""Numbers and periods as people write them: 14.2万亿元, 3022家, 5–5.5%, ≥2000亿元, 2025年1—9月."""

import tomllib
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from fangzhi.model.period import Period

Language = Literal["zh", "en"]

# A double keeps 15 digits; what lies beyond is noise of binary fractions, not a figure.
_DOUBLE = Context(prec=15, rounding=ROUND_HALF_EVEN)
_BOUNDS = {"eq": "", "min": "≥", "max": "≤", "approx": "≈"}
_POWERS: dict[Language, tuple[tuple[int, str], ...]] = {
    "zh": ((12, "万亿"), (8, "亿"), (4, "万")),
    "en": ((12, " trillion"), (9, " billion"), (6, " million")),
}
_SCALED_FRACTION = 4
_JOINED = ("%", "‰", "°", "℃")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_QUARTERS = "一二三四"


def value_text(
    value: float,
    unit: str,
    *,
    value_high: float | None = None,
    bound: str = "eq",
    signed: bool = False,
    language: Language = "zh",
    unit_words: Mapping[str, str] | None = None,
) -> str:
    """A figure with its unit, range and bound; no digit is lost.

    ``value`` and ``value_high`` are in the bare ``unit``; ``signed`` writes a plus before a rise;
    ``unit_words`` turns Chinese units into English ones.

    >>> value_text(14_200_000_000_000, "元"), value_text(3022, "家"), value_text(5, "%", value_high=5.5)
    ('14.2万亿元', '3022家', '5–5.5%')
    >>> value_text(2e11, "元", bound="min"), value_text(-3.4, "%"), value_text(0.6, "个百分点", signed=True)
    ('≥2000亿元', '−3.4%', '+0.6个百分点')
    >>> value_text(3000, "project"), value_text(31.5, "微克/立方米", language="en")
    ('3000个项目', '31.5 μg/m³')
    >>> value_text(4.3387e12, "元", language="en", unit_words={"元": "yuan"})
    '4.3387 trillion yuan'
    """
    return _BOUNDS.get(bound, "") + _number(value, value_high, signed, language) + _unit(unit, language, unit_words)


@lru_cache(maxsize=50_000)  # a page shows a figure in its chart, its table and its map
def _number(value: float, value_high: float | None, signed: bool, language: Language) -> str:
    """A number or a range with the word of its power of ten, without unit."""
    ends = [value] if value_high is None else [value, value_high]
    exact = [Decimal(_DOUBLE.create_decimal_from_float(end)) for end in ends]
    scale, word = _scale(exact, language)
    numbers = [
        _digits(number.scaleb(-scale), grouped=language == "en" or abs(number) >= 10**scale * 10_000)
        for number in exact
    ]
    if signed and value > 0:
        numbers[0] = "+" + numbers[0]
    return _range(numbers) + word


def axis_unit(
    values: Iterable[float], unit: str, *, language: Language = "zh", unit_words: Mapping[str, str] | None = None
) -> tuple[float, str]:
    """What to divide the values of an axis by, and the unit that they then have.

    >>> axis_unit([8.2e11, 1.4e13], "元"), axis_unit([3.9, 5.5], "%")
    ((1000000000000.0, '万亿元'), (1.0, '%'))
    >>> axis_unit([2.5e9], "元", language="en", unit_words={"元": "yuan"})
    (1000000000.0, 'billion yuan')
    """
    largest = max((abs(value) for value in values), default=0.0)
    for power, word in _POWERS[language]:
        if largest >= 10**power:
            return float(10**power), (word + _unit(unit, language, unit_words)).strip()
    return 1.0, _unit(unit, language, unit_words).strip()


def unit_text(unit: str, language: Language = "zh", unit_words: Mapping[str, str] | None = None) -> str:
    """A unit by itself.

    >>> unit_text("元", "en", {"元": "yuan"}), unit_text("微克/立方米", "en"), unit_text("家")
    ('yuan', 'μg/m³', '家')
    """
    return _unit(unit, language, unit_words).strip()


def rank_text(value: float, language: Language = "zh") -> str:
    """A position in an order.

    >>> rank_text(1), rank_text(3, "en")
    ('第1位', 'no. 3')
    """
    number = _digits(Decimal(_DOUBLE.create_decimal_from_float(value)), grouped=False)
    return f"第{number}位" if language == "zh" else f"no. {number}"


@lru_cache(maxsize=5_000)
def period_text(notation: str | None, language: Language = "zh") -> str:
    """A period of ISO 8601 or SDMX notation in words; what is no such notation stays as it is.

    >>> period_text("2025-01/2025-09"), period_text("2021/2025"), period_text("2025-S1")
    ('2025年1—9月', '2021—2025年', '2025年上半年')
    >>> period_text("2025-Q3", "en"), period_text("2025-01/2025-09", "en"), period_text(None, "en")
    ('Q3 2025', 'Jan–Sep 2025', 'period unknown')
    """
    if not notation:
        return "时期不明" if language == "zh" else "period unknown"
    try:
        period = Period.parse(notation)
    except ValueError:
        return notation
    return _period_zh(period) if language == "zh" else _period_en(period)


def _scale(numbers: list[Decimal], language: Language) -> tuple[int, str]:
    """The power of ten that all ends of a range are written in, and its word."""
    largest = max(abs(number) for number in numbers)
    smallest = min((abs(number) for number in numbers if number), default=Decimal(0))
    for power, word in _POWERS[language]:
        floor = Decimal(10) ** power
        # 10% of headroom below: 0.9–1.2万亿 is written so, 3–12000 is not 0.0003–1.2万
        if largest >= floor and smallest * 10 >= floor and _short(numbers, power):
            return power, word
    return 0, ""


def _short(numbers: list[Decimal], power: int) -> bool:
    """Whether the numbers stay short and exact in this power; 12,345 is better plain than 1.2345万."""
    scaled = [number.scaleb(-power).normalize() for number in numbers]
    if any(-int(number.as_tuple().exponent) > _SCALED_FRACTION for number in scaled):
        return False
    plain = max(len(_digits(number, grouped=False)) for number in numbers)
    return power > 4 or plain > 5 or max(len(_digits(number, grouped=False)) for number in scaled) < plain


def _digits(number: Decimal, *, grouped: bool) -> str:
    plain = number.normalize()
    text = f"{abs(plain):{',' if grouped else ''}f}"
    return ("−" if plain < 0 else "") + text


def _range(numbers: list[str]) -> str:
    # A minus after a dash cannot be read; 至 or "to" would need the language for one rare case.
    separator = " – " if any(number.startswith("−") for number in numbers) else "–"
    return separator.join(numbers)


def _unit(unit: str, language: Language, words: Mapping[str, str] | None) -> str:
    unit = (words or {}).get(unit, unit) if language == "en" else unit
    unit = _other_words()[language].get(unit, unit)
    latin = unit[:1].isascii() and unit[:1].isalpha()  # 44 projects: an English text's own unit
    spaced = latin or (language == "en" and unit and not unit.startswith(_JOINED))
    return f" {unit}" if spaced else unit


@cache
def _other_words() -> dict[str, dict[str, str]]:
    """Units of one language as the other writes them, from units.toml."""
    found: dict[str, dict[str, str]] = tomllib.loads(files("fangzhi.present").joinpath("units.toml").read_text("utf-8"))
    return found


def _period_zh(period: Period) -> str:
    start, _, stop = period.notation.partition("/")
    if not stop:
        year, _, part = start.partition("-")
        return f"{year}年" + _part_zh(part)
    if "-" not in start and "-" not in stop:
        return f"{start}—{stop}年"
    first, last = period.first % 12 + 1, period.last % 12 + 1
    if period.start_year == period.end_year:
        return f"{period.start_year}年{first}—{last}月"
    return f"{period.start_year}年{first}月—{period.end_year}年{last}月"


def _part_zh(part: str) -> str:
    if part.startswith("Q"):
        return f"{_QUARTERS[int(part[1]) - 1]}季度"
    if part.startswith("S"):
        return "上半年" if part == "S1" else "下半年"
    return f"{int(part)}月" if part else ""


def _period_en(period: Period) -> str:
    start, _, stop = period.notation.partition("/")
    if not stop:
        year, _, part = start.partition("-")
        return f"{_part_en(part)} {year}".strip()
    if "-" not in start and "-" not in stop:
        return f"{start}–{stop}"
    first, last = _MONTHS[period.first % 12], _MONTHS[period.last % 12]
    if period.start_year == period.end_year:
        return f"{first}–{last} {period.start_year}"
    return f"{first} {period.start_year} – {last} {period.end_year}"


def _part_en(part: str) -> str:
    if part.startswith("S"):
        return f"H{part[1]}"
    return _MONTHS[int(part) - 1] if part and not part.startswith("Q") else part
