"""Which language a visitor reads, from the headers of the browser."""

from __future__ import annotations

from collections.abc import Mapping


def prefers_english(headers: Mapping[str, str]) -> bool:
    """Whether a visitor who comes from elsewhere asks for English before Chinese.

    Within the site the address alone decides, or nobody could switch to Chinese.

    >>> prefers_english({"accept-language": "en-GB,en;q=0.9,zh;q=0.5"}), prefers_english({"accept-language": "zh,en"})
    (True, False)
    >>> prefers_english({"accept-language": "en", "sec-fetch-site": "same-origin"}), prefers_english({})
    (False, False)
    """
    if headers.get("sec-fetch-site") == "same-origin":
        return False
    weights = {"zh": 0.0, "en": 0.0}
    for part in headers.get("accept-language", "").split(","):
        tag, _, weight = part.strip().partition(";q=")
        language = tag.strip().lower().partition("-")[0]
        if language in weights:
            weights[language] = max(weights[language], _number(weight))
    return weights["en"] > weights["zh"]


def _number(weight: str) -> float:
    try:
        return float(weight or 1)
    except ValueError:
        return 0.0
