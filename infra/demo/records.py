"""Check-ins of the demo by the product's own rules, and their photos."""

from datetime import timedelta
from hashlib import sha256
from typing import Final

from chalicelib.adapters.dynamo.repositories.check_ins import check_in_item
from chalicelib.domain.attendance import CheckIn, Claim, State, kept_key, thumb_key
from chalicelib.domain.people import Person
from chalicelib.domain.tickets import ticket_for
from chalicelib.services.ports.activities import OpdActivity
from infra.demo.pictures import photo
from infra.demo.regency import a_ulid
from infra.demo.world import Demo, hash_of

PICTURES: Final = 12  # of one scene; drawing one for each person takes longer than a start may


def record(
    demo: Demo, kept: OpdActivity, person: Person, *, is_late: bool, has_photo: bool
) -> None:
    """A check-in by the product's own rules, put with its last state."""
    apel = kept.activity
    window = apel.window
    start, end = (
        (window.late_after, window.closes) if is_late else (window.opens, window.late_after)
    )
    at = start + (end - start) * min(0.98, max(0.02, demo.draw.gauss(0.55, 0.2)))
    at = at.replace(microsecond=0)
    scene, seed = hash_of(apel.activity_id) % 5, hash_of(person.pegawai_id + apel.activity_id)
    data, digest = photo(scene, seed % PICTURES) if has_photo else (b"", f"{seed:064x}")
    claim = Claim(
        check_in_id=a_ulid(5, seed % (1 << 60)),
        activity_id=apel.activity_id,
        photo_sha256=sha256(data + person.pegawai_id.encode()).hexdigest() if has_photo else digest,
        photo_size=len(data) or 165_000,
        captured_at=at.isoformat(),
        clock_offset_ms=0,
        is_live=lot_of(seed) > 2,
        is_offline=False,
        place=None,
        device_id=a_ulid(6, seed % (1 << 60)),
        device_signature=None,
    )
    ticket = ticket_for(apel, kept.opd_id, person.pegawai_id, issued_at=at - timedelta(seconds=40))
    record = CheckIn.of(claim, ticket, received_at=at)
    waits = not claim.is_live and has_photo
    item = check_in_item(record, State.IN_REVIEW if waits else State.VERIFIED)
    item.reasons = " ".join(sorted(record.reasons()))
    if has_photo:
        _keep_photo(demo, record, data)
        item.kept = claim.photo_sha256
    demo.save([item])


def _keep_photo(demo: Demo, record: CheckIn, data: bytes) -> None:
    developed = demo.developed(data)
    for key, body in ((kept_key, developed.kept), (thumb_key, developed.thumbnail)):
        name = key(record.place, record.pegawai_id, record.claim.photo_sha256)
        demo.wired.photos.keep(name, body, days=90)


def lot_of(seed: int) -> int:
    """0–99, spread evenly."""
    return seed // 1_000 % 100
