"""English text to observations: numbers, the words around them, what binds them."""

from fangzhi.extract.english.reader import EnglishReader

__all__ = ["EnglishReader"]
