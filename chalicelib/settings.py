"""What differs between stages, read from the environment once (docs/deploy.md lists each)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

YES: Final = "ya"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The environment of every function; names of resources come from CloudFormation."""

    stage: str  # lokal, uji or produksi
    version: str
    data_table: str
    audit_table: str
    photo_bucket: str
    document_bucket: str
    photo_queue_url: str
    recap_queue_url: str
    notice_queue_url: str
    upkeep_queue_url: str
    import_queue_url: str
    key_secret: str  # name or ARN of the secret with the signing keys (security.md K1)
    origin_secret: str  # name or ARN of the secret that CloudFront sends (security.md E2)
    site_origin: str  # scheme and host, for links and the Origin check
    mail_from: str
    upload_endpoint: str  # empty on AWS; the emulator's URL that browsers reach
    require_second_factor: bool  # roles need a second factor (security.md A8)
    bind_device_freely: bool  # the demo binds a browser to a free slot without approval

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Self:
        """Read the environment; a missing name is empty while the template is being packaged."""
        return cls(
            stage=env.get("STAGE", ""),
            version=env.get("VERSION", ""),
            data_table=env.get("DATA_TABLE", ""),
            audit_table=env.get("AUDIT_TABLE", ""),
            photo_bucket=env.get("PHOTO_BUCKET", ""),
            document_bucket=env.get("DOCUMENT_BUCKET", ""),
            photo_queue_url=env.get("PHOTO_QUEUE_URL", ""),
            recap_queue_url=env.get("RECAP_QUEUE_URL", ""),
            notice_queue_url=env.get("NOTICE_QUEUE_URL", ""),
            upkeep_queue_url=env.get("UPKEEP_QUEUE_URL", ""),
            import_queue_url=env.get("IMPORT_QUEUE_URL", ""),
            key_secret=env.get("KEY_SECRET", ""),
            origin_secret=env.get("ORIGIN_SECRET", ""),
            site_origin=env.get("SITE_ORIGIN", ""),
            mail_from=env.get("MAIL_FROM", ""),
            upload_endpoint=env.get("UPLOAD_ENDPOINT", ""),
            require_second_factor=env.get("REQUIRE_SECOND_FACTOR", YES) == YES,
            bind_device_freely=env.get("BIND_DEVICE_FREELY", "") == YES,
        )
