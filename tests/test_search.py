"""The index of sentences finds exactly what holds the words."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from fangzhi.store.search import Searcher, Wanted
from fangzhi.store.search_facets import facet_token, facet_tokens
from fangzhi.store.search_grams import folded, grams_of, match_expression
from fangzhi.store.search_index import index_path
from fangzhi.store.search_letters import Letters, sentences_with
from fangzhi.store.serving import ServedAtlas
from web_atlas import write_atlas
from web_drafts import INDICATORS, REGIONS, jiangsu, zhejiang

LETTERS = st.text(alphabet="增长人工智能aAbB09.%“”\"'*-() 　，。ÄΩ𠮷", max_size=12)


@given(sentences=st.lists(LETTERS, max_size=6), words=LETTERS)
def test_the_index_finds_every_substring_and_nothing_else(sentences: list[str], words: str) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE gram USING fts5(words, facets, content='', tokenize='ascii')")
        for number, pairs in enumerate(grams_of(sentences).pairs, start=1):
            connection.execute("INSERT INTO gram (rowid, words) VALUES (?, ?)", (number, pairs))
        expression = match_expression(words)
        found = connection.execute("SELECT rowid FROM gram WHERE gram MATCH ? ORDER BY rowid", (expression or '""',))
        wanted = [folded(word) for word in words.split()]
        expected = [n + 1 for n, s in enumerate(sentences) if wanted and all(word in folded(s) for word in wanted)]
        assert [row[0] for row in found] == expected


@given(
    facets=st.lists(
        st.tuples(
            st.sampled_from(["320000", "510300", None]),
            st.sampled_from([2025, 2026, None]),
            st.just("observation"),
            st.sampled_from(["actual", "target"]),
        ),
        max_size=4,
    ),
    region=st.sampled_from(["", "320000", "510300"]),
    year=st.sampled_from([None, 2025, 2026]),
    status=st.sampled_from(["", "actual", "target"]),
)
def test_one_fact_must_meet_all_that_is_asked(
    facets: list[tuple[str | None, int | None, str, str | None]], region: str, year: int | None, status: str
) -> None:
    token = facet_token(region, year, "", status)
    met = any(region in ("", r) and year in (None, y) and status in ("", s) for r, y, _, s in facets)
    if token:
        written = ";".join(f"{r or ''}|{y or ''}|o|{str(s)[0]}" for r, y, _, s in facets)
        assert (bool(facets) and token in facet_tokens(written).split()) == met


@given(batches=st.lists(st.lists(LETTERS, max_size=4), max_size=3), wanted=st.sampled_from("增长aA.𠮷Ω "))
def test_characters_are_counted_once_a_sentence(batches: list[list[str]], wanted: str) -> None:
    letters = Letters()
    sentences: list[str] = []
    for batch in batches:
        letters.add(grams_of(batch), len(sentences) + 1)
        sentences += batch
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE letter (character TEXT PRIMARY KEY, total INTEGER, newest BLOB)")
        connection.executemany("INSERT INTO letter VALUES (?, ?, ?)", letters.rows())
        expected = [n for n, s in enumerate(sentences, start=1) if folded(wanted) in folded(s)]
        assert sentences_with(connection, wanted) == (len(expected), expected)


def test_an_index_is_kept_and_made_again_for_a_new_atlas(tmp_path: Path) -> None:
    path = write_atlas(tmp_path / "atlas.duckdb", [zhejiang()], regions=REGIONS, indicators=INDICATORS)
    served = ServedAtlas(path)
    searcher = Searcher(path)
    hits = searcher.find(served.reader(), Wanted("总量"), most=5, patience=20)
    assert hits is not None
    assert [hit.sentence for hit in hits.hits] == ["全省经济总量达到9.4万亿元，增长5.6%。"]
    assert (hits.kinds, hits.statuses, hits.years) == ({"observation": 1}, {"actual": 1}, {2025: 1})
    written = index_path(path).stat().st_mtime_ns
    assert Searcher(path).find(served.reader(), Wanted("总量"), most=5, patience=20) == hits
    assert index_path(path).stat().st_mtime_ns == written
    other = write_atlas(tmp_path / "next.duckdb", [jiangsu(), zhejiang()], regions=REGIONS, indicators=INDICATORS)
    other.replace(path)
    again = searcher.find(served.reader(), Wanted("总量"), most=5, patience=20)
    assert again is not None
    assert again.total == 3


def test_pages_of_hits_follow_each_other(tmp_path: Path) -> None:
    path = write_atlas(tmp_path / "atlas.duckdb", [jiangsu(), zhejiang()], regions=REGIONS, indicators=INDICATORS)
    reader = ServedAtlas(path).reader()
    searcher = Searcher(path)
    every = searcher.find(reader, Wanted("总量"), most=9, patience=20)
    second = searcher.find(reader, Wanted("总量"), most=1, skip=1, patience=20)
    assert every is not None
    assert second is not None
    assert second.hits == every.hits[1:2]
    nothing = searcher.find(reader, Wanted("  "), most=9)
    assert nothing is not None
    assert nothing.total == 0
