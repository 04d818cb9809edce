"""Close → compile → publish → late sync → next SEMENTARA → lock → FINAL v1 → reopened → v2."""

from collections.abc import Iterator

import pytest

from tests.fault.lab import explore, explore_all
from tests.fault.weeks import PHASES, WHOLE_WAY, Phase, Story, a_story

WHOLE_WAYS = 10  # each takes as long as ten of one phase


@pytest.fixture(scope="module")
def story() -> Iterator[Story]:
    with a_story() as story:
        yield story


@pytest.mark.parametrize("phase", PHASES, ids=lambda phase: phase.name)
def test_every_single_fault(story: Story, phase: Phase) -> None:
    if phase.most:
        result = explore(story.play(phase), phase.checks, most=phase.most)
    else:
        result = explore_all(story.play(phase), phase.checks)

    assert not result.violations, result.told()
    assert result.plans > 40


def test_no_fault_of_one_phase_shows_in_a_later_one(story: Story) -> None:
    result = explore(story.play_all, WHOLE_WAY, most=WHOLE_WAYS)

    assert not result.violations, result.told()
    assert result.plans == WHOLE_WAYS + 1
