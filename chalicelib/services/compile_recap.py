"""The current table of one OPD at one activity, while it can still change."""

from collections.abc import Sequence

from chalicelib.domain.attendance import Place
from chalicelib.domain.calendar import ZONES, day_of, locks_at
from chalicelib.domain.overview import Summary
from chalicelib.domain.recap import recap_of
from chalicelib.domain.sheets import Edition
from chalicelib.services.ports.recaps import RecapFacts, Recaps
from chalicelib.services.ports.regency import Opds, Regency
from chalicelib.services.ports.system import Clock


def compile_recap(
    *,
    place: Place,
    chunks: Sequence[str],
    facts: RecapFacts,
    recaps: Recaps,
    opds: Opds,
    regency: Regency,
    clock: Clock,
) -> Edition | None:
    """Compile SEMENTARA from what is there now: three reads and one write.

    Twice or out of order is harmless: the edition with the later facts stays, a FINAL is never
    touched. None where there is nothing to compile: cancelled, or locked.
    """
    as_of = clock.now()  # before reading: the facts are at least this new
    settings = regency.settings(place.day)
    opd = opds.get(place.opd_id)
    kept, found = facts.read(place, chunks=chunks, opd=opd, columns=settings.columns)
    if kept.activity.cancelled_because or kept.final_version:
        return None
    locked = locks_at(kept.activity.held_on, settings, regency.holidays())
    edition = Edition(
        recap=recap_of(found, locked=False),
        as_of=as_of,
        locks_on=day_of(locked, ZONES[settings.zone]),
    )
    recaps.keep_provisional(edition, Summary.of(edition, kept.activity))
    return edition
