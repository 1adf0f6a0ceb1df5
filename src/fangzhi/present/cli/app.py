"""Puts the commands together and turns what goes wrong into a sentence and an exit code."""

import os
import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from io import TextIOWrapper
from typing import Annotated, Final

import typer
from typer.exceptions import TyperException
from typer.main import get_command

from fangzhi import __version__
from fangzhi.model.errors import FangzhiError
from fangzhi.present.cli.report import complain

DONE, REFUSED, WRONG_CALL, INTERRUPTED = 0, 1, 2, 130
NAMES: Final = (
    "build",
    "fetch",
    "extract",
    "explain",
    "region",
    "indicator",
    "industry",
    "scheme",
    "project",
    "policy",
    "platform",
    "compare",
    "targets",
    "audit",
    "overlap",
    "panel",
    "brief",
    "index",
    "document",
    "documents",
    "unresolved",
    "export",
    "verify",
    "serve",
    "site",
)
_ELSEWHERE: Final = {"documents": ("document", "LIST_EXAMPLES")}  # not in a module of its own name


def commands(names: Iterable[str] = NAMES) -> list[tuple[Callable[..., int], tuple[str, ...]]]:
    """The functions of commands, with the calls that help shows; only their modules are loaded."""
    out = []
    for name in names:
        home, examples = _ELSEWHERE.get(name, (name, "EXAMPLES"))
        module = import_module(f"fangzhi.present.cli.{home}")
        out.append((getattr(module, name), getattr(module, examples)))
    return out


def command_line(names: Iterable[str] = NAMES) -> typer.Typer:
    """The commands of these names, all of them in the order in which help lists them."""
    app = typer.Typer(
        name="fangzhi",
        help="Read what China's governments publish about industries, as facts with their sentence.",
        invoke_without_command=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_without_command)
    for command, examples in commands(names):
        lines = "\n".join(f"  {example}" for example in examples)
        app.command(epilog=f"\b\nExamples:\n{lines}")(command)
    return app


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; nothing is raised."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # file names that are no UTF-8 come out as the bytes they are
            stream.reconfigure(encoding="utf-8", errors="surrogateescape")
    wanted = arguments[:1] if arguments and arguments[0] in NAMES else NAMES  # to load all takes a tenth of a second
    try:
        code = get_command(command_line(wanted)).main(arguments, prog_name="fangzhi", standalone_mode=False)
        sys.stdout.flush()
    except TyperException as wrong:
        complain(_sentence(wrong))
        return WRONG_CALL
    except FangzhiError as error:
        complain(str(error))
        return REFUSED
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the interpreter complains as it leaves
        return DONE
    return code if isinstance(code, int) else DONE


def _without_command(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False,
) -> None:
    if version:
        sys.stdout.write(f"fangzhi {__version__}\n")
        raise typer.Exit
    if context.invoked_subcommand is None:
        sys.stdout.write(f"{context.get_help()}\n")
        raise typer.Exit(WRONG_CALL)


def _sentence(wrong: TyperException) -> str:
    message = wrong.format_message().replace("Value error, ", "").rstrip(".")
    context = getattr(wrong, "ctx", None)
    return f"{message}; {context.command_path if context else 'fangzhi'} --help says how it is called"
