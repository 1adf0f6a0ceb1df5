"""Numbers and periods as people write them."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangzhi.present.values import period_text, value_text

CASES = list(csv.DictReader((Path(__file__).parent / "cases" / "values.csv").read_text(encoding="utf-8").splitlines()))
UNIT_WORDS = {"元": "yuan", "家": "enterprises"}
POWERS = {"万亿": 10**12, "亿": 10**8, "万": 10**4, "": 1}


@pytest.mark.parametrize("case", CASES, ids=[f"{case['text']} {case['language']}" for case in CASES])
def test_values_are_written_as_people_write_them(case: dict[str, str]) -> None:
    high = float(case["value_high"]) if case["value_high"] else None
    language = "zh" if case["language"] == "zh" else "en"
    text = value_text(
        float(case["value"]),
        case["unit"],
        value_high=high,
        bound=case["bound"],
        language=language,  # type: ignore[arg-type]  # a string of the two above
        unit_words=UNIT_WORDS,
    )
    assert text == case["text"]


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=2).map(float))
def test_a_written_value_reads_back_to_the_same_number(value: float) -> None:
    text = value_text(value, "元").removesuffix("元").replace(",", "").replace("−", "-")
    power = next(word for word in POWERS if text.endswith(word))
    number = float(text.removesuffix(power)) * POWERS[power]
    assert number == pytest.approx(value, rel=1e-13, abs=1e-9)


@pytest.mark.parametrize(
    ("notation", "zh", "en"),
    [
        ("2025", "2025年", "2025"),
        ("2025-Q3", "2025年三季度", "Q3 2025"),
        ("2025-S2", "2025年下半年", "H2 2025"),
        ("2025-11", "2025年11月", "Nov 2025"),
        ("2025-01/2025-09", "2025年1—9月", "Jan–Sep 2025"),
        ("2024-07/2025-06", "2024年7月—2025年6月", "Jul 2024 – Jun 2025"),
        ("2021/2025", "2021—2025年", "2021–2025"),
        (None, "时期不明", "period unknown"),
        ("十四五", "十四五", "十四五"),
    ],
)
def test_periods_in_words(notation: str | None, zh: str, en: str) -> None:
    assert (period_text(notation), period_text(notation, "en")) == (zh, en)
