"""The same report at several addresses is one document: which files belong together, and which of them is kept."""

from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

from fangzhi.run.entry import Entry
from fangzhi.run.likeness import Likeness

LIKE = 0.7  # of two texts that state the same facts and numbers
LIKE_WITHOUT_FACTS = 0.95  # of two texts that state hardly anything
FEW_FACTS = 3
OFFICIAL = ".gov.cn"  # the registry gives these names to authorities alone


def groups_of(entries: Iterable[Entry]) -> list[tuple[Entry, ...]]:
    """The files of each document, the one that is kept first; in the order of the paths of those kept.

    Files of one text belong together, and files that ``are_copies``. Each file is compared with those that are kept and
    not with those that are dropped, so nothing is chained. Kept is the file of an official address, else the one
    published earliest, else the first by its path: what order the files came in, or how many processes read them,
    changes nothing.
    """
    texts: dict[str, list[Entry]] = {}
    for entry in sorted((entry for entry in entries if entry.document_id is not None), key=preference):
        texts.setdefault(entry.document_id or "", []).append(entry)
    told = Counter(_said(group[0]) for group in texts.values())
    kept: list[list[Entry]] = []
    near: dict[str, list[int]] = {}
    for group in texts.values():
        said = _said(group[0])
        if said and told[said] > 1:  # copies say the same, so what nobody else says is compared with nothing
            likeness = Likeness.unpacked(group[0].likeness)
            keys = [f"{likeness.said} {key}" for key in (likeness.words, *likeness.bands())]
            candidates = sorted({number for key in keys for number in near.get(key, ())})
            same = next((number for number in candidates if _is_copy(kept[number][0], group[0], likeness)), None)
            if same is not None:
                kept[same].extend(group)
                continue
            for key in keys:
                near.setdefault(key, []).append(len(kept))
        kept.append(group)
    return sorted((tuple(group) for group in kept), key=lambda group: group[0].path)


def are_copies(one: Entry, likeness: Likeness, other: Entry, other_likeness: Likeness) -> bool:
    """Whether two texts are the same but for the page around them.

    Every fact and every number of the one must be the other's, whatever the likeness of the words: a revised report,
    and last year's, are other documents. So are texts about different regions or of different years.
    """
    for name in ("region_code", "language"):
        if one.source.get(name) and other.source.get(name) and one.source[name] != other.source[name]:
            return False
    years = [(entry.source.get("published") or "")[:4] for entry in (one, other)]
    if all(years) and years[0] != years[1]:
        return False
    if likeness.said != other_likeness.said:
        return False
    return likeness.to(other_likeness) >= (LIKE if likeness.facts >= FEW_FACTS else LIKE_WITHOUT_FACTS)


def _said(entry: Entry) -> str | None:
    """The hash of what a file states; None where nothing is known, which nothing is like."""
    return entry.likeness.split(" ", 2)[1] if entry.likeness else None


def _is_copy(one: Entry, other: Entry, likeness: Likeness) -> bool:
    return are_copies(one, Likeness.unpacked(one.likeness), other, likeness)


def preference(entry: Entry) -> tuple[bool, str, str, str]:
    """Smaller is kept: an official address, then the earliest date, then the path.

    >>> official = Entry("z.html", None, "", "k", "d", 9, {}, source={"url": "http://www.js.gov.cn/a"})
    >>> early = Entry("a.html", None, "", "k", "d", 9, {}, source={"url": "http://gov.cn.a.com"})
    >>> [entry.path for entry in sorted([early, official], key=preference)]
    ['z.html', 'a.html']
    """
    return (not is_official(entry.source.get("url")), entry.source.get("published") or "9", entry.path, entry.key or "")


def is_official(url: str | None) -> bool:
    """Whether an address is one of an authority."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return False
    return f".{host}".endswith(OFFICIAL)


def likeness_between(one: Entry, other: Entry) -> float:
    """Estimated likeness of two files, 0 where nothing is known."""
    if not one.likeness or not other.likeness:
        return 0.0
    return Likeness.unpacked(one.likeness).to(Likeness.unpacked(other.likeness))
