"""Who is appointed to what, and the end of an OPD's trial."""

from collections.abc import Iterable
from datetime import date

from chalicelib.domain.people import Appointment, Opd, OpdId, PegawaiId, Role
from chalicelib.domain.proposals import Officer, Proposal, ProposalId, ProposalState
from chalicelib.services.appoint import Appointer, appoint, end_appointment, end_trial
from chalicelib.services.ports.people import Held
from chalicelib.services.propose_role import (
    Wanted,
    end_regency_role,
    propose_role,
    settle_proposal,
)
from chalicelib.services.read_appointments import (
    Desk,
    RegencyDesk,
    read_appointments,
    read_regency_desk,
)
from chalicelib.wiring.world import World


class AppointmentVerbs(World):
    """Who is appointed to what, and the end of an OPD's trial."""

    def read_appointments(self, opds: Iterable[Opd]) -> tuple[Desk, ...]:
        return read_appointments(
            opds=opds, appointments=self.appointments, accounts=self.accounts, clock=self.clock
        )

    def appoint_person(
        self, *, who: PegawaiId, appointment: Appointment, decree: str, mail: str | None,
        appointer: Appointer,
    ) -> Held:  # fmt: skip
        return appoint(
            who=who, appointment=appointment, decree=decree, mail=mail, appointer=appointer,
            accounts=self.accounts, appointments=self.appointments, people=self.people,
            opds=self.opds, ids=self.ids, clock=self.clock,
        )  # fmt: skip

    def end_appointment(
        self, *, who: PegawaiId, role: Role, opd_id: OpdId, since: date, last_day: date,
        appointer: Appointer,
    ) -> Held:  # fmt: skip
        return end_appointment(
            who=who, role=role, opd_id=opd_id, since=since, last_day=last_day,
            appointer=appointer, accounts=self.accounts, appointments=self.appointments,
            opds=self.opds, ids=self.ids, clock=self.clock,
        )  # fmt: skip

    def end_opd_trial(self, *, opd_id: OpdId, on: date, appointer: Appointer) -> None:
        end_trial(
            opd_id=opd_id, on=on, appointer=appointer, opds=self.opds, ids=self.ids,
            clock=self.clock,
        )  # fmt: skip

    def read_regency_desk(self) -> RegencyDesk:
        return read_regency_desk(appointments=self.appointments, clock=self.clock)

    def propose_role(self, *, wanted: Wanted, by: Officer) -> Proposal:
        return propose_role(
            wanted=wanted, by=by, accounts=self.accounts, appointments=self.appointments,
            people=self.people, ids=self.ids, clock=self.clock,
        )  # fmt: skip

    def settle_proposal(
        self, *, proposal_id: ProposalId, state: ProposalState, by: Officer, reason: str
    ) -> Proposal:
        return settle_proposal(
            proposal_id=proposal_id, state=state, by=by, reason=reason, accounts=self.accounts,
            appointments=self.appointments, people=self.people, audit=self.audit_log,
            ids=self.ids, clock=self.clock,
        )  # fmt: skip

    def end_regency_role(
        self, *, who: PegawaiId, role: Role, since: date, last_day: date, by: Officer
    ) -> Held:
        return end_regency_role(
            who=who, role=role, since=since, last_day=last_day, by=by, accounts=self.accounts,
            appointments=self.appointments, ids=self.ids, clock=self.clock,
        )  # fmt: skip
