"""Files to documents: one module a format, cleaning with an offset map, metadata."""

from fangzhi.read.document import read_document, read_many, read_text
from fangzhi.read.find import each_source, find_sources
from fangzhi.read.source import DocumentRow, Refused, Source

__all__ = ["DocumentRow", "Refused", "Source", "each_source", "find_sources", "read_document", "read_many", "read_text"]
