"""What an OPD's desk does: board, review, people, activities."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from chalicelib.domain.access import Actor, Allow, Permission, Resource, decide
from chalicelib.domain.activities import Activity, ActivityId, Details, Repeat
from chalicelib.domain.attendance import State
from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import day_of, half_a_year_before
from chalicelib.domain.people import Opd, OpdId, PegawaiId, Person, UnitNo
from chalicelib.domain.sessions import Account
from chalicelib.services.find_people import (
    PeoplePage,
    RegencyPage,
    Wanted,
    find_colleagues,
    list_everybody,
    list_people,
)
from chalicelib.services.make_activity import (
    Organiser,
    cancel_activity,
    change_activity,
    create_activity,
    move_activity,
    read_activity,
    repeat_activity,
)
from chalicelib.services.ports.activities import OpdActivity
from chalicelib.services.read_board import Board, read_board
from chalicelib.services.read_month import Month, read_timeline
from chalicelib.services.read_person import PersonPage, find_person, read_events
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
            duties=self.duties, people=self.people, opds=self.opds, clock=self.clock,
        )  # fmt: skip

    def remind_unseen(
        self, *, actor: Actor, kept: OpdActivity, chosen: Sequence[PegawaiId] | None,
        allowed: Allow,
    ) -> tuple[int, datetime]:  # fmt: skip
        return remind_unseen(
            actor=actor, kept=kept, chosen=chosen, units=allowed.units,
            crosses_opd=allowed.is_across, facts=self.recap_facts, check_ins=self.check_ins,
            opds=self.opds, regency=self.opds, notices=self.notices, rosters=self.rosters,
            notice_queue=self.notice_queue, ids=self.ids, clock=self.clock,
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
            opds=self.opds, notices=self.notices, tables=self.tables, ids=self.ids,
            clock=self.clock,
        )  # fmt: skip

    def decide_absence(
        self, *, actor: Actor, decider_name: str, kept: OpdActivity, who: PegawaiId, reason: str
    ) -> None:
        decide_absence(
            actor=actor, decider_name=decider_name, kept=kept, who=who, reason=reason,
            check_ins=self.check_ins, people=self.people, opds=self.opds,
            tables=self.tables, ids=self.ids, clock=self.clock,
        )  # fmt: skip

    def list_people(
        self, *, opd_id: OpdId, units: frozenset[UnitNo] | None, wanted: Wanted, start: int
    ) -> PeoplePage:
        return list_people(
            opd_id=opd_id, units=units, wanted=wanted, start=start, accounts=self.accounts,
            people=self.people, opds=self.opds, recaps=self.recaps, regency=self.opds,
            clock=self.clock,
        )  # fmt: skip

    def list_everybody(self, *, wanted: Wanted, start: int) -> RegencyPage:
        return list_everybody(wanted=wanted, start=start, people=self.people, opds=self.opds)

    def find_person(
        self, *, actor: Actor, opd_id: OpdId, pegawai_id: PegawaiId,
        units: frozenset[UnitNo] | None,
    ) -> PersonPage:  # fmt: skip
        return find_person(
            actor=actor, opd_id=opd_id, pegawai_id=pegawai_id, units=units,
            since=half_a_year_before(day_of(self.clock.now())), accounts=self.accounts,
            people=self.people, opds=self.opds, clock=self.clock,
        )  # fmt: skip

    def read_timeline(self, *, page: PersonPage) -> Month:
        today = day_of(self.clock.now())
        return read_timeline(
            account=page.account, opd_id=page.opd.opd_id, stays=page.stays, permits=page.permits,
            first_day=half_a_year_before(today), last_day=today, opds=self.opds,
            regency=self.opds, activities=self.activities, check_ins=self.check_ins,
        )  # fmt: skip

    def read_events(
        self, *, opd_id: OpdId, account: Account
    ) -> tuple[tuple[Event, ...], Mapping[str, str]]:
        return read_events(
            opd_id=opd_id, account=account, audit_log=self.audit_log, accounts=self.accounts
        )

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
            activities=self.activities, opds=self.opds, people=self.people,
            holidays=self.holidays, ids=self.ids, clock=self.clock,
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

    def move_activity(self, *, organiser: Organiser, activity_id: ActivityId, to: date) -> Activity:
        return move_activity(
            organiser=organiser, activity_id=activity_id, to=to, activities=self.activities,
            schedule=self.schedule, opds=self.opds, notice_queue=self.notice_queue, ids=self.ids,
            clock=self.clock,
        )  # fmt: skip

    def cancel_activity(
        self, *, organiser: Organiser, activity_id: ActivityId, reason: str, with_following: bool
    ) -> None:
        cancel_activity(
            organiser=organiser, activity_id=activity_id, reason=reason,
            with_following=with_following, activities=self.activities, opds=self.opds,
            notice_queue=self.notice_queue, ids=self.ids, clock=self.clock,
        )  # fmt: skip
