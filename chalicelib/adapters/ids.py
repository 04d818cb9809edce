"""Fresh, unguessable names."""

import secrets
from typing import TYPE_CHECKING

from chalicelib.domain.numerals import ULID_RANDOM_BITS, ulid

if TYPE_CHECKING:
    from chalicelib.services.ports.system import Clock


class SystemIds:
    """Implements ports.Ids from the operating system's randomness; none is taken at import."""

    def __init__(self, clock: "Clock") -> None:
        self._clock = clock

    def ulid(self) -> str:
        """48 bits of milliseconds and 80 of randomness (github.com/ulid/spec)."""
        return ulid(self._clock.now(), secrets.randbits(ULID_RANDOM_BITS))

    def token(self) -> str:
        """32 random bytes, URL-safe."""
        return secrets.token_urlsafe(32)
