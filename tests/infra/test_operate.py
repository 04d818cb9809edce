"""What an operator typed wrong is said in words, before anything is asked of AWS."""

from pathlib import Path

import pytest

from chalicelib.domain.errors import BadParameter
from chalicelib.events import tick
from infra.operate import OperationError, Target, run_verb


def no_aws(service: str) -> None:
    raise AssertionError(service)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    missing = tmp_path / "people.xlsx"

    with pytest.raises(OperationError, match=r"people\.xlsx"):
        run_verb("import", {"file": str(missing)}, Target(no_aws, {}))


def test_a_job_that_there_is_not_is_answered_with_those_that_there_are() -> None:
    with pytest.raises(BadParameter, match=r"known: \['close', 'lock'\]"):
        tick({"job": "closed"}, start=dict, commands={"lock": dict, "close": dict})
