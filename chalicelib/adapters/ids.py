"""Fresh, unguessable names."""

import secrets
from typing import Final

from chalicelib.services.ports.system import Clock

_CROCKFORD: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_RANDOM_BITS: Final = 80
_ULID_LENGTH: Final = 26


class SystemIds:
    """Implements ports.Ids from the operating system's randomness; none is taken at import."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def ulid(self) -> str:
        """48 bits of milliseconds and 80 of randomness (github.com/ulid/spec)."""
        milliseconds = int(self._clock.now().timestamp() * 1000)
        number = milliseconds << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS)
        digits = [_CROCKFORD[number >> 5 * place & 31] for place in range(_ULID_LENGTH)]
        return "".join(reversed(digits))

    def token(self) -> str:
        """32 random bytes, URL-safe."""
        return secrets.token_urlsafe(32)
