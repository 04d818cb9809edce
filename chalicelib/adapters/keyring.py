"""Keys and the tokens that only we can make (security.md K1).

One secret holds every generation: {"kid": "2", "1": "…", "2": "…"}. `kid` names the one that new
tokens use; the others only verify. From each, HKDF derives a key per purpose, so that a token of
one purpose is worth nothing for another. To rotate: add the new generation beside the old ones,
let every container read it (deploy), then name it in `kid`.
"""

import base64
import binascii
import hashlib
import hmac
import json
import unicodedata
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Final

from chalicelib.domain.errors import BadTicket
from chalicelib.domain.numerals import crockford

PURPOSES: Final = frozenset(
    {"tiket", "tanda-terima", "rekap", "kursor", "dc", "tempat", "aktivasi", "nama", "sandi"}
)
CODE_LENGTH: Final = 12  # characters of 5 bits each
_MISREAD: Final = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})
_VERSION: Final = "v1"


def hkdf(secret: bytes, *, info: bytes, length: int = 32) -> bytes:
    """Derive a key with HMAC-SHA-256 and no salt. Source: RFC 5869 §2, for `length` ≤ 8,160."""
    extracted = hmac.digest(bytes(32), secret, "sha256")
    derived, block = b"", b""
    for counter in range(1, -(-length // 32) + 1):
        block = hmac.digest(extracted, block + info + bytes([counter]), "sha256")
        derived += block
    return derived[:length]


class Keyring:
    """The Seals port over one secret, which is fetched at first use and kept for the container."""

    def __init__(self, fetch: Callable[[], str], *, audience: str) -> None:
        """`fetch` gives the secret's JSON; `audience` (the stage) is part of every token."""
        self._fetch = fetch
        self._audience = audience
        self._derived: dict[tuple[str, str], bytes] = {}

    def seal(self, purpose: str, payload: Mapping[str, Any]) -> str:
        """Sign JSON values with the newest key: v1.kid.payload.mac."""
        body = _canonical({"aud": self._audience, "for": purpose, "data": payload})
        unsigned = f"{_VERSION}.{self._newest}.{_text(body)}"
        return f"{unsigned}.{self._mac(purpose, self._newest, unsigned)}"

    def open(self, purpose: str, token: str) -> dict[str, Any]:
        """Return what was sealed; raises BadTicket for what we did not sign for this purpose."""
        try:
            unsigned, mac = token.rsplit(".", 1)
            version, kid, body = unsigned.split(".")
            is_ours = kid in self._generations and hmac.compare_digest(
                mac.encode(), self._mac(purpose, kid, unsigned).encode()
            )
            if version != _VERSION or not is_ours:
                raise BadTicket
            sealed = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
        except (ValueError, binascii.Error):  # not of this form, or not even encodable
            raise BadTicket from None
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
        folded = unicodedata.normalize("NFKC", name.strip()).casefold()
        message = folded.encode(errors="surrogatepass")
        return tuple(
            hmac.new(self._key("nama", kid), message, hashlib.sha256).hexdigest()
            for kid in self._kids
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
            for kid in self._kids
        ]
        return any(found)

    def newest(self, purpose: str) -> tuple[str, bytes]:
        """The kid and key with which another adapter makes something new."""
        return self._newest, self._key(purpose, self._newest)

    def key(self, purpose: str, kid: str) -> bytes | None:
        """A key of that generation; None where the secret no longer holds it."""
        return self._key(purpose, kid) if kid in self._generations else None

    @cached_property
    def _secret(self) -> Mapping[str, str]:
        secret: dict[str, str] = json.loads(self._fetch())
        return secret

    @property
    def _newest(self) -> str:
        return self._secret["kid"]

    @cached_property
    def _generations(self) -> frozenset[str]:
        return frozenset(self._secret) - {"kid"}

    @cached_property
    def _kids(self) -> tuple[str, ...]:
        return (self._newest, *sorted(self._generations - {self._newest}))

    def _key(self, purpose: str, kid: str) -> bytes:
        if purpose not in PURPOSES:
            message = f"no such purpose: {purpose}"
            raise LookupError(message)
        if (purpose, kid) not in self._derived:
            info = f"apel.{_VERSION}.{purpose}".encode()
            self._derived[purpose, kid] = hkdf(self._secret[kid].encode(), info=info)
        return self._derived[purpose, kid]

    def _mac(self, purpose: str, kid: str, unsigned: str) -> str:
        return _text(hmac.digest(self._key(purpose, kid), unsigned.encode(), "sha256"))

    def _code(self, pegawai_id: str, issue: int, kid: str) -> str:
        message = _canonical({"issue": issue, "pegawai_id": pegawai_id})
        digest = hmac.digest(self._key("aktivasi", kid), message, "sha256")
        bits = int.from_bytes(digest, "big") >> (len(digest) * 8 - CODE_LENGTH * 5)
        return crockford(bits, CODE_LENGTH)


def _canonical(value: Mapping[str, Any]) -> bytes:
    """One spelling for one value: sorted, no spaces, ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
