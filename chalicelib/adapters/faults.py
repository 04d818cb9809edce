"""Which errors of our neighbours pass by themselves, so that the caller may try again."""

from typing import Final

from botocore.exceptions import ClientError, ConnectionError, HTTPClientError  # noqa: A004
from pynamodb.exceptions import PynamoDBException

BUSY: Final = frozenset(
    {
        "ProvisionedThroughputExceededException",
        "ThrottlingException",
        "RequestLimitExceeded",
        "TransactionConflictException",
        "TransactionInProgressException",
        "InternalServerError",
        "ServiceUnavailable",
        "SlowDown",
    }
)


def is_busy(error: BaseException) -> bool:
    """Whether trying again later is the right answer."""
    if isinstance(error, ConnectionError | HTTPClientError | TimeoutError):
        return True
    if isinstance(error, ClientError):
        return error.response["Error"]["Code"] in BUSY
    if isinstance(error, PynamoDBException) and error.__cause__:
        return is_busy(error.__cause__)
    return False
