"""Each way of tests/fault/ways.py under every single fault of calls and of deliveries."""

import pytest

from tests.fault.lab import explore
from tests.fault.ways import WAYS, Regency, Way


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_every_single_fault(regency: Regency, way: Way) -> None:
    result = explore(lambda lab: way.act(lab, regency), way.checks)

    print(f"{way.name}: {result.told()}")  # noqa: T201 - the figures, with -s
    assert not result.violations, result.told()
    assert result.plans > 15
