"""The scripts of tools/ and benchmarks/, loaded as modules."""

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[1]


def script(name: str, folder: str = "tools") -> ModuleType:
    """The module FOLDER/NAME.py; the scripts import each other by name, so their folder is on the path."""
    path = str(ROOT / folder)
    if path not in sys.path:
        sys.path.append(path)
    return import_module(name)
