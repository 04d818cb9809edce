"""Which tables of an OPD's week have to be compiled before it is published."""

from chalicelib.domain.attendance import Place
from chalicelib.domain.calendar import Week
from chalicelib.domain.people import OpdId
from chalicelib.services.ports.activities import Activities
from chalicelib.services.ports.system import Clock


def find_open_tables(
    *, opd_id: OpdId, week: Week, activities: Activities, clock: Clock
) -> tuple[Place, ...]:
    """Where the week's activities have closed and are not FINAL yet; one Query."""
    now = clock.now()
    kept = activities.between(opd_id, week.days[0], week.days[-1])
    return tuple(one.place for one in kept if one.has_open_table(now))
