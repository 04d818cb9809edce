"""The one rule by which a person's records and permits count after a transfer (security.md T7)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import day_of
from chalicelib.domain.errors import StateChanged
from chalicelib.domain.people import OpdId, PegawaiId, Person, Stay, stays_within
from chalicelib.domain.permits import Permit, PermitId
from chalicelib.domain.sessions import Account
from chalicelib.domain.transfers import Crossing, Transfer, days_around, is_shared
from chalicelib.domain.work import in_parts
from chalicelib.services.ports.accounts import Accounts
from chalicelib.services.ports.activities import Activities, OpdActivity
from chalicelib.services.ports.check_ins import CheckIns
from chalicelib.services.ports.people import People
from chalicelib.services.ports.permits import Permits
from chalicelib.services.ports.regency import Regency
from chalicelib.services.ports.system import Clock, Ids

ACCOUNTS_A_TRIP: Final = 100
TRIES: Final = 3  # somebody may check in meanwhile


@dataclass(frozen=True, slots=True, kw_only=True)
class Trails:
    """Leaves pointers for people who change their OPD, before their accounts say so.

    A phone that has tickets of the former OPD, and one that gets some of the new one, come to the
    same record so. Their permits count in the new OPD too; who decides about them stays the same.
    Again and after a crash it puts what is missing; who has moved already has all.
    """

    accounts: Accounts
    people: People
    activities: Activities
    check_ins: CheckIns
    permits: Permits
    regency: Regency
    ids: Ids
    clock: Clock

    def lay(self, people: Sequence[Person], since: date, *, by: PegawaiId) -> None:
        """For those of these people who come to another OPD from that day on."""
        transfers = list(self._transfers(people, since))
        if not transfers:
            return
        self._lead(transfers)
        for who, came_to in {each.pegawai_id: each.came_to for each in transfers}.items():
            for permit in self.permits.of_person(who, since=since):
                if permit.following(who, came_to):
                    self._count(permit.permit_id, who, came_to, by)

    def _count(self, permit_id: PermitId, who: PegawaiId, came_to: OpdId, by: PegawaiId) -> None:
        def follow(permit: Permit) -> tuple[Permit, Event] | None:
            after = permit.following(who, came_to)
            event = Event(
                event_id=self.ids.ulid(), at=self.clock.now(), actor=by, action="permit:follow",
                subject=permit_id, opd_id=came_to, detail={"of": who},
            )  # fmt: skip
            return (after, event) if after else None

        self.permits.change(permit_id, follow)

    def _lead(self, transfers: Sequence[Transfer]) -> None:
        crossings = list(self._crossings(transfers))
        wanted = [
            (place, each.transfer.pegawai_id)
            for each in crossings
            for place in (each.left, each.came_to)
        ]
        for _ in range(TRIES):
            lying, now = self.check_ins.lying(wanted), self.clock.now()
            pointers = [found for each in crossings if (found := each.pointer(lying, now))]
            if self.check_ins.lead(pointers, now=now):
                return
        raise StateChanged

    def _transfers(self, people: Sequence[Person], since: date) -> Iterator[Transfer]:
        today = day_of(self.clock.now(), self.regency.zone())
        first_day, last_day = days_around(since, today)
        for part in in_parts(people, ACCOUNTS_A_TRIP):
            accounts = self.accounts.many([person.pegawai_id for person in part])
            for person in part:
                account = accounts.get(person.pegawai_id)
                if account is None or account.opd_id == person.opd_id:
                    continue
                for stay, end in self._stays(account, first_day, last_day):
                    if stay.opd_id != person.opd_id:
                        yield Transfer(
                            pegawai_id=person.pegawai_id, left=stay.opd_id,
                            came_to=person.opd_id, first_day=stay.since, last_day=end,
                        )  # fmt: skip

    def _stays(
        self, account: Account, first_day: date, last_day: date
    ) -> Sequence[tuple[Stay, date]]:
        """Where the person belonged in these days; a Query more where that changed in them."""
        if account.since is None or account.since <= first_day:
            held = Stay(since=first_day, opd_id=account.opd_id, unit_no=account.unit_no)
            return [(held, last_day)]
        found = self.people.history(account.pegawai_id)
        return stays_within(found[1] if found else (), first_day, last_day)

    def _crossings(self, transfers: Sequence[Transfer]) -> Iterator[Crossing]:
        kept: Mapping[OpdId, Sequence[OpdActivity]] = {
            opd_id: self.activities.between(
                opd_id,
                min(each.first_day for each in transfers),
                max(each.last_day for each in transfers),
            )
            for opd_id in sorted({each.left for each in transfers})
        }
        for each in transfers:
            for one in kept[each.left]:
                activity = one.activity
                is_within = each.first_day <= activity.held_on <= each.last_day
                if is_within and is_shared(activity, each.came_to):
                    yield Crossing(transfer=each, activity=activity)
