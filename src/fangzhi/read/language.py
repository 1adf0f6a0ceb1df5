"""In which language a text is: Chinese, English, or one that is not read."""

import re

_SAMPLE = 3000
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]+")
_KANA = re.compile("[\u3040-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7af]")
_ENGLISH = re.compile(r"\b(?:the|of|and|in|to|for|is|by|on|with|will|a|has|from)\b", re.IGNORECASE)
_OTHERS = (("Japanese", _KANA, 0.05), ("Korean", _HANGUL, 0.3))


def language_of(text: str) -> tuple[str | None, str]:
    """``zh`` or ``en`` with the reason, or None with the reason why the text is in neither.

    Decided by the share of scripts among the letters, for Latin letters by the commonest English words.

    >>> language_of("全省地区生产总值增长5%")[0], language_of("GDP grew by 5% in the first half of the year.")[0]
    ('zh', 'en')
    >>> language_of("Валовой региональный продукт вырос")
    (None, 'its letters are neither Chinese nor Latin')
    """
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample))
    if not letters:
        return None, "it has no letters"
    for name, pattern, share in _OTHERS:
        if len(pattern.findall(sample)) > share * letters:
            return None, f"it seems to be in {name}"
    han = len(_HAN.findall(sample))
    words = _LATIN.findall(sample)
    latin = sum(map(len, words))
    if han + latin < letters / 2:
        return None, "its letters are neither Chinese nor Latin"
    # An English word has as much to say as two Chinese characters.
    if han >= 2 * len(words) or han > latin:
        return "zh", f"{han / letters:.0%} of the letters are Chinese"
    if len(words) >= 25 and len(_ENGLISH.findall(sample)) < len(words) / 10:
        return None, "its letters are Latin but its words are not English"
    return "en", f"{latin / letters:.0%} of the letters are Latin"
