"""What an OPD's desk does: board, review, people, activities."""

from collections.abc import Sequence
from datetime import datetime

from chalicelib.domain.access import Actor, Allow, Permission, Resource, decide
from chalicelib.domain.activities import Activity, ActivityId, Details, Repeat
from chalicelib.domain.attendance import State
from chalicelib.domain.people import Opd, OpdId, PegawaiId, Person, UnitNo
from chalicelib.services.find_people import PeoplePage, find_colleagues, list_people
from chalicelib.services.make_activity import (
    Organiser,
    cancel_activity,
    change_activity,
    create_activity,
    read_activity,
    repeat_activity,
)
from chalicelib.services.ports.activities import OpdActivity
from chalicelib.services.read_board import Board, read_board
from chalicelib.services.remind_unseen import remind_unseen
from chalicelib.services.review import (
    PhotoLink,
    Verdict,
    decide_absence,
    decide_review,
    read_reviews,
    view_photos,
)
from chalicelib.services.review import Queue as ReviewQueue
from chalicelib.wiring.world import World


class DeskVerbs(World):
    """What an OPD's desk does: board, review, people, activities."""

    def desks(self, *, actor: Actor) -> tuple[Opd, ...]:
        return tuple(
            opd
            for opd in self.opds.all()
            if isinstance(decide(actor, Permission.OPD_READ, Resource(opd=opd)), Allow)
        )

    def read_board(
        self, *, kept: OpdActivity, units: frozenset[UnitNo] | None, cursor: str | None
    ) -> Board:
        return read_board(
            kept=kept, units=units, cursor=cursor, check_ins=self.check_ins,
            permits=self.permits, people=self.people, opds=self.opds, clock=self.clock,
        )  # fmt: skip

    def remind_unseen(
        self, *, actor: Actor, kept: OpdActivity, chosen: Sequence[PegawaiId] | None,
        allowed: Allow,
    ) -> tuple[int, datetime]:  # fmt: skip
        return remind_unseen(
            actor=actor, kept=kept, chosen=chosen, units=allowed.units,
            crosses_opd=allowed.is_across, check_ins=self.check_ins, people=self.people,
            notices=self.notices, rosters=self.rosters, notice_queue=self.notice_queue,
            ids=self.ids, clock=self.clock,
        )  # fmt: skip

    def view_photos(
        self, *, actor: Actor, kept: OpdActivity, who: Sequence[PegawaiId], is_full: bool,
        reason: str,
    ) -> tuple[PhotoLink, ...]:  # fmt: skip
        return view_photos(
            actor=actor, kept=kept, who=who, is_full=is_full, reason=reason,
            check_ins=self.check_ins, people=self.people, opds=self.opds, photos=self.photos,
            audit_log=self.audit_log, clock=self.clock,
        )  # fmt: skip

    def read_reviews(
        self, *, kept: OpdActivity, units: frozenset[UnitNo] | None, shows_all: bool
    ) -> ReviewQueue:
        return read_reviews(
            kept=kept, units=units, shows_all=shows_all, check_ins=self.check_ins,
            people=self.people, clock=self.clock,
        )  # fmt: skip

    def decide_review(
        self, *, actor: Actor, decider_name: str, kept: OpdActivity, who: PegawaiId,
        decision: Verdict, reason: str, seen: str,
    ) -> State:  # fmt: skip
        return decide_review(
            actor=actor, decider_name=decider_name, kept=kept, who=who, decision=decision,
            reason=reason, seen=seen, check_ins=self.check_ins, people=self.people,
            opds=self.opds, notices=self.notices, ids=self.ids, clock=self.clock,
        )  # fmt: skip

    def decide_absence(
        self, *, actor: Actor, decider_name: str, kept: OpdActivity, who: PegawaiId, reason: str
    ) -> None:
        decide_absence(
            actor=actor, decider_name=decider_name, kept=kept, who=who, reason=reason,
            check_ins=self.check_ins, people=self.people, opds=self.opds, ids=self.ids,
            clock=self.clock,
        )  # fmt: skip

    def list_people(
        self, *, opd_id: OpdId, units: frozenset[UnitNo] | None, query: str,
        unit: UnitNo | None, start: int,
    ) -> PeoplePage:  # fmt: skip
        return list_people(
            opd_id=opd_id, units=units, query=query, unit=unit, start=start,
            accounts=self.accounts, people=self.people, opds=self.opds,
        )  # fmt: skip

    def find_colleagues(self, *, actor: Actor, query: str) -> tuple[tuple[Person, Opd], ...]:
        return find_colleagues(
            actor=actor, query=query, people=self.people, accounts=self.accounts, opds=self.opds,
            pace=self.pace, clock=self.clock,
        )  # fmt: skip

    def create_activity(
        self, *, actor: Actor, activity: Activity, units: frozenset[UnitNo] | None
    ) -> Activity:
        return create_activity(
            actor=actor, activity=activity, units=units, activities=self.activities,
            opds=self.opds, people=self.people, ids=self.ids, clock=self.clock,
        )  # fmt: skip

    def repeat_activity(
        self, *, actor: Actor, activity: Activity, repeat: Repeat, units: frozenset[UnitNo] | None
    ) -> tuple[Activity, ...]:
        from chalicelib.adapters.recurrence import days_of

        return repeat_activity(
            actor=actor, activity=activity, repeat=repeat, units=units, days_of=days_of,
            activities=self.activities, opds=self.opds, people=self.people, regency=self.opds,
            ids=self.ids, clock=self.clock,
        )  # fmt: skip

    def read_activity(
        self, *, organiser: Organiser, activity_id: ActivityId
    ) -> tuple[Activity, Person | None]:
        return read_activity(
            organiser=organiser, activity_id=activity_id, activities=self.activities,
            opds=self.opds, people=self.people,
        )  # fmt: skip

    def change_activity(
        self, *, organiser: Organiser, activity_id: ActivityId, details: Details, version: int,
        with_following: bool,
    ) -> Activity:  # fmt: skip
        return change_activity(
            organiser=organiser, activity_id=activity_id, details=details, version=version,
            with_following=with_following, activities=self.activities, opds=self.opds,
            people=self.people, notice_queue=self.notice_queue, clock=self.clock,
        )  # fmt: skip

    def cancel_activity(
        self, *, organiser: Organiser, activity_id: ActivityId, reason: str, with_following: bool
    ) -> None:
        cancel_activity(
            organiser=organiser, activity_id=activity_id, reason=reason,
            with_following=with_following, activities=self.activities, opds=self.opds,
            notice_queue=self.notice_queue, ids=self.ids, clock=self.clock,
        )  # fmt: skip
