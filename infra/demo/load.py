"""Load the demo: people in bulk, then eight weeks lived through the product's own code."""

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Final

from chalicelib.domain.activities import Activity, ActivityId, Kind, Venue, Window
from chalicelib.domain.calendar import WIB, Job, day_of
from chalicelib.domain.people import OpdId
from chalicelib.domain.work import Work
from chalicelib.services.ports.activities import OpdActivity
from chalicelib.settings import Settings
from chalicelib.wiring.whole import Wired
from infra.demo.past import Past
from infra.demo.people import load_people
from infra.demo.records import record
from infra.demo.regency import SIZES, demo_people, size_of
from infra.demo.world import WITH_PHOTOS, Demo, Say, real_now

OPENED_BEFORE: Final = timedelta(minutes=10)
LATE_AFTER: Final = timedelta(minutes=45)


def load(size: str, say: Say) -> list[dict[str, str]]:
    """Fill an empty stack; the demo accounts."""
    demo = Demo(SIZES[size], say)
    accounts = load_people(demo)
    Past(demo).live()
    if not demo.size.holds_today:
        demo.clock.at = datetime.combine(day_of(real_now()) + timedelta(days=1), time(), WIB)
    demo.wired.run(Work(job=Job.PLAN))
    return accounts


def open_activity(minutes: int) -> dict[str, str]:
    """One more activity that is open now. Raises NoDemoError where the stack holds no demo."""
    stored = [opd.opd_id for opd in Wired(Settings.from_env(os.environ)).opds.all()]
    return _trial_activity(Demo(size_of(stored), print), minutes, stored)


def _trial_activity(demo: Demo, minutes: int, opd_ids: Sequence[OpdId]) -> dict[str, str]:
    """An activity of these OPDs that is open now; a part of two offices is there already."""
    people = [person for person, _ in demo_people(demo.regency)]
    now = real_now().replace(second=0, microsecond=0)
    opens = now - OPENED_BEFORE
    activity = Activity(
        activity_id=ActivityId(demo.wired.ids.ulid()),
        kind=Kind.OTHER,
        title="Apel percobaan",
        held_on=day_of(now),
        window=Window(
            opens=opens,
            starts=now,
            late_after=min(now + LATE_AFTER, now + timedelta(minutes=minutes)),
            closes=now + timedelta(minutes=minutes),
        ),
        venue=Venue(name="Halaman Pemkab"),
        challenge="Tampak papan nama kegiatan",
        leader=people[2].pegawai_id,
    )
    demo.wired.activities.add(activity, opd_ids, demo.event("activity:create"))
    for opd in demo.regency.opds[:WITH_PHOTOS]:
        kept = OpdActivity(activity=_arrivals(activity), opd_id=opd.opd_id)
        for person in demo.regency.of(opd):
            if person not in people and demo.draw.random() < demo.size.seen_now:
                record(demo, kept, person, is_late=False, has_photo=True)
    demo.flush()
    return {"id": activity.activity_id, "title": activity.title}


def _arrivals(activity: Activity) -> Activity:
    """The same activity whose on-time part ends now: nobody has arrived in the future."""
    window = replace(activity.window, late_after=real_now())
    return replace(activity, window=window)
