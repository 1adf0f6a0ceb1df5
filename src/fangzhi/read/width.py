"""Forms of a character that differ only in width or code point, replaced one by one.

Only characters whose plain form is one character too are here, so that every offset survives; NFKC over the
whole would make two characters of ㎡ and take the Chinese punctuation away. Chinese punctuation （）“”，。；：～
stays: the grammar tells a clause by it. The full-width comma becomes a comma only inside a number.
"""

import re
import unicodedata
from functools import lru_cache

from fangzhi.lexicon.reading import Noise

_NUMERALS = "〇零一二三四五六七八九十"
_ZERO = re.compile(f"(?<=[{_NUMERALS}])○|○(?=[{_NUMERALS}])")
_COMMA = re.compile(r"(?<=\d)，(?=000(?!\d))|(?<=\d)，(?=\d{3},\d{3}(?!\d))|(?<=\d,\d{3})，(?=\d{3}(?!\d))")
_WIDE_COMMA = re.compile("(?<=[０-９])，(?=[０-９]{3}(?![０-９0-9]))")
_ASCII_WIDE = ("％＋－／＝＜＞＆＃＠．＄＊＿｜＾", "%+-/=<>&#@.$*_|^")
_ODD = ("﹪﹒﹣−‐‑―─━￥｡､｢｣", "%.----———¥。、「」")
_LINE_BREAKS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"


@lru_cache(maxsize=4)
def width_table(noise: Noise) -> dict[int, str]:
    """The replacement for each code point that has one, for ``str.translate``.

    >>> from fangzhi.lexicon.reading import load_reading
    >>> "６．２％ ⺠⽬ （）".translate(width_table(load_reading().noise))
    '6.2% 民目 （）'
    """
    table = {0xFF10 + i: chr(0x30 + i) for i in range(10)}
    for first in (0xFF21, 0xFF41):
        table |= {first + i: chr(first - 0xFEE0 + i) for i in range(26)}
    table |= {ord(wide): plain for wide, plain in zip(*_ASCII_WIDE, strict=True)}
    table |= {ord(odd): plain for odd, plain in zip(*_ODD, strict=True)}
    table |= {ord(mark): "\n" for mark in _LINE_BREAKS}
    table |= {ord(radical): plain for radical, plain in zip(noise.radicals[::2], noise.radicals[1::2], strict=True)}
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and plain != chr(code):
            table[code] = plain
    return table


@lru_cache(maxsize=4)
def _wide_run(noise: Noise) -> re.Pattern[str]:
    return re.compile("[" + "".join(re.escape(chr(code)) for code in width_table(noise)) + "]+")


def fold_width(text: str, noise: Noise) -> str:
    """Replace each wide or odd form by its plain one; the length stays.

    >>> from fangzhi.lexicon.reading import load_reading
    >>> fold_width("二○二六年，１，２３４亿元，增长６．２％", load_reading().noise)
    '二〇二六年，1,234亿元，增长6.2%'
    """
    if "○" in text:
        text = _ZERO.sub("〇", text)
    table = width_table(noise)
    wide = _wide_run(noise)
    if wide.search(text):
        text = _WIDE_COMMA.sub(",", text)
        text = wide.sub(lambda run: run[0].translate(table), text)
    return _COMMA.sub(",", text) if "，000" in text else text
