"""The photo bucket: forms and links are signed here, without a call."""

import base64
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, Final

from botocore.config import Config
from botocore.exceptions import ClientError

from chalicelib.domain.photos import Flaw
from chalicelib.services.ports.photos import Upload

FORM_LIFETIME_S: Final = 600  # security.md P7
JPEG: Final = "image/jpeg"
QUARANTINE: Final = "karantina"
MISSING: Final = frozenset({"NoSuchKey", "404", "403", "AccessDenied"})  # 403: no right to list
CONFIG: Final = Config(
    signature_version="s3v4",
    connect_timeout=1,
    read_timeout=5,
    retries={"total_max_attempts": 3, "mode": "standard"},
)
BY_HOST: Final = Config(s3={"addressing_style": "virtual"})  # AWS: one host a bucket, in its region
BY_PATH: Final = Config(s3={"addressing_style": "path"})  # the emulator: localhost has no sub-hosts
_making = threading.Lock()


def client_of(service: str, config: Config, **options: Any) -> Any:
    """A client, made at first use; making two at once is not safe in boto3."""
    import boto3  # noqa: PLC0415 - 100 ms that only who needs a client pays

    with _making:
        return boto3.client(service, config=config, **options)


class S3Photos:
    """Implements ports.Photos."""

    def __init__(
        self, bucket: str, *, endpoint: str = "", make: Callable[..., Any] = client_of
    ) -> None:
        self._bucket, self._endpoint, self._make = bucket, endpoint, make

    @cached_property
    def _s3(self) -> Any:
        return self._make("s3", self._config)

    @property
    def _config(self) -> Config:
        return CONFIG.merge(BY_PATH if self._endpoint else BY_HOST)

    @cached_property
    def _signer(self) -> Any:
        """Signs for the address that browsers reach; on AWS the same as ours."""
        if not self._endpoint:
            return self._s3
        return self._make("s3", self._config, endpoint_url=self._endpoint)

    def form(self, key: str, *, sha256: str, size: int, now: datetime) -> Upload:
        """A presigned POST that takes exactly these bytes under exactly this key (P7)."""
        pins = {
            "Content-Type": JPEG,
            "x-amz-checksum-algorithm": "SHA256",
            "x-amz-checksum-sha256": base64.b64encode(bytes.fromhex(sha256)).decode(),
        }
        signed = self._signer.generate_presigned_post(
            self._bucket,
            key,
            Fields=dict(pins),
            Conditions=[*({name: value} for name, value in pins.items()),
                        ["content-length-range", size, size]],
            ExpiresIn=FORM_LIFETIME_S,
        )  # fmt: skip
        ends = now + timedelta(seconds=FORM_LIFETIME_S)
        return Upload(url=signed["url"], fields=signed["fields"], expires_at=ends)

    def link(self, key: str, *, seconds: int = 60) -> str:
        """A presigned GET; no-store, and never rendered as anything but a picture."""
        params = {
            "Bucket": self._bucket,
            "Key": key,
            "ResponseCacheControl": "no-store",
            "ResponseContentType": JPEG,
        }
        url: str = self._signer.generate_presigned_url("get_object", params, ExpiresIn=seconds)
        return url

    def read(self, key: str) -> bytes | None:
        """The object's bytes; None where it is not there."""
        try:
            data: bytes = self._s3.get_object(Bucket=self._bucket, Key=key)["Body"].read()
        except ClientError as error:
            if error.response["Error"]["Code"] in MISSING:
                return None
            raise
        return data

    def exists(self, key: str) -> bool:
        """Whether the object is there."""
        try:
            self._s3.head_object(Bucket=self._bucket, Key=key)
        except ClientError as error:
            if error.response["Error"]["Code"] in MISSING:
                return False
            raise
        return True

    def keep(self, key: str, data: bytes, *, days: int | None) -> None:
        """Store a kept photo with the tag that its life span hangs on; without one it stays."""
        tagging = {} if days is None else {"Tagging": f"simpan={days}"}
        self._s3.put_object(Bucket=self._bucket, Key=key, Body=data, ContentType=JPEG, **tagging)

    def free(self, key: str, *, days: int) -> None:
        """Tag it anew; without ListBucket a missing key is a 403."""
        try:
            self._tag(key, "simpan", str(days))
        except ClientError as error:
            if error.response["Error"]["Code"] not in MISSING:
                raise

    def quarantine(self, key: str, flaw: Flaw | None = None) -> None:
        """Tag it with its flaw."""
        self._tag(key, QUARANTINE, flaw or "ya")

    def flaw(self, key: str) -> Flaw | None:
        """Read its tag; a key that is not there is a 403 or 404."""
        try:
            tags = self._s3.get_object_tagging(Bucket=self._bucket, Key=key)["TagSet"]
        except ClientError as error:
            if error.response["Error"]["Code"] in MISSING:
                return None
            raise
        found = next((tag["Value"] for tag in tags if tag["Key"] == QUARANTINE), None)
        return Flaw(found) if found in set(Flaw) else None

    def _tag(self, key: str, name: str, value: str) -> None:
        self._s3.put_object_tagging(
            Bucket=self._bucket, Key=key, Tagging={"TagSet": [{"Key": name, "Value": value}]}
        )
