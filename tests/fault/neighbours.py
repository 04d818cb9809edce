"""Queues, mails and files of an office as AWS has them: the product's own adapters over moto.

So that a message that is sent, a file that is stored and a mail that is handed over are calls that
the lab can spoil. Taking messages out of a queue is Lambda's part, not ours: `take` empties a queue
from under the fake, whatever its delays, and Lab.deliver spoils what is delivered.
"""

from typing import Any, Final

import boto3
from moto.backends import get_backend

from chalicelib.adapters.ses import SesMails
from chalicelib.adapters.sqs import SqsQueue
from tests.scheduled import Office
from tests.world import ENVIRONMENT, FAKE_ACCOUNT_ID

REGION: Final = ENVIRONMENT["AWS_DEFAULT_REGION"]
QUEUES: Final = ("recap", "notice", "upkeep", "photo", "import")
PHOTOS, DOCUMENTS = ENVIRONMENT["PHOTO_BUCKET"], ENVIRONMENT["DOCUMENT_BUCKET"]
Files = dict[str, dict[str, Any]]  # moto's objects by bucket and key


class Neighbours:
    """Behind one office, for as long as it stands."""

    def __init__(self, office: Office) -> None:
        wired, sqs = office.world.wired, boto3.client("sqs")
        for name in QUEUES:
            url = sqs.create_queue(QueueName=f"apel-{name}")["QueueUrl"]
            setattr(wired, f"{name}_queue", SqsQueue(url))
        boto3.client("ses").verify_email_identity(EmailAddress=ENVIRONMENT["MAIL_FROM"])
        wired.mails = SesMails(wired.settings.mail_from)

    def take(self, *names: str) -> list[str]:
        """What waits in these queues; afterwards nothing does."""
        found = []
        for name in names:
            waiting = _queues()[f"apel-{name}"]._messages  # noqa: SLF001 - their delays left out
            found += [message.body for message in waiting]
            waiting.clear()
        return found

    def mails(self) -> list[tuple[str, str]]:
        """To whom, and the subject."""
        return [(each.destinations["ToAddresses"][0], each.subject) for each in _sent()]

    def files(self, bucket: str) -> dict[str, bytes]:
        """What a bucket holds."""
        return {name: bytes(key.value) for name, key in _keys(bucket).items()}

    def remember(self) -> Files:
        """The files as they are now, for `start`."""
        return {
            bucket: {name: _keys(bucket)[name] for name in _keys(bucket)}
            for bucket in (PHOTOS, DOCUMENTS)
        }

    def start(self, files: Files | None = None) -> None:
        """Nothing in a queue, no mail, these files."""
        self.take(*QUEUES)
        _sent().clear()
        for bucket in (PHOTOS, DOCUMENTS):
            _keys(bucket).clear()
            for name, key in (files or {}).get(bucket, {}).items():
                _keys(bucket)[name] = key


def _queues() -> Any:  # noqa: ANN401 - moto's own
    return get_backend("sqs")[FAKE_ACCOUNT_ID][REGION].queues


def _sent() -> Any:  # noqa: ANN401 - moto's own
    return get_backend("ses")[FAKE_ACCOUNT_ID][REGION].sent_messages


def _keys(bucket: str) -> Any:  # noqa: ANN401 - moto's own
    return get_backend("s3")[FAKE_ACCOUNT_ID]["aws"].buckets[bucket].keys
