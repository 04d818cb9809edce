"""Keys and the tokens that only we can make (security.md K1).

One secret holds every generation: {"kid": "2", "1": "…", "2": "…"}. `kid` names the one that new
tokens use; the others only verify. From each, HKDF derives a key per purpose, so that a token of
one purpose is worth nothing for another. To rotate: add the new generation beside the old ones,
let every container read it (docs/deploy.md), then name it in `kid` and write the day into
"<old kid>.ended": from the end of that day (UTC) the old one verifies for as long as LIFE says.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final, Protocol

from chalicelib.domain.errors import BadTicket
from chalicelib.domain.numerals import crockford

PURPOSES: Final = frozenset(
    {"tiket", "tanda-terima", "rekap", "kursor", "dc", "tempat", "aktivasi", "nama", "sandi"}
)
# How long an ended generation goes on verifying; of the other purposes, while records are kept.
LIFE: Final[Mapping[str, timedelta]] = {
    "tiket": timedelta(days=14),
    "kursor": timedelta(days=14),
    "tempat": timedelta(hours=1),
    "dc": timedelta(days=365),
    "aktivasi": timedelta(days=30),
}
CODE_LENGTH: Final = 12  # characters of 5 bits each
_MISREAD: Final = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})
_VERSION: Final = "v1"
_ENDED: Final = ".ended"


def hkdf(secret: bytes, *, info: bytes, length: int = 32) -> bytes:
    """Derive a key with HMAC-SHA-256 and no salt. Source: RFC 5869 §2, for `length` ≤ 8,160."""
    extracted = hmac.digest(bytes(32), secret, "sha256")
    derived, block = b"", b""
    for counter in range(1, -(-length // 32) + 1):
        block = hmac.digest(extracted, block + info + bytes([counter]), "sha256")
        derived += block
    return derived[:length]


class Secret(Protocol):
    """The keys by kid, and under "kid" which one signs; adapters/secrets.py keeps them."""

    def get(self) -> Mapping[str, str]:
        """What is held."""
        ...

    def again(self) -> Mapping[str, str]:
        """Read anew, where that was not done just now: somebody uses a kid that is not held."""
        ...


class Keyring:
    """The Seals port over one secret, which is read at first use.

    An unknown kid has it read again, or a container that was warm before a rotation would refuse
    the tickets, receipts and passwords that newer ones made.
    """

    def __init__(self, secret: Secret, *, audience: str, now: Callable[[], datetime]) -> None:
        """`audience` (the stage) is part of every token."""
        self._secret = secret
        self._audience = audience
        self._now = now
        self._derived: dict[tuple[str, str], bytes] = {}

    def seal(self, purpose: str, payload: Mapping[str, Any]) -> str:
        """Sign JSON values with the newest key: v1.kid.payload.mac."""
        body = _canonical({"aud": self._audience, "for": purpose, "data": payload})
        kid = self._newest
        unsigned = f"{_VERSION}.{kid}.{_text(body)}"
        return f"{unsigned}.{self._mac(purpose, kid, unsigned)}"

    def open(self, purpose: str, token: str) -> dict[str, Any]:
        """Return what was sealed; raises BadTicket for what we did not sign for this purpose."""
        version, kid, body, mac = _parts(token)
        if version != _VERSION or not self._verifies(purpose, kid):
            raise BadTicket
        expected = self._mac(purpose, kid, f"{version}.{kid}.{body}")
        if not hmac.compare_digest(mac, expected):
            raise BadTicket
        sealed = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
        if sealed["aud"] != self._audience or sealed["for"] != purpose:
            raise BadTicket
        data: dict[str, Any] = sealed["data"]
        return data

    def peek(self, purpose: str, token: str) -> dict[str, Any] | None:
        """Like `open`, but None for anything that is not ours."""
        try:
            return self.open(purpose, token)
        except BadTicket:
            return None

    def name_digests(self, name: str) -> tuple[str, ...]:
        """HMACs of a login name, newest key first, whatever its case and spelling in Unicode."""
        import unicodedata  # noqa: PLC0415 - cold start: a megabyte for who signs in

        folded = unicodedata.normalize("NFKC", name.strip()).casefold()
        message = folded.encode(errors="surrogatepass")
        return tuple(
            hmac.new(self._key("nama", kid), message, hashlib.sha256).hexdigest()
            for kid in self._kids("nama")
        )

    def activation_code(self, pegawai_id: str, issue: int) -> str:
        """12 Crockford characters: the first 60 bits of an HMAC, so that none is stored (A4)."""
        return self._code(pegawai_id, issue, self._newest)

    def is_activation_code(self, pegawai_id: str, issue: int, typed: str) -> bool:
        """Whether it is that issue's code by any generation; case, hyphens, I, L, O forgiven."""
        code = typed.upper().translate(_MISREAD).encode(errors="surrogatepass")
        # All are compared, so that the time does not tell which generation matched.
        found = [
            hmac.compare_digest(code, self._code(pegawai_id, issue, kid).encode())
            for kid in self._kids("aktivasi")
        ]
        return any(found)

    def newest(self, purpose: str) -> tuple[str, bytes]:
        """The kid and key with which another adapter makes something new."""
        kid = self._newest
        return kid, self._key(purpose, kid)

    def key(self, purpose: str, kid: str) -> bytes | None:
        """A key of that generation; None where the secret does not hold it."""
        return self._key(purpose, kid) if self._verifies(purpose, kid) else None

    @property
    def _newest(self) -> str:
        return self._secret.get()["kid"]

    def _kids(self, purpose: str) -> tuple[str, ...]:
        secret = self._secret.get()
        older = sorted(_generations(secret) - {secret["kid"]})
        return (secret["kid"], *(kid for kid in older if self._verifies(purpose, kid)))

    def _verifies(self, purpose: str, kid: str) -> bool:
        if not any(kid in _generations(read()) for read in (self._secret.get, self._secret.again)):
            return False
        ended = _ended_at(self._secret.get(), kid)
        life = LIFE.get(purpose)
        return ended is None or life is None or self._now() < ended + life

    def _key(self, purpose: str, kid: str) -> bytes:
        if purpose not in PURPOSES:
            message = f"no such purpose: {purpose}"
            raise LookupError(message)
        key = self._secret.get()[kid]
        if (purpose, key) not in self._derived:
            info = f"apel.{_VERSION}.{purpose}".encode()
            self._derived[purpose, key] = hkdf(key.encode(), info=info)
        return self._derived[purpose, key]

    def _mac(self, purpose: str, kid: str, unsigned: str) -> str:
        return _text(hmac.digest(self._key(purpose, kid), unsigned.encode(), "sha256"))

    def _code(self, pegawai_id: str, issue: int, kid: str) -> str:
        message = _canonical({"issue": issue, "pegawai_id": pegawai_id})
        digest = hmac.digest(self._key("aktivasi", kid), message, "sha256")
        bits = int.from_bytes(digest, "big") >> (len(digest) * 8 - CODE_LENGTH * 5)
        return crockford(bits, CODE_LENGTH)


