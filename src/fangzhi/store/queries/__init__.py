"""The questions, one .sql file each."""

from functools import cache
from importlib.resources import files


@cache
def query(name: str) -> str:
    """The text of NAME.sql.

    >>> query("documents").splitlines()[0]
    '-- Every document without its text, newest first.'
    """
    return files(__name__).joinpath(f"{name}.sql").read_text(encoding="utf-8")
