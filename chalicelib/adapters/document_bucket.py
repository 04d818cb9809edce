"""The bucket of published recaps (rekap/) and of files to import (import/)."""

from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, Final

from botocore.config import Config
from botocore.exceptions import ClientError

from chalicelib.domain.errors import NotFound
from chalicelib.services.ports.photos import Upload

CONFIG: Final = Config(
    signature_version="s3v4",
    connect_timeout=1,
    read_timeout=10,
    retries={"total_max_attempts": 3, "mode": "standard"},
)
CONTENT_TYPES: Final = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
FORM_LIFETIME_S: Final = 600
MISSING: Final = frozenset({"NoSuchKey", "404", "403", "AccessDenied"})  # 403: no right to list


class S3Documents:
    """Implements ports.Documents."""

    def __init__(self, bucket: str, *, endpoint: str = "") -> None:
        self._bucket, self._endpoint = bucket, endpoint

    @cached_property
    def _s3(self) -> Any:  # noqa: ANN401 - boto3 makes a class for each service
        import boto3  # noqa: PLC0415 - 100 ms that only who needs a client pays

        return boto3.client("s3", config=CONFIG)

    @cached_property
    def _signer(self) -> Any:  # noqa: ANN401 - boto3 makes a class for each service
        """Signs for the address that browsers reach; on AWS the same as ours."""
        if not self._endpoint:
            return self._s3
        import boto3  # noqa: PLC0415 - the same

        config = CONFIG.merge(Config(s3={"addressing_style": "path"}))
        return boto3.client("s3", config=config, endpoint_url=self._endpoint)

    def put(self, key: str, data: bytes) -> None:
        """Store with the type that its ending names, if it has one."""
        kind = CONTENT_TYPES.get(key.rpartition(".")[2], "application/octet-stream")
        self._s3.put_object(Bucket=self._bucket, Key=key, Body=data, ContentType=kind)

    def get(self, key: str) -> bytes:
        """The object's bytes; raises NotFound."""
        try:
            data: bytes = self._s3.get_object(Bucket=self._bucket, Key=key)["Body"].read()
        except ClientError as error:
            if error.response["Error"]["Code"] in MISSING:
                raise NotFound from error
            raise
        return data

    def form(self, key: str, *, most_bytes: int, now: datetime) -> Upload:
        """A presigned POST that takes one file of at most so many bytes under exactly this key."""
        signed = self._signer.generate_presigned_post(
            self._bucket,
            key,
            Conditions=[["content-length-range", 1, most_bytes]],
            ExpiresIn=FORM_LIFETIME_S,
        )
        ends = now + timedelta(seconds=FORM_LIFETIME_S)
        return Upload(url=signed["url"], fields=signed["fields"], expires_at=ends)

    def link(self, key: str, *, name: str, seconds: int = 60) -> str:
        """A presigned GET that saves the file under that name; no cache keeps it."""
        params = {
            "Bucket": self._bucket,
            "Key": key,
            "ResponseCacheControl": "no-store",
            "ResponseContentDisposition": f'attachment; filename="{name}"',
        }
        url: str = self._signer.generate_presigned_url("get_object", params, ExpiresIn=seconds)
        return url
