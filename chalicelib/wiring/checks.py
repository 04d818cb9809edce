"""The public check of receipts and recaps."""

from chalicelib.services.check_token import CheckedRecap, CheckedReceipt, check_token
from chalicelib.wiring.world import World


class CheckVerbs(World):
    """The public check of receipts and recaps."""

    def check_token(self, *, token: str) -> CheckedReceipt | CheckedRecap | None:
        return check_token(
            token=token, seals=self.seals, check_ins=self.check_ins, people=self.people,
            activities=self.activities, opds=self.opds, recaps=self.recaps,
        )  # fmt: skip
