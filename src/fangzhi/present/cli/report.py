"""What is said on standard error."""

import sys


def complain(reason: str) -> None:
    """One sentence on standard error, under our name."""
    sys.stdout.flush()  # so that a terminal shows both streams in the order they were written
    sys.stderr.write(f"fangzhi: {reason}\n")
    sys.stderr.flush()
