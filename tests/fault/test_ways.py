"""Each way of tests/fault/ways.py under every single fault of calls and of deliveries."""

import pytest

from tests.fault.lab import OUTAGE, explore, explore_all
from tests.fault.ways import WAYS, Regency, Way


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_every_single_fault(regency: Regency, way: Way) -> None:
    result = explore_all(lambda lab: way.act(lab, regency), way.checks)

    assert not result.violations, result.told()
    assert result.plans > 15


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_every_outage(regency: Regency, way: Way) -> None:
    """Some seconds in which nothing is answered, from each call on: whoever asks gives up soon."""
    result = explore(lambda lab: way.act(lab, regency), way.checks, kinds=[OUTAGE])

    assert not result.violations, result.told()
