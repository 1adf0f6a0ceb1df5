"""Questions about one thing, answered for all things at once where they are few: to plan one takes 3 to 10 ms."""

from __future__ import annotations

import re
from dataclasses import dataclass

FEW_ROWS = 30_000  # of a table that is read whole and kept by its key
_ASKED = re.compile(r"\bFROM (?P<table>[\w.]+)\s+WHERE (?P<column>\w+) = \$(?P<parameter>\w+)")


@dataclass(frozen=True, slots=True)
class Keyed:
    """A question ``… FROM table WHERE column = $parameter …``, and ``whole``: the same of all keys, the key first."""

    parameter: str
    table: str
    whole: str


def keyed(sql: str) -> Keyed:
    r"""The parts of a question about one key; ValueError for any other.

    >>> asked = keyed("-- Names.\nSELECT name FROM area WHERE code = $region_code AND current ORDER BY name")
    >>> asked.parameter, asked.table
    ('region_code', 'area')
    >>> asked.whole.splitlines()[1]
    'SELECT code AS of_key, name FROM area WHERE true AND current ORDER BY name'
    """
    asked = _ASKED.search(sql)
    if asked is None or sql.count("$") != 1:
        raise ValueError(f"no question about one key: {sql}")
    whole = f"{sql[: asked.start()]}FROM {asked['table']} WHERE true{sql[asked.end() :]}"
    return Keyed(asked["parameter"], asked["table"], whole.replace("SELECT", f"SELECT {asked['column']} AS of_key,", 1))
