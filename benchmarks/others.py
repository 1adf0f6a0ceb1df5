"""Run by the Python of ``.venv-bench``: times JioNLP and recognizers-text on texts.

The texts come as JSON on standard input. Prints one line of JSON: name to [median CPU seconds of five rounds, things
found], or to a sentence where one fails.
"""

import contextlib
import io
import json
import statistics
import sys
import time
import warnings

warnings.simplefilter("ignore")
ROUNDS = 5


def median_of(work):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201, D103  # no tool of ours runs in that Python
    found = work()
    rounds = []
    for _ in range(ROUNDS):
        started = time.process_time()
        found = work()
        rounds.append(time.process_time() - started)
    return [statistics.median(rounds), found]


def jionlp(texts):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201, D103  # as above
    import jionlp as jio  # type: ignore[import-not-found]  # noqa: PLC0415  # installed in .venv-bench only

    def work() -> int:
        found = 0
        for text in texts:
            found += len(jio.ner.extract_money(text, with_parsing=True))
            found += len(jio.ner.extract_time(text, time_base=time.time(), with_parsing=True))
        return found

    return median_of(work)  # type: ignore[no-untyped-call]  # as above


def recognizers(texts):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201, D103  # as above
    from recognizers_date_time import recognize_datetime  # type: ignore[import-not-found]  # noqa: PLC0415
    from recognizers_number import (  # type: ignore[import-not-found]  # noqa: PLC0415
        recognize_number,
        recognize_percentage,
    )
    from recognizers_number_with_unit import (  # type: ignore[import-not-found]  # noqa: PLC0415
        recognize_currency,
        recognize_dimension,
    )
    from recognizers_text import Culture  # type: ignore[import-not-found]  # noqa: PLC0415

    readers = (recognize_number, recognize_percentage, recognize_currency, recognize_dimension, recognize_datetime)

    def work() -> int:
        return sum(len(read(text, Culture.Chinese)) for text in texts for read in readers)

    return median_of(work)  # type: ignore[no-untyped-call]  # as above


def main() -> None:
    """Read the texts, print the times."""
    texts = json.load(sys.stdin)
    told = {}
    for name, run in (("JioNLP, money and time", jionlp), ("recognizers-text", recognizers)):
        with contextlib.redirect_stdout(io.StringIO()):
            try:
                told[name] = run(texts)  # type: ignore[no-untyped-call]  # as above
            except Exception as error:  # noqa: BLE001  # whatever another package raises is told in the table
                told[name] = f"failed: {type(error).__name__}: {error}"[:200]
    print(json.dumps(told))


if __name__ == "__main__":
    main()
