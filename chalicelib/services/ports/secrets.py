"""What only we can make, and what only its owner can."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from chalicelib.domain.people import PegawaiId


class Seals(Protocol):
    """Tokens that only we can make (security.md K1)."""

    def seal(self, purpose: str, payload: Mapping[str, Any]) -> str:
        """Sign with the newest key of the purpose."""
        ...

    def open(self, purpose: str, token: str) -> dict[str, Any]:
        """The payload; raises BadTicket for anything that we did not sign for this purpose."""
        ...

    def peek(self, purpose: str, token: str) -> dict[str, Any] | None:
        """Like `open`, but None for anything that is not ours."""
        ...

    def name_digests(self, name: str) -> tuple[str, ...]:
        """HMACs of a login name, newest key first: the name itself is in no key."""
        ...

    def activation_code(self, pegawai_id: PegawaiId, issue: int) -> str:
        """12 Crockford characters, derived: never stored (security.md A4)."""
        ...

    def is_activation_code(self, pegawai_id: PegawaiId, issue: int, typed: str) -> bool:
        """Whether this is that issue's code; case, hyphens and look-alikes are forgiven."""
        ...


class Passwords(Protocol):
    """Slow hashes (security.md A1); each call costs about 100 ms of CPU."""

    def hash(self, password: str) -> str:
        """`kid$phc` of the exact characters."""
        ...

    def verify(self, password: str, stored: str | None) -> bool:
        """Whether it matches; None runs exactly one hash too and is False (A5)."""
        ...

    def is_outdated(self, stored: str) -> bool:
        """Whether key or parameters changed since it was made."""
        ...

    def is_common(self, password: str) -> bool:
        """Whether it stands in the bundled list (A3)."""
        ...


class OneTimeCodes(Protocol):
    """Codes of an authenticator app (RFC 6238)."""

    def new_secret(self) -> str:
        """Base32."""
        ...

    def uri(self, secret: str, account: str) -> str:
        """What the QR holds."""
        ...

    def step_of(self, secret: str, code: str, *, at: datetime, after: int) -> int | None:
        """The time step that the code belongs to, later than `after`; None if it does not match."""
        ...


class Signatures(Protocol):
    """Signatures of device keys (security.md D1)."""

    def is_valid(self, public_key: str, text: str, signature: str) -> bool:
        """Whether this P-256 key (base64 SPKI) signed the text; False for anything malformed."""
        ...
