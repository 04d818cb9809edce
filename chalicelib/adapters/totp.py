"""The OneTimeCodes port: codes of an authenticator app (RFC 6238, 6 digits, 30 s, SHA-1)."""

import re
from datetime import datetime
from typing import Final

import pyotp

ISSUER: Final = "Apel Digital"
STEP_S: Final = 30
TOLERANCE: Final = 1  # steps to either side: phones' clocks differ, people type slowly
_CODE: Final = re.compile("[0-9]{6}")


class Totp:
    """Stateless: the caller keeps the last step used, so that no code works twice."""

    def new_secret(self) -> str:
        """160 random bits as base32 (RFC 4226 §4 R6)."""
        return pyotp.random_base32()

    def uri(self, secret: str, account: str) -> str:
        """What the QR holds (otpauth://)."""
        return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=ISSUER)

    def step_of(self, secret: str, code: str, *, at: datetime, after: int) -> int | None:
        """The time step of the code, later than `after`; None if it does not match (V6.5.1)."""
        if not _CODE.fullmatch(code):
            return None
        now = int(at.timestamp()) // STEP_S
        otp = pyotp.TOTP(secret, interval=STEP_S)
        steps = range(max(now - TOLERANCE, after + 1), now + TOLERANCE + 1)
        return next(
            (n for n in steps if pyotp.utils.strings_equal(otp.generate_otp(n), code)), None
        )
