"""What the matchers of systems find is what a plain search finds."""

import re

from hypothesis import given
from hypothesis import strategies as st

from fangzhi.extract.systems.details import WordClasses
from fangzhi.extract.systems.marks import LastWord, Marks

LETTERS = "建设省重点实验室"
words = st.lists(st.text(LETTERS, min_size=1, max_size=3), min_size=1, max_size=6, unique=True)
texts = st.text(LETTERS + "，", max_size=30)


@given(words, words, texts)
def test_marks_are_all_places_of_all_words(verbs: list[str], nouns: list[str], text: str) -> None:
    found = Marks({"verb": verbs, "noun": nouns}).find(text)
    for name, listed in (("verb", verbs), ("noun", nouns)):
        plain = [at for at in range(len(text)) for word in listed if text.startswith(word, at)]
        assert found[name] == plain


@given(words, texts, st.integers(0, 10), st.integers(0, 30))
def test_last_word_is_what_a_greedy_pattern_finds(listed: list[str], text: str, start: int, end: int) -> None:
    either = "|".join(sorted(map(re.escape, listed), key=len, reverse=True))
    start, end = min(start, len(text)), min(end, len(text))
    match = re.compile(f".*(?:{either})", re.DOTALL).match(text, start, end)
    assert LastWord(listed).end_in(text, start, end) == (match.end() if match else None)


@given(words, words, texts)
def test_classes_are_those_of_which_a_word_stands_there(support: list[str], restrict: list[str], text: str) -> None:
    classes = {"support": tuple(support), "restrict": tuple(restrict)}
    plain = tuple(name for name, listed in classes.items() if any(word in text for word in listed))
    assert WordClasses(classes).named(text) == plain
