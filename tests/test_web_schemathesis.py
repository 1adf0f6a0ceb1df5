"""Made-up calls of every address that the description names: no answer may fail it or the server."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from web_drafts import served

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
EXAMPLES = 5  # calls of each address


def test_made_up_calls_are_answered_as_described() -> None:
    schema = schemathesis.openapi.from_asgi("/openapi.json", served().app)
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) > 25
    for operation in operations:
        call_often(operation)


def call_often(operation: Any) -> None:  # noqa: ANN401  # schemathesis has the type, and may be missing
    """Make calls of one address and look at each answer: no failure, and what the description says."""

    @given(case=operation.as_strategy())
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def calls(case: Any) -> None:  # noqa: ANN401  # as above
        case.call_and_validate()

    calls()
