import base64
import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

import boto3
import pytest
from botocore.config import Config
from moto import mock_aws

from chalicelib.adapters.s3 import S3Photos
from tests import strict_post
from tests.strict_post import Bucket, PostRefused

NAME, REGION, KEY_ID, SECRET = "foto", "ap-southeast-3", "testing", "testing"
NOW: Final = datetime(2026, 11, 23, tzinfo=UTC)
PHOTO: Final = b"\xff\xd8\xff" + b"x" * 5_000


@cache  # making a client costs more than all that it does here
def photos(token: str | None) -> S3Photos:
    def make(service: str, config: Config) -> Any:  # noqa: ANN401 - as boto3 makes it at run time
        return boto3.client(
            service,
            config=config,
            region_name=REGION,
            aws_access_key_id=KEY_ID,
            aws_secret_access_key=SECRET,
            aws_session_token=token,
        )

    return S3Photos(NAME, make=make)


def presigned(photo: bytes = PHOTO, token: str | None = None) -> dict[str, str]:
    """As the API makes it: exact key, type, length and SHA-256 (P7)."""
    digest = hashlib.sha256(photo).hexdigest()
    key = f"in/01JD/20261123/01JE/01JF/{digest}.jpg"
    form = photos(token).form(key, sha256=digest, size=len(photo), now=NOW)
    return dict(form.fields)


def bucket(fields: dict[str, str]) -> Bucket:
    """A bucket whose clock stands a minute before the form's end."""
    policy = json.loads(base64.b64decode(fields["policy"]))
    now = datetime.fromisoformat(policy["expiration"]) - timedelta(minutes=1)
    return Bucket(name=NAME, region=REGION, secrets={KEY_ID: SECRET}, now=now)


def refusal(
    fields: dict[str, str], body: bytes = PHOTO, far: Bucket | None = None
) -> tuple[int, str]:
    with pytest.raises(PostRefused) as caught:
        strict_post.check(far or bucket(presigned()), fields, body)
    return caught.value.status, caught.value.code


def test_the_reference_example_of_s3() -> None:
    """Policy, credential and signature as printed in the reference ("sigv4-post-example")."""
    policy = (
        '{ "expiration": "2015-12-30T12:00:00.000Z",\r\n  "conditions": [\r\n'
        '    {"bucket": "sigv4examplebucket"},\r\n'
        '    ["starts-with", "$key", "user/user1/"],\r\n'
        '    {"acl": "public-read"},\r\n'
        '    {"success_action_redirect": '
        '"http://sigv4examplebucket.s3.amazonaws.com/successful_upload.html"},\r\n'
        '    ["starts-with", "$Content-Type", "image/"],\r\n'
        '    {"x-amz-meta-uuid": "14365123651274"},\r\n'
        '    {"x-amz-server-side-encryption": "AES256"},\r\n'
        '    ["starts-with", "$x-amz-meta-tag", ""],\r\n\r\n'
        '    {"x-amz-credential": '
        '"AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request"},\r\n'
        '    {"x-amz-algorithm": "AWS4-HMAC-SHA256"},\r\n'
        '    {"x-amz-date": "20151229T000000Z" }\r\n  ]\r\n}'
    )

    found = strict_post.signature(
        base64.b64encode(policy.encode()).decode(),
        "AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request",
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    )

    assert found == "8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e"


