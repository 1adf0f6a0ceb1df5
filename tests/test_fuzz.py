"""Drawn documents and damaged files: a fact is its slice or there is none; nothing ends but in a refusal.

The same draws each time. ``FANGZHI_EXPLORE=1`` draws more and anew; ``make fuzz`` goes by the coverage of the code.
"""

import os
import random
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawn import FORMATS, Choose, check_file, check_text, chinese, english, made, seeds, table
from made_files import zipped

EXPLORE = "FANGZHI_EXPLORE" in os.environ
EDITS = st.lists(st.tuples(st.integers(0, 1 << 16), st.integers(0, 9), st.binary(max_size=6)), min_size=1, max_size=6)


@settings(max_examples=2000 if EXPLORE else 100)
@given(st.integers(0, 1 << 32), st.sampled_from([chinese, chinese, english]))
def test_facts_of_drawn_texts_are_slices(seed: int, kind: Callable[[Choose], str]) -> None:
    check_text(kind(random.Random(seed).randrange))  # noqa: S311  # draws of a test


@settings(max_examples=1000 if EXPLORE else 40)
@given(st.integers(0, 1 << 32))
def test_facts_of_drawn_tables_are_slices(seed: int) -> None:
    rows = table(random.Random(seed).randrange)  # noqa: S311  # as above
    with tempfile.TemporaryDirectory() as folder:
        check_file(".csv", "\n".join(",".join(row) for row in rows).encode(), Path(folder))


@pytest.mark.parametrize("suffix", FORMATS)
@settings(max_examples=500 if EXPLORE else 12)
@given(st.integers(0, 1), EDITS)
def test_a_damaged_file_is_read_or_refused(suffix: str, which: int, edits: list[tuple[int, int, bytes]]) -> None:
    found = seeds()[suffix]
    data = bytearray(found[which % len(found)])
    for at, length, put in edits:
        start = at % (len(data) + 1)
        data[start : start + length] = put
    inner = which > 0 and len(found) > 1
    with tempfile.TemporaryDirectory() as folder:
        check_file(suffix, made(suffix, bytes(data)) if inner else bytes(data), Path(folder))


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        (".docx", zipped({"nameless": b"x", "word/document.xml": b"x"}).replace(b"nameless", bytes(8))),
        (".ofd", zipped({"nameless": b"x", "OFD.xml": b"x"}).replace(b"nameless", bytes(8))),
        (".pdf", seeds()[".pdf"][0].replace(b"/MediaBox[0 0 595 842]", b"/MediaBox[0 0 59/A 84]")),
        (".md", f"建“415{'2' * 60}X”现代产业目开工。".encode()),
        (".csv", "指标,2025年\n地区生产总值（亿元）,1925\n19696,620".encode()),
    ],
)
def test_what_the_fuzzer_found_once(suffix: str, data: bytes, tmp_path: Path) -> None:
    check_file(suffix, data, tmp_path)
