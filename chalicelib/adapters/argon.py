"""The Passwords port: argon2id over a peppered HMAC (security.md A1), and the common list (A3).

adapters/data/common_passwords.txt: case-folded, one a line, each long enough to be chosen; words
and names of here with the endings that people add, keyboard walks, and what breaches show most.
"""

import base64
import hmac
from functools import cached_property
from importlib import resources
from typing import Final, Protocol

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

# OWASP Password Storage Cheat Sheet, argon2id with m = 46 MiB, t = 1, p = 1.
HASHER: Final = PasswordHasher(
    time_cost=1, memory_cost=47_104, parallelism=1, hash_len=32, salt_len=16, type=Type.ID
)
# A hash of nothing with these parameters: an unknown name costs what a known one does (A5).
NOBODY: Final = (
    "$argon2id$v=19$m=47104,t=1,p=1$bm9ib2R5bm9ib2R5bm9ibw"
    "$SlGhlTAcayr2ca9/1BDsIVs45bfXYD6npKejh5tsvq0"
)

PURPOSE: Final = "sandi"
COMMON: Final = resources.files("chalicelib.adapters") / "data" / "common_passwords.txt"


class Peppers(Protocol):
    """Keys that are not in the database, by generation; the keyring's purpose "sandi"."""

    def newest(self, purpose: str) -> tuple[str, bytes]:
        """The kid and key for new hashes."""
        ...

    def key(self, purpose: str, kid: str) -> bytes | None:
        """The key of that generation; None where it is no more."""
        ...


class Argon:
    """Hashes of the exact characters, stored as `kid$phc`."""

    def __init__(
        self, peppers: Peppers, *, hasher: PasswordHasher = HASHER, nobody: str = NOBODY
    ) -> None:
        """`nobody` is a hash of nothing with the parameters of `hasher`."""
        self._peppers = peppers
        self._hasher = hasher
        self._nobody = nobody

    def hash(self, password: str) -> str:
        """Hash with the newest pepper and a random salt."""
        kid, pepper = self._peppers.newest(PURPOSE)
        return kid + self._hasher.hash(_peppered(pepper, password))

    def verify(self, password: str, stored: str | None) -> bool:
        """Compare in exactly one run, also where nothing is stored or its pepper is gone."""
        kid, phc = _split(stored) if stored else ("", self._nobody)
        # Nothing stored names no pepper to look for: a look at the vault would take longer (A5).
        pepper = self._peppers.key(PURPOSE, kid) if kid else None
        if pepper is None:
            pepper, phc = b"", self._nobody
        try:
            return self._hasher.verify(phc, _peppered(pepper, password)) and phc is not self._nobody
        except (VerificationError, InvalidHashError):
            return False

    def is_outdated(self, stored: str) -> bool:
        """Whether pepper or parameters changed since: hash again at the next sign-in."""
        kid, phc = _split(stored)
        return kid != self._peppers.newest(PURPOSE)[0] or self._hasher.check_needs_rehash(phc)

    def is_common(self, password: str) -> bool:
        """Whether the bundled list has it, whatever its case and outer spaces."""
        return password.strip().casefold() in self._common

    @cached_property
    def _common(self) -> frozenset[str]:
        return frozenset(COMMON.read_text(encoding="ascii").split())


def _peppered(pepper: bytes, password: str) -> str:
    """Base64, since argon2 implementations have stopped at NUL bytes."""
    return base64.b64encode(hmac.digest(pepper, password.encode(), "sha256")).decode()


def _split(stored: str) -> tuple[str, str]:
    kid, sign, phc = stored.partition("$")
    return kid, sign + phc
