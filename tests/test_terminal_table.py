"""Tables for a terminal: Chinese takes two columns, nothing of a document reaches the terminal raw."""

from hypothesis import given
from hypothesis import strategies as st

from fangzhi.present.table import pad, plain, shorten, table, width

WORDS = st.text(st.sampled_from("ab1%省增长é\u0301“”"), max_size=12)


@given(WORDS, st.integers(1, 20))
def test_shortened_words_fit(words: str, columns: int) -> None:
    short = shorten(words, columns)
    assert width(short) <= columns
    assert short == words or short.endswith("…")


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=5))
def test_columns_begin_at_the_same_place(rows: list[tuple[str, str]]) -> None:
    marked = [(left, f"|{right}") for left, right in rows]
    lines = table(["left", "|right"], marked).splitlines()
    assert len({width(line.split("|")[0]) for line in lines}) == 1


def test_a_narrow_terminal_cuts_the_widest_column() -> None:
    lines = table(["a", "sentence"], [["1", "去年全省地区生产总值增长百分之五" * 5]], limit=40).splitlines()
    assert max(map(width, lines)) <= 40
    assert lines[1].startswith("1  去年")


def test_control_characters_and_line_breaks_are_gone() -> None:
    assert plain("a\x1b[31m\nb\u202e") == "a [31m b "
    assert "\x1b" not in table(["x"], [["\x1b]0;title\x07"]])


def test_padding_counts_columns() -> None:
    assert pad("亿元", 6) == "亿元  "
    assert pad("亿元", 6, right=True) == "  亿元"