@pytest.mark.parametrize("token", [None, "a-session-token"])
def test_an_honest_upload_is_stored(token: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    fields = presigned(token=token)
    with mock_aws():
        s3 = boto3.client("s3", region_name=REGION)
        s3.create_bucket(Bucket=NAME, CreateBucketConfiguration={"LocationConstraint": REGION})

        strict_post.upload(s3, bucket(fields), fields, PHOTO)

        stored = s3.get_object(Bucket=NAME, Key=fields["key"])
        assert stored["Body"].read() == PHOTO
        assert stored["ContentType"] == "image/jpeg"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"key": "in/01JD/20261123/01JE/01JF/other.jpg"}, (403, "AccessDenied")),
        ({"Content-Type": "text/html"}, (403, "AccessDenied")),
        ({"acl": "public-read"}, (403, "AccessDenied")),
        ({"success_action_redirect": "https://elsewhere.example"}, (403, "AccessDenied")),
        ({"x-amz-meta-x": "1"}, (403, "AccessDenied")),
        ({"x-amz-checksum-sha256": base64.b64encode(bytes(32)).decode()}, (403, "AccessDenied")),
        ({"x-amz-signature": "0" * 64}, (403, "SignatureDoesNotMatch")),
        ({"x-amz-date": "20200101T000000Z"}, (403, "SignatureDoesNotMatch")),
        ({"x-amz-algorithm": "none"}, (400, "AuthorizationQueryParametersError")),
        ({"policy": base64.b64encode(b"{}").decode()}, (403, "SignatureDoesNotMatch")),
    ],
)
def test_every_changed_field_is_refused(change: dict[str, str], expected: tuple[int, str]) -> None:
    assert refusal({**presigned(), **change}) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("testing/", "stranger/", (403, "InvalidAccessKeyId")),
        (REGION, "us-east-1", (400, "AuthorizationQueryParametersError")),
        ("/20", "/19", (403, "SignatureDoesNotMatch")),
        ("/", "", (400, "AuthorizationQueryParametersError")),
    ],
)
def test_another_credential_is_refused(old: str, new: str, expected: tuple[int, str]) -> None:
    fields = presigned()
    changed = fields["x-amz-credential"].replace(old, new)

    assert refusal({**fields, "x-amz-credential": changed}) == expected


@pytest.mark.parametrize("name", strict_post.NEEDED)
def test_a_missing_field_is_refused(name: str) -> None:
    fields = presigned()
    del fields[name]

    assert refusal(fields) == (400, "InvalidArgument")


@pytest.mark.parametrize("name", ["x-amz-checksum-sha256", "Content-Type"])
def test_a_field_that_the_policy_pins_cannot_be_left_out(name: str) -> None:
    fields = presigned()
    del fields[name]

    assert refusal(fields) == (403, "AccessDenied")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (PHOTO + b"x", (400, "EntityTooLarge")),
        (PHOTO[:-1], (400, "EntityTooSmall")),
        (PHOTO[:-1] + b"y", (400, "BadDigest")),
    ],
)
def test_another_body_is_refused(body: bytes, expected: tuple[int, str]) -> None:
    assert refusal(presigned(), body) == expected


def test_a_form_lasts_ten_minutes() -> None:
    fields = presigned()
    ends = datetime.fromisoformat(json.loads(base64.b64decode(fields["policy"]))["expiration"])
    signed = datetime.fromisoformat(fields["x-amz-date"])

    assert abs(ends - signed - timedelta(minutes=10)) <= timedelta(seconds=1)
    form = photos(None).form("in/a.jpg", sha256="a" * 64, size=1_000, now=NOW)
    assert form.expires_at == NOW + timedelta(minutes=10)


def test_a_link_lasts_a_minute_is_kept_by_no_cache_and_is_a_picture() -> None:
    """R8; whatever was stored under the key, a browser draws it as JPEG or not at all."""
    url = urlsplit(photos(None).link("kept/a.jpg"))
    asked = dict(parse_qsl(url.query))

    assert url.path == "/kept/a.jpg"
    assert asked["X-Amz-Expires"] == "60"
    assert asked["response-cache-control"] == "no-store"
    assert asked["response-content-type"] == "image/jpeg"


def test_a_form_ends_and_belongs_to_one_bucket() -> None:
    fields = presigned()
    here = bucket(fields)

    late = replace(here, now=here.now + timedelta(minutes=1))
    assert refusal(fields, far=late) == (403, "AccessDenied")
    assert refusal(fields, far=replace(here, name="other")) == (403, "AccessDenied")


@pytest.mark.parametrize("policy", ["%%%", "e30=", base64.b64encode(b"[]").decode()])
def test_a_broken_policy_is_refused(policy: str) -> None:
    fields = {**presigned(), "policy": policy}
    fields["x-amz-signature"] = strict_post.signature(policy, fields["x-amz-credential"], SECRET)

    assert refusal(fields) == (400, "InvalidPolicyDocument")
