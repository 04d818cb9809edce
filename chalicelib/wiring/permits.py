"""Permits and letters."""

from collections.abc import Sequence

from chalicelib.domain.access import Actor
from chalicelib.domain.people import OpdId, PegawaiId, UnitNo
from chalicelib.domain.permits import Permit, PermitId, PermitState
from chalicelib.services.ask_permit import (
    LetterPhoto,
    Request,
    ask_permit,
    join_permit,
    letter_forms,
    withdraw_permit,
)
from chalicelib.services.decide_permit import (
    Entry,
    decide_permit,
    enter_permit,
    list_permits,
    view_letter,
)
from chalicelib.services.ports.photos import Upload
from chalicelib.wiring.world import World


class PermitVerbs(World):
    """Permits and letters."""

    def ask_permit(self, *, actor: Actor, request: Request) -> tuple[Permit, tuple[Upload, ...]]:
        return ask_permit(
            actor=actor, request=request, permits=self.permits, people=self.people,
            accounts=self.accounts, activities=self.activities, photos=self.photos,
            notices=self.notices, regency=self.opds, tables=self.tables, ids=self.ids,
            clock=self.clock,
        )  # fmt: skip

    def join_permit(self, *, actor: Actor, permit_id: PermitId) -> Permit:
        return join_permit(
            actor=actor, permit_id=permit_id, permits=self.permits, people=self.people,
            tables=self.tables, ids=self.ids, clock=self.clock,
        )  # fmt: skip

    def withdraw_permit(self, *, actor: Actor, permit_id: PermitId) -> Permit:
        return withdraw_permit(
            actor=actor, permit_id=permit_id, permits=self.permits, tables=self.tables,
            ids=self.ids, clock=self.clock,
        )  # fmt: skip

    def letter_forms(
        self, *, actor: Actor, permit_id: PermitId, letter_photos: Sequence[LetterPhoto]
    ) -> tuple[Upload, ...]:
        return letter_forms(
            actor=actor, permit_id=permit_id, letter_photos=letter_photos, permits=self.permits,
            photos=self.photos, ids=self.ids, clock=self.clock,
        )  # fmt: skip

    def decide_permit(
        self, *, actor: Actor, decider_name: str, opd_id: OpdId, permit_id: PermitId,
        approve: Sequence[PegawaiId], reject: Sequence[PegawaiId], reason: str,
    ) -> Permit:  # fmt: skip
        return decide_permit(
            actor=actor, decider_name=decider_name, opd_id=opd_id, permit_id=permit_id,
            approve=approve, reject=reject, reason=reason, permits=self.permits,
            activities=self.activities, opds=self.opds, notices=self.notices,
            tables=self.tables, ids=self.ids, clock=self.clock,
        )  # fmt: skip

    def enter_permit(
        self, *, actor: Actor, decider_name: str, opd_id: OpdId, entry: Entry
    ) -> Permit:
        return enter_permit(
            actor=actor, decider_name=decider_name, opd_id=opd_id, entry=entry,
            permits=self.permits, people=self.people, opds=self.opds, notices=self.notices,
            tables=self.tables, ids=self.ids, clock=self.clock,
        )  # fmt: skip

    def list_permits(
        self, *, actor: Actor, opd_id: OpdId, state: PermitState, units: frozenset[UnitNo] | None
    ) -> tuple[Permit, ...]:
        return list_permits(
            actor=actor, opd_id=opd_id, state=state, units=units, permits=self.permits,
            opds=self.opds,
        )  # fmt: skip

    def view_letter(self, *, actor: Actor, opd_id: OpdId, permit_id: PermitId) -> tuple[str, ...]:
        return view_letter(
            actor=actor, opd_id=opd_id, permit_id=permit_id, permits=self.permits, opds=self.opds,
            photos=self.photos, audit_log=self.audit_log, ids=self.ids, clock=self.clock,
        )  # fmt: skip
