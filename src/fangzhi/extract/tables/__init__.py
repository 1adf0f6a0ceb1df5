"""Observations from statistical tables: what heads and labels say, which cell is about what."""

from fangzhi.extract.tables.reader import TableReader

__all__ = ["TableReader"]
