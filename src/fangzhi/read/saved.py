"""Pages that a browser saved as one file (.mhtml): the page itself, without its pictures and styles."""

from email import message_from_bytes, policy

from fangzhi.lexicon.reading import ReadingWords
from fangzhi.model.errors import InputError
from fangzhi.read import html
from fangzhi.read.source import RawText

MOST_PARTS = 5_000


def read(data: bytes, words: ReadingWords, *, path: str) -> RawText:
    """The text of the first page in the file; InputError when there is none."""
    message = message_from_bytes(data, policy=policy.compat32)
    for number, part in enumerate(message.walk()):
        if number > MOST_PARTS:
            break
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            page = part.get_payload(decode=True)
            if isinstance(page, bytes) and page.strip():
                return html.read(page, words, path=path)
    raise InputError(f"{path}: no page in the saved file. Save it again from a browser, or give the page as .html.")
