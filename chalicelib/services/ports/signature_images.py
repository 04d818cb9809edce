"""Images of signatures that heads have printed in their own places."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from chalicelib.domain.audit import Event
from chalicelib.domain.people import OpdId, PegawaiId


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureImage:
    """What its owner chose to have printed."""

    sha256: str  # of the picture as it was sent (domain/photos.py)
    since: datetime


class SignatureImages(Protocol):
    """At most one for a person and an OPD; the pictures themselves lie in the photo bucket."""

    def get(self, pegawai_id: PegawaiId, opd_id: OpdId) -> SignatureImage | None:
        """One consistent read."""
        ...

    def put(
        self, pegawai_id: PegawaiId, opd_id: OpdId, image: SignatureImage, event: Event
    ) -> None:
        """In place of the one before."""
        ...

    def drop(self, pegawai_id: PegawaiId, opd_id: OpdId, event: Event) -> None:
        """Print none from now on."""
        ...
