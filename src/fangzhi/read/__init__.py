"""Files to documents: one module a format, cleaning with an offset map, metadata."""

from fangzhi.read.document import read_document, read_many, read_text
from fangzhi.read.find import find_sources
from fangzhi.read.source import DocumentRow, Refused, Source

__all__ = ["DocumentRow", "Refused", "Source", "find_sources", "read_document", "read_many", "read_text"]
