"""Whoever makes the activities of a unit says where its office is."""

from dataclasses import asdict
from typing import Any

from chalicelib.domain.audit import Event
from chalicelib.domain.errors import NotAllowed, NotFound, VersionConflict
from chalicelib.domain.offices import Office, Offices
from chalicelib.domain.people import WHOLE_OPD, OpdId, PegawaiId, UnitNo
from chalicelib.services.ports.offices import OfficeBook
from chalicelib.services.ports.regency import Opds
from chalicelib.services.ports.system import Clock, Ids


def set_office(
    *,
    by: PegawaiId,
    opd_id: OpdId,
    unit_no: UnitNo,
    units: frozenset[UnitNo] | None,
    office: Office | None,
    version: int,
    offices: OfficeBook,
    opds: Opds,
    ids: Ids,
    clock: Clock,
) -> Offices:
    """Keep where that unit is, or (None) that it is not known; the same again: no change.

    `units` bounds an admin of a part of the OPD. Raises NotFound (no unit of it), NotAllowed
    (another's unit), VersionConflict (changed since `version` was read).
    """
    if unit_no not in opds.get(opd_id).subtree(WHOLE_OPD):
        raise NotFound
    if units is not None and unit_no not in units:
        raise NotAllowed
    kept = offices.of(opd_id)
    before = kept.by_unit.get(unit_no)
    if before == office:
        return kept
    if kept.version != version:
        raise VersionConflict
    changed = kept.with_office(unit_no, office)
    event = Event(
        event_id=ids.ulid(), at=clock.now(), actor=by,
        action="office:set" if office else "office:remove", subject=f"{opd_id}-{unit_no}",
        opd_id=opd_id, detail={"unit": unit_no, "before": _said(before), "after": _said(office)},
    )  # fmt: skip
    offices.change(changed, event)
    return changed


def _said(of: Office | None) -> dict[str, Any] | None:
    return asdict(of) if of else None
