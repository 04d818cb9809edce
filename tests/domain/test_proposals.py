"""Two persons for a role of the regency: who may decide, until when."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import pytest

from chalicelib.domain.errors import (
    ApelError,
    NotProposer,
    OwnCase,
    OwnProposal,
    ProposalLapsed,
    StateChanged,
)
from chalicelib.domain.people import PegawaiId, Role
from chalicelib.domain.proposals import Decision, Officer, Proposal, ProposalId, ProposalState
from tests.world import MONDAY, ulid, wib

ENDAH: Final = Officer(pegawai_id=PegawaiId(ulid(4)), name="Endah")
LUKMAN: Final = Officer(pegawai_id=PegawaiId(ulid(5)), name="Lukman")
RUDI: Final = Officer(pegawai_id=PegawaiId(ulid(6)), name="Rudi")
PROPOSAL: Final = Proposal(
    proposal_id=ProposalId(ulid(1)), pegawai_id=LUKMAN.pegawai_id, name="Lukman",
    role=Role.BKPSDA, since=MONDAY, until=None, reason="Perlu", by=ENDAH, at=wib("09.00"),
)  # fmt: skip
CONFIRMED, REFUSED, WITHDRAWN = (
    ProposalState.CONFIRMED, ProposalState.REFUSED, ProposalState.WITHDRAWN,
)  # fmt: skip
LAST_DAY: Final = MONDAY + timedelta(days=7)


def by(officer: Officer, day: date = MONDAY, reason: str = "") -> Decision:
    return Decision(by=officer, at=wib("23.59", day), reason=reason)


@pytest.mark.parametrize("state", [CONFIRMED, REFUSED])
def test_another_person_decides_until_the_seventh_day_is_over(state: ProposalState) -> None:
    settled = PROPOSAL.settled(state, by(RUDI, LAST_DAY))

    assert (settled.state, settled.decision) == (state, by(RUDI, LAST_DAY))
    with pytest.raises(ProposalLapsed):
        PROPOSAL.settled(state, by(RUDI, LAST_DAY + timedelta(days=1)))


@pytest.mark.parametrize(
    ("state", "officer", "refused"),
    [
        (CONFIRMED, ENDAH, OwnProposal),
        (REFUSED, ENDAH, OwnProposal),
        (CONFIRMED, LUKMAN, OwnCase),
        (REFUSED, LUKMAN, OwnCase),
        (WITHDRAWN, LUKMAN, NotProposer),
        (WITHDRAWN, RUDI, NotProposer),
    ],
)
def test_neither_the_proposer_nor_the_person_concerned_decides(
    state: ProposalState, officer: Officer, refused: type[ApelError]
) -> None:
    with pytest.raises(refused):
        PROPOSAL.settled(state, by(officer))


def test_who_proposed_it_takes_it_back() -> None:
    assert PROPOSAL.settled(WITHDRAWN, by(ENDAH)).state is WITHDRAWN


def test_the_same_decision_again_changes_nothing_and_another_is_refused() -> None:
    settled = PROPOSAL.settled(CONFIRMED, by(RUDI))

    assert settled.settled(CONFIRMED, by(RUDI, LAST_DAY)) == settled
    for state, officer in (
        (REFUSED, RUDI),
        (CONFIRMED, replace(RUDI, pegawai_id=PegawaiId(ulid(7)))),
        (WITHDRAWN, ENDAH),
    ):
        with pytest.raises(StateChanged):
            settled.settled(state, by(officer))


def test_a_proposal_for_a_few_days_lapses_with_the_last_of_them() -> None:
    brief = replace(PROPOSAL, until=MONDAY + timedelta(days=2))

    assert PROPOSAL.last_day == LAST_DAY
    assert brief.last_day == brief.until
