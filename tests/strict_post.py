"""What S3 checks of a browser's presigned POST; fakes check none of it.

Source: S3 API reference, "POST policy" and "Authenticating requests in browser-based uploads using
POST (Signature Version 4)". The reference's own worked example is a test.
"""

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

NEEDED: Final = (
    "key",
    "policy",
    "x-amz-signature",
    "x-amz-credential",
    "x-amz-date",
    "x-amz-algorithm",
)
UNCHECKED: Final = frozenset({"policy", "x-amz-signature", "file"})
CHECKSUMS: Final = {
    "x-amz-checksum-sha256": hashlib.sha256,
    "x-amz-checksum-sha1": hashlib.sha1,
}


class PostRefused(Exception):
    """S3's answer to a form that it does not take."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(f"{status} {code}: {detail}")
        self.status = status
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """The far side: who may sign, where it lies, and what time it is there."""

    name: str
    region: str
    secrets: Mapping[str, str]  # access key → secret key
    now: datetime


def check(bucket: Bucket, fields: Mapping[str, str], body: bytes) -> None:
    """Raise PostRefused where S3 would."""
    form = {name.lower(): value for name, value in fields.items()}
    for name in NEEDED:
        if name not in form:
            raise PostRefused(400, "InvalidArgument", f"no field named {name}")
    _check_signature(bucket, form)
    conditions = _read_policy(bucket, form["policy"])
    _check_conditions(conditions, {**form, "bucket": bucket.name}, body)
    covered = {name for kind, name, *_ in conditions if kind != "content-length-range"}
    extra = {name for name in form.keys() - covered - UNCHECKED if not name.startswith("x-ignore-")}
    if extra:
        raise PostRefused(403, "AccessDenied", f"Extra input fields: {sorted(extra)}")
    for name, digest in CHECKSUMS.items():
        if name in form and form[name] != base64.b64encode(digest(body).digest()).decode():
            raise PostRefused(400, "BadDigest", name)


def upload(s3: Any, bucket: Bucket, fields: Mapping[str, str], body: bytes) -> None:  # noqa: ANN401
    """Check as S3 would, then put the object into the fake behind this client."""
    check(bucket, fields, body)
    form = {name.lower(): value for name, value in fields.items()}
    s3.put_object(
        Bucket=bucket.name,
        Key=form["key"],
        Body=body,
        ContentType=form.get("content-type", "binary/octet-stream"),
    )


def signature(policy: str, credential: str, secret: str) -> str:
    """Sign the policy's base64 as the reference does."""
    key = b"AWS4" + secret.encode()
    for part in credential.split("/")[1:]:
        key = hmac.digest(key, part.encode(), "sha256")
    return hmac.new(key, policy.encode(), hashlib.sha256).hexdigest()


def _check_signature(bucket: Bucket, form: Mapping[str, str]) -> None:
    key_id, *scope = form["x-amz-credential"].split("/")
    day, *place = scope or [""]
    is_known_way = form["x-amz-algorithm"] == "AWS4-HMAC-SHA256"
    if place != [bucket.region, "s3", "aws4_request"] or not is_known_way:
        raise PostRefused(400, "AuthorizationQueryParametersError", f"scope {scope}")
    if form["x-amz-date"][:8] != day:
        raise PostRefused(403, "SignatureDoesNotMatch", "date is not the credential's")
    if key_id not in bucket.secrets:
        raise PostRefused(403, "InvalidAccessKeyId", key_id)
    expected = signature(form["policy"], form["x-amz-credential"], bucket.secrets[key_id])
    if form["x-amz-signature"] != expected:
        raise PostRefused(403, "SignatureDoesNotMatch", "signature of the policy")


def _read_policy(bucket: Bucket, text: str) -> list[tuple[str, ...]]:
    try:
        policy = json.loads(base64.b64decode(text, validate=True))
        expires = datetime.fromisoformat(policy["expiration"])
        conditions = [condition for entry in policy["conditions"] for condition in _flat(entry)]
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error) as error:
        raise PostRefused(400, "InvalidPolicyDocument", str(error)) from error
    if bucket.now >= expires:
        raise PostRefused(403, "AccessDenied", "Policy expired.")
    return conditions


def _flat(entry: Any) -> Iterator[tuple[str, ...]]:  # noqa: ANN401 - JSON of the other side
    if isinstance(entry, dict):
        yield from (("eq", name.lower(), str(value)) for name, value in entry.items())
        return
    kind, name, wanted = entry
    if kind == "content-length-range":
        yield kind, str(int(name)), str(int(wanted))
    elif kind in ("eq", "starts-with") and name.startswith("$"):
        yield kind, name[1:].lower(), wanted
    else:
        message = f"condition {entry}"
        raise ValueError(message)


def _check_conditions(
    conditions: list[tuple[str, ...]], values: Mapping[str, str], body: bytes
) -> None:
    for kind, name, wanted in conditions:
        value = values.get(name, "")
        if kind == "content-length-range":
            if len(body) < int(name):
                raise PostRefused(400, "EntityTooSmall", f"{len(body)} < {name}")
            if len(body) > int(wanted):
                raise PostRefused(400, "EntityTooLarge", f"{len(body)} > {wanted}")
        elif not (value == wanted if kind == "eq" else value.startswith(wanted)):
            raise PostRefused(403, "AccessDenied", f"Policy Condition failed: {kind} {name}")
