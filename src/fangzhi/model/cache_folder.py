"""Where this user keeps what can be made again."""

import os
from pathlib import Path


def cache_folder() -> Path:
    """``FANGZHI_CACHE`` where it is set, else ``fangzhi`` under ``XDG_CACHE_HOME``, else ``~/.cache/fangzhi``.

    RuntimeError for a user without a home; nothing is made or looked at.

    >>> cache_folder().is_absolute()
    True
    """
    if told := os.environ.get("FANGZHI_CACHE"):
        return Path(told).absolute()
    base = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser()
    if not base.is_absolute():  # as the XDG rule says: a relative path means nothing
        base = Path("~/.cache").expanduser()
    return base / "fangzhi"
