"""The answer to a question, as rows, Arrow or a data frame."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa  # type: ignore[import-untyped]  # it has no types

from fangzhi.model.errors import StoreError

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped]  # not installed with us


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one question, in a fixed order; iterating gives one dictionary a row.

    >>> rows = Rows(pa.table({"region": ["江苏省"], "value": [5.3]}))
    >>> len(rows), rows.columns, list(rows)
    (1, ['region', 'value'], [{'region': '江苏省', 'value': 5.3}])
    """

    table: pa.Table

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.rows())

    @property
    def columns(self) -> list[str]:
        """Names of the columns."""
        return list(self.table.column_names)

    def rows(self) -> list[dict[str, Any]]:
        """One dictionary a row."""
        return list(self.table.to_pylist())

    def arrow(self) -> pa.Table:
        """The Arrow table."""
        return self.table

    def df(self) -> "pd.DataFrame":
        """A pandas data frame; StoreError when pandas is not installed."""
        try:
            import pandas  # noqa: F401, ICN001, PLC0415  # not one of our dependencies; Arrow imports it itself
        except ImportError:
            raise StoreError("a data frame needs pandas; install it, or take .arrow() or .rows()") from None
        return self.table.to_pandas()
