"""fangzhi 方志: what China's governments publish about their industries, as facts anybody can check.

``open`` an atlas, ``build`` one from documents, ``extract`` the facts of a text. Everything is loaded when it is
first used, so that importing costs nothing.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fangzhi.model.document import Document, Metadata
    from fangzhi.model.errors import (
        EvidenceError,
        FangzhiError,
        InputError,
        LexiconError,
        NotFoundError,
        StoreError,
    )
    from fangzhi.model.facts import Fact, Focus, Observation, Platform, Policy, Project, Scheme, SchemeGroup
    from fangzhi.model.period import Period
    from fangzhi.model.region import Region
    from fangzhi.run.build import BuildSummary, Progress, build
    from fangzhi.run.limits import Limits
    from fangzhi.run.texts import extract, read
    from fangzhi.store.atlas import Atlas
    from fangzhi.store.atlas import Atlas as open  # noqa: A004, N813  # fangzhi.open(path), as gzip.open
    from fangzhi.store.export import export
    from fangzhi.store.rows import Rows
    from fangzhi.store.verify import Finding, Verification, verify

__version__ = "0.1.0"

__all__ = [
    "Atlas",
    "BuildSummary",
    "Document",
    "EvidenceError",
    "Fact",
    "FangzhiError",
    "Finding",
    "Focus",
    "InputError",
    "LexiconError",
    "Limits",
    "Metadata",
    "NotFoundError",
    "Observation",
    "Period",
    "Platform",
    "Policy",
    "Progress",
    "Project",
    "Region",
    "Rows",
    "Scheme",
    "SchemeGroup",
    "StoreError",
    "Verification",
    "__version__",
    "build",
    "export",
    "extract",
    "open",
    "read",
    "verify",
]

_HOMES = {
    "Atlas": "store.atlas",
    "BuildSummary": "run.build",
    "Document": "model.document",
    "EvidenceError": "model.errors",
    "Fact": "model.facts",
    "FangzhiError": "model.errors",
    "Finding": "store.verify",
    "Focus": "model.facts",
    "InputError": "model.errors",
    "LexiconError": "model.errors",
    "Limits": "run.limits",
    "Metadata": "model.document",
    "NotFoundError": "model.errors",
    "Observation": "model.facts",
    "Period": "model.period",
    "Platform": "model.facts",
    "Policy": "model.facts",
    "Progress": "run.build",
    "Project": "model.facts",
    "Region": "model.region",
    "Rows": "store.rows",
    "Scheme": "model.facts",
    "SchemeGroup": "model.facts",
    "StoreError": "model.errors",
    "Verification": "store.verify",
    "build": "run.build",
    "export": "store.export",
    "extract": "run.texts",
    "open": "store.atlas",
    "read": "run.texts",
    "verify": "store.verify",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401  # whatever the name stands for
    if name not in _HOMES:
        raise AttributeError(f"module 'fangzhi' has no attribute {name!r}")
    value = getattr(import_module(f"fangzhi.{_HOMES[name]}"), "Atlas" if name == "open" else name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__


class _Door(ModuleType):
    """Keeps ``fangzhi.extract`` and ``fangzhi.read`` the functions when the folders of these names are imported."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Door
