"""The device key's signature: right, wrong, or of something that is no such key (security.md D1).

Any 91 bytes can be offered as a key. One that verification cannot even read must send the record
to a person, as a wrong signature does: an error would leave the photo unlooked at for good (I5).
"""

import base64
from typing import Final

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from chalicelib.adapters.signatures import P256Signatures

TEXT: Final = "apel-check-in.v1\n01K"
KEY: Final = ec.generate_private_key(ec.SECP256R1())
SPKI: Final = KEY.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
ALGORITHM_AT, CURVE_AT, POINT_AT = 12, 22, 40  # a byte of each in the DER above


def signed(text: str) -> bytes:
    """As WebCrypto writes it: r and s, 32 bytes each."""
    r, s = decode_dss_signature(KEY.sign(text.encode(), ec.ECDSA(hashes.SHA256())))
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def is_valid(key: bytes, signature: bytes) -> bool:
    public_key, sent = base64.b64encode(key).decode(), base64.b64encode(signature).decode()
    return P256Signatures().is_valid(public_key, TEXT, sent)


def test_the_devices_own_signature_is_valid() -> None:
    assert is_valid(SPKI, signed(TEXT))


@pytest.mark.parametrize("kept", [0, 63])
def test_a_part_of_a_signature_is_none(kept: int) -> None:
    assert not is_valid(SPKI, signed(TEXT)[:kept])


def test_a_signature_of_another_text_is_not_valid() -> None:
    assert not is_valid(SPKI, signed("another"))


@pytest.mark.parametrize("at", [ALGORITHM_AT, CURVE_AT, POINT_AT])
def test_what_is_no_key_of_this_curve_signed_nothing(at: int) -> None:
    key = SPKI[:at] + bytes([SPKI[at] ^ 1]) + SPKI[at + 1 :]

    assert not is_valid(key, signed(TEXT))


def test_what_is_not_base64_is_neither_key_nor_signature() -> None:
    assert not P256Signatures().is_valid("\u00e9", TEXT, "?")
