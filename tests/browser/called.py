"""`python -m tests.browser.called OPD PERSON MINUTES`: one person has to come, and nobody else.

Another office invites, and this one sends nobody but them. What they are called to closes in so
many minutes; with a minus it is over: no page makes what has begun. It needs the environment of a
running stack.
"""

import os
import sys
from datetime import UTC, datetime, timedelta

from chalicelib.domain.activities import Activity, ActivityId, Answer, Kind, Venue, Window
from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import day_of
from chalicelib.domain.people import OpdId, PegawaiId
from chalicelib.settings import Settings
from chalicelib.wiring.whole import Wired


def main(opd: OpdId, who: PegawaiId, closes_in: timedelta) -> None:
    """Add it as the demo does, and answer."""
    wired, now = Wired(Settings.from_env(os.environ)), datetime.now(UTC)  # noqa: TID251 - real time
    closes = now + closes_in
    host = next(one.opd_id for one in wired.opds.all() if one.opd_id != opd)
    activity = Activity(
        activity_id=ActivityId(wired.ids.ulid()),
        kind=Kind.MEETING,
        title="Rapat singkat",
        held_on=day_of(now),
        window=Window(
            opens=closes - timedelta(minutes=20),
            starts=closes - timedelta(minutes=15),
            late_after=closes - timedelta(minutes=10),
            closes=closes,
        ),
        venue=Venue(name="Ruang rapat"),
        organiser=host,
        opds=(host, opd),
    )

    def event(action: str) -> Event:
        return Event(
            event_id=wired.ids.ulid(),
            at=now,
            actor="test",
            action=action,
            subject=activity.activity_id,
            opd_id=opd,
        )

    wired.activities.add(activity, activity.opds, event("activity:create"))
    kept = wired.activities.get(opd, activity.held_on, activity.activity_id)
    wired.activities.answer(kept, Answer(version=1, people=frozenset({who})), event("answer"))


if __name__ == "__main__":
    main(OpdId(sys.argv[1]), PegawaiId(sys.argv[2]), timedelta(minutes=int(sys.argv[3])))
