"""Invitations to another OPD's activity."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from chalicelib.domain.access import Actor
from chalicelib.domain.activities import ActivityId, Answer
from chalicelib.domain.people import OpdId, UnitNo
from chalicelib.wiring.world import World

if TYPE_CHECKING:
    from chalicelib.services.answer_invitation import Invited
    from chalicelib.services.invite_opds import Invitations


class InvitationVerbs(World):
    """Invitations to another OPD's activity; rare, so all is imported where it runs."""

    def invite_opds(
        self, *, actor: Actor, host: OpdId, units: frozenset[UnitNo] | None,
        activity_id: ActivityId, invited: Sequence[OpdId],
    ) -> None:  # fmt: skip
        from chalicelib.services.invite_opds import invite_opds

        invite_opds(
            actor=actor, host=host, units=units, activity_id=activity_id, invited=invited,
            activities=self.activities, opds=self.opds, notice_queue=self.notice_queue,
            clock=self.clock,
        )  # fmt: skip

    def read_invitations(
        self, *, host: OpdId, units: frozenset[UnitNo] | None, activity_id: ActivityId
    ) -> "Invitations":
        from chalicelib.services.invite_opds import read_invitations

        return read_invitations(
            host=host, units=units, activity_id=activity_id, activities=self.activities,
            schedule=self.schedule, recaps=self.recaps, opds=self.opds, clock=self.clock,
        )  # fmt: skip

    def read_invitation(self, *, opd_id: OpdId, activity_id: ActivityId) -> "Invited":
        from chalicelib.services.answer_invitation import read_invitation

        return read_invitation(
            opd_id=opd_id, activity_id=activity_id, activities=self.activities, opds=self.opds,
            people=self.people,
        )  # fmt: skip

    def answer_invitation(
        self, *, actor: Actor, opd_id: OpdId, within: frozenset[UnitNo] | None,
        activity_id: ActivityId, answer: Answer,
    ) -> None:  # fmt: skip
        from chalicelib.services.answer_invitation import answer_invitation

        answer_invitation(
            actor=actor, opd_id=opd_id, within=within, activity_id=activity_id, answer=answer,
            activities=self.activities, opds=self.opds, people=self.people,
            notice_queue=self.notice_queue, clock=self.clock,
        )  # fmt: skip
