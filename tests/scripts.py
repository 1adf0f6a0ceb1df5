"""The scripts of tools/, loaded as modules."""

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

TOOLS = Path(__file__).parents[1] / "tools"


def script(name: str) -> ModuleType:
    """The module tools/NAME.py; the scripts import each other by name, so their folder is on the path."""
    if str(TOOLS) not in sys.path:
        sys.path.append(str(TOOLS))
    return import_module(name)
