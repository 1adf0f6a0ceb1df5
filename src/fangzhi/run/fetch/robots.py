"""robots.txt as RFC 9309 has it: the group of our name or of ``*``, the longest rule that fits, ``*`` and ``$``.

``urllib.robotparser`` knows neither ``*`` inside a path nor that the longest rule wins.
"""

from dataclasses import dataclass
from urllib.parse import quote, unquote

_LONGEST_PAUSE = 60.0


@dataclass(frozen=True, slots=True)
class Robots:
    """What a server asks of us: rules of (allowed, path), and the seconds between two requests, if it says."""

    rules: tuple[tuple[bool, str], ...] = ()
    pause: float | None = None

    def allows(self, path: str) -> bool:
        """Whether a path, with its query, may be fetched.

        >>> robots = Robots(((False, "/a/"), (True, "/a/*.html$")))
        >>> robots.allows("/a/x.html"), robots.allows("/a/x.html?y"), robots.allows("/b")
        (True, False, True)
        """
        plain = _plain(path)
        fitting = [(len(rule), allowed) for allowed, rule in self.rules if fits(rule, plain)]
        return max(fitting, default=(0, True))[1]


def read_robots(text: str, name: str) -> Robots:
    r"""The rules of a robots.txt for a robot of this name.

    >>> read_robots("User-agent: *\nDisallow: /cgi\n\nUser-agent: Fangzhi\nCrawl-delay: 5\nDisallow:", "fangzhi")
    Robots(rules=(), pause=5.0)
    """
    groups: dict[str, tuple[list[tuple[bool, str]], list[float]]] = {}
    names: list[str] = []
    in_rules = False
    for line in text.replace("\r", "\n").lstrip("\ufeff").split("\n"):
        key, colon, value = line.split("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            if in_rules:
                names, in_rules = [], False
            names.append(value.lower())
            groups.setdefault(value.lower(), ([], []))
        elif key in {"allow", "disallow", "crawl-delay"}:
            in_rules = True
            for group in (groups[name] for name in names):
                if key != "crawl-delay":
                    group[0].extend([(key == "allow", _plain(value))] if value else [])
                elif (seconds := _seconds(value)) is not None:
                    group[1].append(seconds)
    rules, pauses = groups.get(name.lower()) or groups.get("*") or ([], [])
    return Robots(tuple(rules), pauses[0] if pauses else None)


def fits(rule: str, path: str) -> bool:
    """Whether a rule is the beginning of a path; ``*`` stands for anything, ``$`` at its end for the end.

    Each piece is searched once from where the last was found: the time is that of the lengths multiplied at worst.

    >>> fits("/*.pdf$", "/a/b.pdf"), fits("/*.pdf$", "/a/b.pdf.html"), fits("/a", "/abc")
    (True, False, True)
    """
    anchored = rule.endswith("$")
    first, *pieces = rule.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    if anchored and not pieces:
        return path == first
    place = len(first)
    last = pieces.pop() if anchored else ""
    for piece in pieces:
        found = path.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    return path.endswith(last) and len(path) - len(last) >= place


def _plain(path: str) -> str:
    """Escapes written one way, so that /%7Ea and /~a are the same."""
    return quote(unquote(path, errors="surrogateescape"), safe="/?&=*$:;,+@!'()~", errors="surrogateescape")


def _seconds(value: str) -> float | None:
    try:
        seconds = float(value)
    except ValueError:
        return None
    return min(seconds, _LONGEST_PAUSE) if seconds > 0 else None
