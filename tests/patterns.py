"""Every regular expression of the package, and by which methods it is asked.

    python tests/patterns.py

prints them as JSON. It must be a process of its own, for it listens to the compiler of ``re`` from before the package
is imported; then it imports every module, reads some examples in Chinese and in English, and adds the expressions that
stand in the source where nothing of this came by.
"""

import ast
import importlib
import json
import pkgutil
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "fangzhi"
EXAMPLES = ("hunan-4x4.md", "zigong-study-en.txt", "guangdong-future-clusters.html", "provinces-2025.csv")
FUNCTIONS = ("compile", "match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split")
_METHOD = re.compile(r"\s*\.\s*(match|fullmatch|search|finditer|findall|subn?|split)\b")
_ASKED = re.compile(r"(?<!\w)([a-z]\w*)" + _METHOD.pattern)


class Expression(NamedTuple):
    """A pattern with its flags, its place in the source, and the methods by which the source asks it."""

    pattern: str
    flags: int
    place: str
    methods: tuple[str, ...]


class Call(NamedTuple):
    """A call of ``re`` in the source: lines, function, what it is assigned to, its pattern where that is a literal."""

    first: int
    last: int
    function: str
    name: str
    literal: str | None


def all_expressions() -> list[Expression]:
    """Every expression, by its place."""
    compiled = _listen()
    calls = {path: list(_calls(path)) for path in sorted(PACKAGE.rglob("*.py"))}
    sources = {path: path.read_text(encoding="utf-8") for path in calls}
    asked: dict[str, set[str]] = defaultdict(set)  # by the name of an attribute, in the whole package
    for text in sources.values():
        for use in _ASKED.finditer(text):
            asked[use[1]].add(use[2])
    found: dict[tuple[str, int], Expression] = {}
    for (pattern, flags), places in compiled.items():
        at = [(path, call) for path, line in places for call in calls[path] if call.first <= line <= call.last]
        methods = {method for path, call in at for method in _methods(call, path, sources, asked)}
        path, line = min(places)
        found[pattern, flags] = Expression(
            pattern, flags, f"{path.relative_to(PACKAGE).as_posix()}:{line}", tuple(sorted(methods))
        )
    seen = {(path, line) for places in compiled.values() for path, line in places}
    known = {pattern for pattern, _ in found}
    for path, each in calls.items():
        for call in each:
            if any(path == there and call.first <= line <= call.last for there, line in seen):
                continue
            place = f"{path.relative_to(PACKAGE).as_posix()}:{call.first}"
            if call.literal is None:
                continue  # made of words that the caller gives; test_patterns.py names these places
            if call.literal not in known:
                found[call.literal, 0] = Expression(
                    call.literal, 0, place, tuple(sorted(_methods(call, path, sources, asked)))
                )
    return sorted(found.values(), key=lambda one: one.place)


def _listen() -> dict[tuple[str, int], set[tuple[Path, int]]]:
    """Pattern and flags of all that is compiled while the package is imported and used, with the lines that asked."""
    compiled: dict[tuple[str, int], set[tuple[Path, int]]] = defaultdict(set)
    compiler = re._compile  # type: ignore[attr-defined]  # the one door that every call goes through

    def listening(pattern: Any, flags: int) -> Any:  # noqa: ANN401  # a string, bytes or a pattern
        made = compiler(pattern, flags)
        frame = sys._getframe(1)  # who asked
        while frame.f_back is not None and Path(frame.f_code.co_filename).parent.name == "re":
            frame = frame.f_back
        path = Path(frame.f_code.co_filename)
        if PACKAGE in path.parents and isinstance(made.pattern, str):
            compiled[made.pattern, made.flags].add((path, frame.f_lineno))
        return made

    re._compile = listening  # type: ignore[attr-defined]  # as above
    try:
        _use()
    finally:
        re._compile = compiler  # type: ignore[attr-defined]  # as above
    return dict(compiled)


def _use() -> None:
    import fangzhi  # noqa: PLC0415  # listened to

    for module in pkgutil.walk_packages(fangzhi.__path__, "fangzhi."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    from fangzhi.extract import extract_facts  # noqa: PLC0415  # as above
    from fangzhi.lexicon.load import load_lexicon  # noqa: PLC0415  # as above
    from fangzhi.read import read_document  # noqa: PLC0415  # as above

    lexicon = load_lexicon()
    for name in EXAMPLES:
        extract_facts(read_document(ROOT / "examples" / name, lexicon=lexicon), lexicon)


def _calls(path: Path) -> Iterator[Call]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names: dict[ast.AST, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            names[node.value] = _name(node.targets[0])
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            names[node.value] = _name(node.target)
        elif isinstance(node, ast.keyword) and node.arg:
            names[node.value] = node.arg
        elif isinstance(node, ast.Attribute):
            names.setdefault(node.value, "." + node.attr)  # re.compile(…).match
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in FUNCTIONS):
            continue
        if not (isinstance(node.func.value, ast.Name) and node.func.value.id == "re" and node.args):
            continue
        first = node.args[0]
        literal = first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None
        if isinstance(first, ast.Constant) and literal is None:
            continue  # bytes
        yield Call(node.lineno, node.end_lineno or node.lineno, node.func.attr, names.get(node, ""), literal)


def _name(target: ast.expr) -> str:
    if isinstance(target, ast.Name):
        return target.id
    return target.attr if isinstance(target, ast.Attribute) else ""


def _methods(call: Call, path: Path, sources: dict[Path, str], asked: dict[str, set[str]]) -> set[str]:
    """How the source asks an expression; ``finditer``, which is the worst, where that cannot be seen."""
    if call.function != "compile":
        return {call.function}
    if call.name.startswith("."):
        return {call.name[1:]}
    if not call.name:
        return {"finditer"}
    if not call.name.startswith("_"):
        return asked.get(call.name, {"finditer"}) - {"split"} or {"split"}  # strings have split too
    word = re.compile(rf"(?<![\w\"]){re.escape(call.name)}\b(?!\s*[=:])")
    uses = [_METHOD.match(sources[path], use.end()) for use in word.finditer(sources[path])]
    return {use[1] if use is not None else "finditer" for use in uses} or {"finditer"}


if __name__ == "__main__":
    json.dump([list(one) for one in all_expressions()], sys.stdout)
