"""Signatures of device keys; imported by the photo function only: 40 ms of cold start."""

import base64
import binascii

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import load_der_public_key


class P256Signatures:
    """Implements ports.Signatures; WebCrypto signs as r ‖ s (W3C WebCryptoAPI §23.7.3)."""

    def is_valid(self, public_key: str, text: str, signature: str) -> bool:
        """Whether this key signed the text; what is no key of this curve signed nothing."""
        try:
            key = load_der_public_key(base64.b64decode(public_key, validate=True))
            raw = base64.b64decode(signature, validate=True)
        except (ValueError, binascii.Error, UnsupportedAlgorithm):  # the last: an unknown curve
            return False
        if not isinstance(key, EllipticCurvePublicKey) or key.curve.name != "secp256r1":
            return False
        half = len(raw) // 2
        der = encode_dss_signature(
            int.from_bytes(raw[:half], "big"), int.from_bytes(raw[half:], "big")
        )
        try:
            key.verify(der, text.encode(), ECDSA(hashes.SHA256()))
        except InvalidSignature:
            return False
        return True
