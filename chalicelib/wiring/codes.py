"""Codes to activate or recover an account with, on slips and sheets."""

from collections.abc import Sequence

from chalicelib.domain.access import Actor
from chalicelib.domain.people import OpdId, PegawaiId, UnitNo
from chalicelib.services.issue_codes import Desk, Sheet, Slip, issue_codes, issue_sheet
from chalicelib.wiring.world import World


class CodeVerbs(World):
    """Codes to activate or recover an account with, on slips and sheets."""

    def issue_codes(
        self, *, actor: Actor, opd_id: OpdId, people_ids: Sequence[PegawaiId]
    ) -> tuple[Slip, ...]:
        return issue_codes(desk=self._code_desk(actor, opd_id), people_ids=people_ids)

    def issue_sheet(
        self, *, actor: Actor, opd_id: OpdId, unit: UnitNo, units: frozenset[UnitNo] | None,
        after: PegawaiId | None,
    ) -> Sheet:  # fmt: skip
        return issue_sheet(desk=self._code_desk(actor, opd_id), unit=unit, units=units, after=after)

    def _code_desk(self, actor: Actor, opd_id: OpdId) -> Desk:
        return Desk(
            actor=actor, opd_id=opd_id, accounts=self.accounts, people=self.people,
            opds=self.opds, seals=self.seals, notices=self.notices,
            notice_queue=self.notice_queue, audit_log=self.audit_log, ids=self.ids,
            clock=self.clock,
        )  # fmt: skip
