"""A role of the regency takes two persons: one proposes it, another confirms (domain.md §2)."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, NewType

from chalicelib.domain.calendar import day_of
from chalicelib.domain.errors import (
    NotProposer,
    OwnCase,
    OwnProposal,
    ProposalLapsed,
    StateChanged,
)
from chalicelib.domain.people import PegawaiId, Role

ProposalId = NewType("ProposalId", str)  # ULID

OPEN_FOR: Final = timedelta(days=7)  # a week's absence of the second person, and not more


class ProposalState(StrEnum):
    """Where a proposal stands; whatever is not waiting stays as it is."""

    WAITING = "MENUNGGU"
    CONFIRMED = "DIKUKUHKAN"
    REFUSED = "DITOLAK"
    WITHDRAWN = "DITARIK"


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """Who of BKPSDA acts."""

    pegawai_id: PegawaiId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What became of a proposal, by whom."""

    by: Officer
    at: datetime
    reason: str = ""  # of a refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Somebody shall hold a role of the regency; nothing is in force before it is confirmed."""

    proposal_id: ProposalId
    pegawai_id: PegawaiId
    name: str  # with titles, as it is printed
    role: Role
    since: date
    until: date | None
    reason: str
    mail: str | None = None  # becomes the person's address where they entered none
    by: Officer
    at: datetime
    state: ProposalState = ProposalState.WAITING
    decision: Decision | None = None

    @property
    def last_day(self) -> date:
        """On which it may be confirmed (WIB)."""
        lapses = day_of(self.at) + OPEN_FOR
        return min(lapses, self.until) if self.until else lapses

    def is_waiting(self, today: date) -> bool:
        """Whether somebody may still decide on it."""
        return self.state is ProposalState.WAITING and today <= self.last_day

    def is_same(self, other: "Proposal") -> bool:
        """Whether the same person asks for the same once more: an answer that was not heard."""
        mine, theirs = (
            (p.by, p.pegawai_id, p.role, p.since, p.until, p.reason) for p in (self, other)
        )
        return mine == theirs

    def settled(self, state: ProposalState, decision: Decision) -> "Proposal":
        """Decided by somebody else, or withdrawn by who proposed it; the same again: unchanged.

        Raises OwnCase, OwnProposal, NotProposer, StateChanged (decided otherwise), ProposalLapsed.
        """
        who = decision.by.pegawai_id
        is_own = who == self.by.pegawai_id
        if state is ProposalState.WITHDRAWN:
            if not is_own:
                raise NotProposer
        elif who == self.pegawai_id:
            raise OwnCase
        elif is_own:
            raise OwnProposal
        if self.decision:
            if (self.state, self.decision.by) == (state, decision.by):
                return self
            raise StateChanged
        if not self.is_waiting(day_of(decision.at)):
            raise ProposalLapsed
        return replace(self, state=state, decision=decision)
