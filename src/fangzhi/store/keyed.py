"""Questions about one thing, answered for all things at once where they are few: to plan one takes 3 to 10 ms."""

from __future__ import annotations

import re
from dataclasses import dataclass

FEW_FIGURES = 30_000  # of an atlas whose tables are read whole and kept by their keys
_ASKED = re.compile(r"\bFROM (?P<table>[\w.]+)\s+WHERE (?P<column>\w+) = \$(?P<parameter>\w+)")


@dataclass(frozen=True, slots=True)
class Keyed:
    """A question ``… FROM table WHERE column = $parameter …``, and ``whole``: the same of all keys, the key first."""

    parameter: str
    whole: str


def keyed(sql: str) -> Keyed:
    r"""The parts of a question about one key; ValueError for any other.

    >>> asked = keyed("-- Names.\nSELECT name FROM area WHERE code = $region_code AND current ORDER BY name")
    >>> asked.parameter
    'region_code'
    >>> asked.whole.splitlines()[1]
    'SELECT code AS of_key, name FROM area WHERE true AND current ORDER BY name'
    """
    asked = _ASKED.search(sql)
    if asked is None or sql.count("$") != 1:
        raise ValueError(f"no question about one key: {sql}")
    whole = f"{sql[: asked.start()]}FROM {asked['table']} WHERE true{sql[asked.end() :]}"
    return Keyed(asked["parameter"], whole.replace("SELECT", f"SELECT {asked['column']} AS of_key,", 1))
