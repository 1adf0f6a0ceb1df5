"""Traditional characters read as simplified ones, one for one, so that no offset moves."""

import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

# any text in traditional characters has some of these; simplified text has none
_SIGNS = "億產業區國與發經電會實萬點數資開關聯質據網醫總體廠"


def is_traditional(text: str) -> bool:
    """Whether a text is written in traditional characters.

    >>> is_traditional("全市實現地區生產總值7569.5億元"), is_traditional("全市实现地区生产总值")
    (True, False)
    """
    return sum(sign in text for sign in _SIGNS) >= 3  # looked for one by one: a set would make each character anew


def simplify(text: str) -> str:
    """The text with each traditional character in its simplified form; the length stays.

    Words whose characters depend on context (乾) keep the commonest form.

    >>> simplify("實現地區生產總值")
    '实现地区生产总值'
    """
    characters = sorted({character for character in text if character >= "\u3400"})
    simple = _converter().convert("\n".join(characters)).split("\n")
    return text.translate(
        {ord(old): new for old, new in zip(characters, simple, strict=True) if len(new) == 1 and new != old}
    )


@functools.cache
def _converter() -> "OpenCC":
    # imported when the first such text is read: the tables take a moment to load
    from opencc import OpenCC  # noqa: PLC0415  # as the line above says

    return OpenCC("t2s")
