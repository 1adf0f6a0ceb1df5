"""Brings pages and files from the network into a folder that ``build`` reads."""

from fangzhi.run.fetch.fetch import Fetched, fetch, urls_in
from fangzhi.run.fetch.visit import Manners

__all__ = ["Fetched", "Manners", "fetch", "urls_in"]
