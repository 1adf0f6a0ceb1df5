"""Documents to facts: sections and sentences, mentions, binding, canonical ids."""

from fangzhi.extract.document import Extraction, extract, extract_facts

__all__ = ["Extraction", "extract", "extract_facts"]
