"""Web pages: the readable text, and what meta tags and the box of a government page say of it."""

import html
import re
from collections.abc import Iterator, Sequence
from typing import Any

from fangzhi.lexicon.reading import DocumentWords, ReadingWords
from fangzhi.model.errors import InputError
from fangzhi.read.builder import GridCell, TextBuilder
from fangzhi.read.decode import decode
from fangzhi.read.html_tables import MARKED, take_tables
from fangzhi.read.source import RawText

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_-]+)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_SPACE = re.compile(r"\s+")
_LABELLED = re.compile(r"^[\[【]?([^:：]{2,12}?)[\]】]?[:：](.{0,200})$", re.DOTALL)
_SITE = re.compile(r"\s?[_|｜]\s?[^_|｜]{2,30}$|\s[-–—]\s[^-–—]{2,30}$")
_SHORT = 200
# What is not closed goes on to the end, as in a browser; a second search for its end would be one too many.
_SCRIPT = re.compile(r"<(script|style)\b(?:.*?</\1\s*>|.*)|<!--(?:.*?-->|.*)", re.DOTALL | re.IGNORECASE)
_HEAD = re.compile(r"(?>.*?<head\b).*?</head\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_HIDDEN = frozenset({"script", "style", "noscript", "template", "option", "iframe", "head"})


def read(data: bytes, words: ReadingWords, *, path: str) -> RawText:
    """Take the title and the text out of a page; InputError when it has no text.

    The first line is the title, the rest what trafilatura holds to be the body, or everything visible where it
    finds next to nothing.
    """
    charset = _CHARSET.search(data[:4096])
    page = decode(data, words, path=path, declared=charset[1].decode("ascii") if charset else None)
    from trafilatura import load_html  # noqa: PLC0415  # a third of a second, for pages only

    tree = load_html(_DECLARATION.sub("", page))
    if tree is None:  # no tags at all: text under the name of a page
        return RawText(page)
    fields = dict(_from_page(tree, words.documents))
    fields |= {name: value for name, value in _from_meta(tree, words.documents).items() if name not in fields}
    heading = _heading(tree)
    if heading is not None:
        fields["title"] = heading
    tables = take_tables(tree, words.documents) if b"<table" in data.lower() else []
    if tables:
        from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415  # no types; as above

        page = etree.tostring(tree, encoding="unicode", method="html")
    text = _body(page, tree) or _without_tags(page)
    if not text.strip():
        raise InputError(f"{path}: the page has no readable text. It may be drawn by a script; save it from a browser.")
    title = fields.get("title", ("", ""))[0]
    if title and _SPACE.sub("", title) not in _SPACE.sub("", text[: 4 * len(title) + _SHORT]):
        text = f"{title}\n{text}"
    return _with_tables(text, tables, path).raw(fields) if tables else RawText(text, fields)


def _with_tables(text: str, tables: Sequence[tuple[str, Sequence[GridCell]]], path: str) -> TextBuilder:
    """The text with each table in the place of its mark; one whose mark is not in the text is not of the text."""
    out = TextBuilder(path)
    for line in text.split("\n"):
        parts = MARKED.split(line)
        for at, part in enumerate(parts):
            if at % 2 == 0:
                out.paragraph(part)
            elif int(part) < len(tables):
                caption, cells = tables[int(part)]
                out.paragraph(caption)
                out.table(cells)
    return out


def _body(page: str, tree: Any) -> str:  # noqa: ANN401  # lxml has no types
    from trafilatura import extract  # noqa: PLC0415  # as above

    found = extract(page, include_comments=False, include_tables=True, favor_recall=True) or ""
    if len(found) < _SHORT:
        everything = "\n".join(_visible(tree))
        # A page of one paragraph is below the size that trafilatura trusts.
        if len(everything) > 2 * len(found):
            return everything
    return found


def _without_tags(page: str) -> str:
    """The text between the tags: the parser gives up on a page that is nested some hundred deep."""
    page = _SCRIPT.sub("", page)
    head = _HEAD.match(page)
    lines = (line.strip() for line in html.unescape(_TAG.sub("\n", page[head.end() if head else 0 :])).split("\n"))
    return "\n".join(line for line in lines if line)


def _visible(tree: Any) -> Iterator[str]:  # noqa: ANN401  # lxml has no types
    """The stripped texts of a page in reading order, without recursion: pages nest without end."""
    hidden = 0
    for event, element in _events(tree):
        if event == "start":
            hidden += element.tag in _HIDDEN
            if not hidden and element.text and (text := element.text.strip()):
                yield text
        else:
            hidden -= element.tag in _HIDDEN
            if not hidden and element.tail and (text := element.tail.strip()):
                yield text


def _events(tree: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401  # lxml has no types
    stack = [("start", tree)]
    while stack:
        event, element = stack.pop()
        if not isinstance(element.tag, str):  # a comment
            if element.tail:
                yield "end", element
            continue
        yield event, element
        if event == "start":
            stack.append(("end", element))
            stack.extend(("start", child) for child in reversed(element))


def _from_meta(tree: Any, words: DocumentWords) -> dict[str, tuple[str, str]]:  # noqa: ANN401  # lxml has no types
    tags: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = (tag.get("name") or tag.get("property") or "").lower()
        content = _SPACE.sub(" ", tag.get("content") or "").strip()
        if name and content and content not in words.no_values:
            tags.setdefault(name, content)
    found: dict[str, tuple[str, str]] = {}
    for field, names in words.meta.items():
        for name in names:
            if name in tags:
                found[field] = (tags[name], f"meta {name}")
                break
    if "title" not in found and (title := _text_of(next(tree.iter("title"), None))):
        found["title"] = (_SITE.sub("", title), "title of the page")
    return found


def _from_page(tree: Any, words: DocumentWords) -> dict[str, tuple[str, str]]:  # noqa: ANN401  # lxml has no types
    """The fields of the 索引号 box and of the line under the title: a label, then its value."""
    found: dict[str, tuple[str, str]] = {}
    waiting = ""
    for text in _visible(tree):
        plain = _SPACE.sub("", text)
        labelled = _LABELLED.match(text)
        label = _SPACE.sub("", labelled[1]) if labelled else plain
        if waiting and not (labelled and label in words.labels) and plain not in words.labels:
            _take(found, waiting, text, words)
            waiting = ""
        elif label in words.labels:
            value = labelled[2].strip() if labelled else ""
            waiting = "" if value else label
            _take(found, label, value, words)
        else:
            waiting = ""
    for day in tree.iter("time"):
        if day.get("datetime"):
            found.setdefault("published", (day.get("datetime"), "time tag"))
    return found


def _take(found: dict[str, tuple[str, str]], label: str, value: str, words: DocumentWords) -> None:
    field = words.labels[label]
    value = _SPACE.sub(" ", value).strip()
    if not value or value in words.no_values or len(value) > _SHORT:
        return
    if field in {"published", "written"} and not re.search(r"\d{4}", value):
        return
    if field == "document_number" and not re.search(r"\d", value):
        return
    if field == "publisher":
        value = value.split(" ")[0]
    found.setdefault(field, (value, f"label {label}"))


def _heading(tree: Any) -> tuple[str, str] | None:  # noqa: ANN401  # lxml has no types
    headings = [text for tag in tree.iter("h1") if len(text := _text_of(tag)) > 5]
    return (headings[0], "h1") if len(headings) == 1 else None


def _text_of(element: Any) -> str:  # noqa: ANN401  # lxml has no types
    return "" if element is None else _SPACE.sub(" ", "".join(element.itertext())).strip()
