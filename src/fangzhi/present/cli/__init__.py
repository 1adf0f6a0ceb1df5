"""The command line: one module a command, errors as one sentence, exit codes 0, 1 and 2."""

from fangzhi.present.cli.app import run

__all__ = ["run"]
