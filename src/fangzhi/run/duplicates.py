"""The same report at several addresses is one document: which files belong together, and which of them is kept."""

from collections.abc import Iterable, Sequence
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
    kept: list[list[Entry]] = []
    likenesses: list[Likeness | None] = []
    near: dict[tuple[int, ...] | str, list[int]] = {}
    for group in texts.values():
        likeness = Likeness.unpacked(group[0].likeness) if group[0].likeness else None
        keys: Sequence[tuple[int, ...] | str] = (likeness.words, *likeness.bands()) if likeness else ()
        for candidate in sorted({number for key in keys for number in near.get(key, ())}):
            other = likenesses[candidate]
            if likeness is not None and other is not None and are_copies(kept[candidate][0], other, group[0], likeness):
                kept[candidate].extend(group)
                break
        else:
            for key in keys:
                near.setdefault(key, []).append(len(kept))
            kept.append(group)
            likenesses.append(likeness)
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
