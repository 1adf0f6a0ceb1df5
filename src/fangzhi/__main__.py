"""``python -m fangzhi`` and the ``fangzhi`` command."""

import sys


def main() -> int:
    """Run the command line; 0 done, 1 refused input or failed check, 2 wrong call."""
    from fangzhi.present.cli import run  # noqa: PLC0415  # only the command needs Typer, not `import fangzhi.__main__`

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
