"""The array types of the laboratory and the checks that every method shares."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from fangzhi.model.errors import InputError

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


def column_names(count: int, names: Sequence[str] | None) -> list[str]:
    """Names for messages: the given ones, or «column 1», «column 2» and so on.

    >>> column_names(2, None)
    ['column 1', 'column 2']
    """
    return [f"column {i + 1}" for i in range(count)] if names is None else list(names)


def finite(values: Floats, names: Sequence[str] | None = None) -> Floats:
    """The matrix as floats; InputError where a value is missing, infinite or the shape is not rows × indicators."""
    matrix = np.asarray(values, dtype=np.float64)
    if matrix.ndim != 2 or matrix.size == 0:
        raise InputError(
            f"a table of rows × indicators is needed, but the shape is {matrix.shape}; give at least one cell"
        )
    bad = ~np.isfinite(matrix)
    if bad.any():
        row, column = (int(i) for i in np.argwhere(bad)[0])
        label = column_names(matrix.shape[1], names)[column]
        raise InputError(f"{label} has no number in row {row + 1}; leave the row out or declare an imputation")
    return matrix


def varying(values: Floats, names: Sequence[str] | None = None, *, where: str = "") -> Floats:
    """The matrix, when every column has at least two values; InputError naming the constant column otherwise."""
    matrix = finite(values, names)
    same = matrix.max(axis=0) == matrix.min(axis=0)
    if same.any():
        column = int(np.argmax(same))
        label = column_names(matrix.shape[1], names)[column]
        rows = f"all {len(matrix)} rows" if len(matrix) > 1 else "its only row"
        raise InputError(
            f"{label} is constant ({matrix[0, column]:g} in {rows}{where}), so it cannot tell regions apart; remove it"
        )
    return matrix


def blocks(years: Integers | None, rows: int) -> Iterator[tuple[slice | Integers, str]]:
    """The rows that are looked at together: all of them, or one block a year, each with words for messages.

    >>> [(b, w) for b, w in blocks(None, 3)]
    [(slice(None, None, None), '')]
    """
    if years is None:
        yield slice(None), ""
        return
    if len(years) != rows:
        raise InputError(f"{rows} rows have {len(years)} years; give one year a row")
    order = np.argsort(years, kind="stable")
    for chunk in np.split(order, np.flatnonzero(np.diff(years[order])) + 1):
        contiguous = chunk[-1] - chunk[0] == len(chunk) - 1 and bool(np.all(np.diff(chunk) == 1))
        # A slice is a view, a list of rows is a copy: sorted panels stay fast.
        yield (slice(int(chunk[0]), int(chunk[-1]) + 1) if contiguous else chunk), f" of {int(years[chunk[0]])}"
