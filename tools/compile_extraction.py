"""Compiles the extraction with mypyc when a wheel is built for use: the same facts in clearly less time.

    make wheel

hatchling calls this only where ``HATCH_BUILD_HOOK_ENABLE_CUSTOM=true`` asks for it. Checkouts stay plain Python:
compiled modules beside sources that somebody edits would be a trap.
"""

import gc
import os
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = "src/fangzhi"
# What the reading of Chinese prose spends its time in; English and tables are rarer, and each module takes seconds.
COMPILED = ("extract/*.py", "extract/binding/*.py", "extract/systems/*.py")
ALSO = ("lexicon/cues.py", "lexicon/indicators.py", "lexicon/wording.py", "model/span.py")
NOT = {"__init__.py"}
OPTIMIZED = "-O1"  # -O2 takes twice as long to compile and gains nothing that could be measured


class CompileExtraction(BuildHookInterface[Any]):
    """Adds the compiled modules to a wheel; the sources stay in it, for readers and for tracebacks."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and tell hatchling which files to add and that the wheel is of one platform."""
        if version != "standard":
            return  # an editable installation is one that somebody edits
        root = Path(self.root)
        built = Path(tempfile.mkdtemp(prefix="fangzhi-compiled-"))
        for library in compiled(root, built):
            build_data["force_include"][str(library)] = library.relative_to(built / "lib").as_posix()
        build_data["pure_python"] = False
        build_data["infer_tag"] = True


def modules(root: Path) -> list[Path]:
    """The files that are compiled, relative to the project."""
    package = root / PACKAGE
    found = [path for pattern in COMPILED for path in sorted(package.glob(pattern)) if path.name not in NOT]
    return [path.relative_to(root) for path in (*found, *(package / name for name in ALSO))]


def compiled(root: Path, built: Path) -> list[Path]:
    """Compile the modules into a folder and give the libraries; needs a C compiler. Takes minutes."""
    from mypyc.build import mypycify  # noqa: PLC0415  # both are asked for only by those who compile
    from setuptools import Distribution  # type: ignore[import-untyped]  # noqa: PLC0415  # it has no types

    here = Path.cwd()
    os.chdir(root)  # mypyc resolves names of modules from here
    gc.disable()  # a third of its time would go into looking for garbage that there is not
    try:
        extensions = mypycify(
            ["--config-file=pyproject.toml", *(path.as_posix() for path in modules(root))],
            opt_level=OPTIMIZED.removeprefix("-O"),
            debug_level="0",
            target_dir=str(built / "c"),
            group_name="fangzhi",
        )
        distribution = Distribution({"name": "fangzhi", "ext_modules": extensions})
        command = distribution.get_command_obj("build_ext")
        command.build_lib = str(built / "lib")
        command.build_temp = str(built / "temp")
        command.ensure_finalized()
        command.run()
    finally:
        gc.enable()
        os.chdir(here)
    return sorted((built / "lib").rglob("*.so")) + sorted((built / "lib").rglob("*.pyd"))
