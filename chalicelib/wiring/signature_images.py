"""Images of the own signature, which heads have printed in FINAL recaps."""

from chalicelib.domain.people import OpdId
from chalicelib.domain.sessions import Account
from chalicelib.services.sign_by_image import (
    Printed,
    read_signature_image,
    set_signature_image,
    withdraw_signature_image,
)
from chalicelib.wiring.world import World


class SignatureImageVerbs(World):
    """Images of the own signature, which heads have printed in FINAL recaps."""

    def read_signature_image(self, *, account: Account, opd_id: OpdId) -> Printed:
        return read_signature_image(
            account=account, opd_id=opd_id, images=self.signature_images, photos=self.photos,
            opds=self.opds, regency=self.opds, clock=self.clock,
        )  # fmt: skip

    def set_signature_image(self, *, account: Account, opd_id: OpdId, sha256: str) -> None:
        set_signature_image(
            account=account, opd_id=opd_id, sha256=sha256, images=self.signature_images,
            photos=self.photos, ids=self.ids, clock=self.clock,
        )  # fmt: skip

    def withdraw_signature_image(self, *, account: Account, opd_id: OpdId) -> None:
        withdraw_signature_image(
            account=account, opd_id=opd_id, images=self.signature_images, ids=self.ids,
            clock=self.clock,
        )  # fmt: skip
