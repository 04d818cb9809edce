"""Mail through SES: plain text, one person a mail."""

import logging
from functools import cached_property
from typing import Any, Final

from botocore.config import Config
from botocore.exceptions import ClientError

CONFIG: Final = Config(
    connect_timeout=1, read_timeout=5, retries={"total_max_attempts": 3, "mode": "standard"}
)
NO_ADDRESS: Final = "InvalidParameterValue"
log = logging.getLogger("apel.ses")


class SesMails:
    """Implements ports.Mails."""

    def __init__(self, sender: str) -> None:
        self._sender = sender

    @cached_property
    def _ses(self) -> Any:  # noqa: ANN401 - boto3 makes a class for each service
        import boto3  # noqa: PLC0415 - 100 ms that only who needs a client pays

        return boto3.client("ses", config=CONFIG)

    def send(self, to: str, subject: str, text: str) -> None:
        """Hand it to SES; what is no address is left out, or others would wait for it."""
        message = {
            "Subject": {"Data": subject, "Charset": "UTF-8"},
            "Body": {"Text": {"Data": text, "Charset": "UTF-8"}},
        }
        try:
            self._ses.send_email(
                Source=self._sender, Destination={"ToAddresses": [to]}, Message=message
            )
        except ClientError as error:
            if error.response["Error"]["Code"] != NO_ADDRESS:
                raise
            log.warning("a mail address is none")
