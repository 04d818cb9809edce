"""A head has an image of the own signature printed in FINAL recaps, and takes it back.

No digital signature: it says who was to sign, and proves nothing (docs/decisions/0016).
"""

from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import day_of
from chalicelib.domain.errors import SenselessSetting
from chalicelib.domain.people import Opd, OpdId
from chalicelib.domain.photos import PrintedImage
from chalicelib.domain.sessions import Account
from chalicelib.services.ports.photos import Photos, is_printable
from chalicelib.services.ports.regency import Opds, Regency
from chalicelib.services.ports.signature_images import SignatureImage, SignatureImages
from chalicelib.services.ports.system import Clock, Ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What a head's page shows."""

    opd: Opd
    is_publisher: bool  # its head signs the regency's recap, too
    image: SignatureImage | None
    link: str | None  # to the picture


def read_signature_image(
    *,
    account: Account,
    opd_id: OpdId,
    images: SignatureImages,
    photos: Photos,
    opds: Opds,
    regency: Regency,
    clock: Clock,
) -> Printed:
    """The caller's own, and where it is printed; raises NotFound (no such OPD)."""
    opd, image = opds.get(opd_id), images.get(account.pegawai_id, opd_id)
    settings = regency.settings(day_of(clock.now(), regency.zone()))
    link = None
    if image:
        link = photos.link(PrintedImage.signature(account.pegawai_id, image.sha256).kept_key)
    return Printed(opd=opd, is_publisher=settings.is_publisher(opd.name), image=image, link=link)


def set_signature_image(
    *,
    account: Account,
    opd_id: OpdId,
    sha256: str,
    images: SignatureImages,
    photos: Photos,
    ids: Ids,
    clock: Clock,
) -> None:
    """Print it from now on, in place of the one before; the same again changes nothing.

    What is published stays as it is. Raises SenselessSetting for a picture of the caller that has
    not gone through the gate.
    """
    if not is_printable(PrintedImage.signature(account.pegawai_id, sha256), "/sha256", photos):
        raise SenselessSetting("/sha256", rule="gambar")
    before = images.get(account.pegawai_id, opd_id)
    if before and before.sha256 == sha256:
        return
    now = clock.now()
    event = _event(account, "signature-image:set", opd_id, sha256, ids, now)
    image = SignatureImage(sha256=sha256, since=now)
    images.put(account.pegawai_id, opd_id, image, event)


def withdraw_signature_image(
    *, account: Account, opd_id: OpdId, images: SignatureImages, ids: Ids, clock: Clock
) -> None:
    """Print none from now on. The picture is kept: what was published names it."""
    before = images.get(account.pegawai_id, opd_id)
    if before is None:
        return
    event = _event(account, "signature-image:withdraw", opd_id, before.sha256, ids, clock.now())
    images.drop(account.pegawai_id, opd_id, event)


def _event(
    account: Account, action: str, opd_id: OpdId, sha256: str, ids: Ids, now: datetime
) -> Event:
    """In the audit of the OPD whose recaps it is about: an acting head may belong to another."""
    return replace(account.did(action, ids.ulid(), now, sha256=sha256), opd_id=opd_id)
