"""`python -m tests.browser.asked DATE OPD PERSON...`: a request that waits for days that are FINAL.

The first of them asked the evening before, for all, and nobody decided: since the lock no page can
ask for these days any more. It needs the environment of a running stack.
"""

import os
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from chalicelib.domain.access import Actor
from chalicelib.domain.attendance import Code
from chalicelib.domain.people import OpdId, PegawaiId
from chalicelib.domain.permits import PermitId
from chalicelib.services.ask_permit import Request
from chalicelib.settings import Settings
from infra.demo.world import DemoClock, DemoWired


def main(day: date, opd: OpdId, people: Sequence[PegawaiId]) -> None:
    """Ask as if it were then."""
    clock = DemoClock()
    wired = DemoWired(Settings.from_env(os.environ), clock=clock)
    clock.at = datetime.combine(day, time(tzinfo=UTC)) - timedelta(hours=12)
    permit_id = PermitId(wired.ids.ulid())
    request = Request(
        permit_id=permit_id,
        code=Code.DUTY_ELSEWHERE,
        first_day=day,
        last_day=day,
        activity_id=None,
        reason="",
        number=f"800/{permit_id}",
        purpose="Rapat koordinasi di provinsi",
        photos=(),
        people=tuple(people[1:]),
    )
    actor = Actor(pegawai_id=people[0], opd_id=opd, today=day)
    wired.ask_permit(actor=actor, request=request)


if __name__ == "__main__":
    main(
        date.fromisoformat(sys.argv[1]),
        OpdId(sys.argv[2]),
        [PegawaiId(person) for person in sys.argv[3:]],
    )