def _parts(token: str) -> tuple[str, str, str, str]:
    """Version, kid, body and mac; raises BadTicket where it has not this form."""
    parts = token.split(".")
    if len(parts) != len(("version", "kid", "body", "mac")) or not token.isascii():
        raise BadTicket
    version, kid, body, mac = parts
    return version, kid, body, mac


def signing_keys(text: str) -> Mapping[str, str]:
    """The keys of a stored secret; ValueError where it could not sign."""
    keys: dict[str, str] = json.loads(text)
    ended = {kid for kid in _generations(keys) if _ended_at(keys, kid)}
    if keys.get("kid") not in _generations(keys) - ended:
        message = "the secret names no signing key that it holds and that has not ended"
        raise ValueError(message)
    return keys


def _generations(secret: Mapping[str, str]) -> frozenset[str]:
    """The kids that the secret holds a key of."""
    return frozenset(name for name in secret if name != "kid" and not name.endswith(_ENDED))


def _ended_at(secret: Mapping[str, str], kid: str) -> datetime | None:
    """When that generation signed for the last time; ValueError where its end is no day."""
    day = secret.get(f"{kid}{_ENDED}")
    if day is None:
        return None
    return datetime.combine(date.fromisoformat(day), time.min, UTC) + timedelta(days=1)


def _canonical(value: Mapping[str, Any]) -> bytes:
    """One spelling for one value: sorted, no spaces, ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
