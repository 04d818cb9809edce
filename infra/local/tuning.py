"""What this machine's ministack does otherwise: a clean environment, quick saving, kept mails.

`configure` must run before `ministack` is imported: it reads the environment. The functions and
names of ministack that are replaced here are private: look again at an upgrade.
"""

import copy
import json
import logging
import os
import re
import shutil
import signal
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, Final

from infra.packaging import REGION

# What a running app changes; the other services change only in a deployment.
APP_STATE: Final = ("dynamodb", "s3", "sqs", "cloudwatch_logs", "eventbridge", "scheduler", "ses")
KEEP: Final = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "VIRTUAL_ENV")
# A queue's address holds the port, and the state knows queues by their address.
QUEUE_STATE: Final = ("sqs", "lambda", "cloudformation")
QUEUE_ADDRESS: Final = re.compile(r"(http://localhost:)\d+(/\d{12}/)")
HUNG_S: Final = 60  # a child that met a held lock at the fork ends then


def configure(data: Path, aws_port: int) -> None:
    """Replace the environment of this process by what ministack needs."""
    scratch = data / "tmp"  # each function unpacks its code there, and nothing ever deletes it
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    move_queues(data / "state", aws_port)
    kept = {name: os.environ[name] for name in KEEP if name in os.environ}
    os.environ.clear()
    os.environ.update(
        kept,
        GATEWAY_PORT=str(aws_port),
        BIND_HOST="127.0.0.1",
        MINISTACK_REGION=REGION,
        AWS_DEFAULT_REGION=REGION,
        AWS_ENDPOINT_URL=f"http://localhost:{aws_port}",  # the functions use it
        AUTH="true",  # enforce signatures and IAM policies
        PERSIST_STATE="1",
        STATE_DIR=str(data / "state"),
        S3_PERSIST="1",
        S3_DATA_DIR=str(data / "s3"),
        SFTP_ENABLED="0",
        IOT_MTLS_ENABLED="0",
        LOG_LEVEL="WARNING",
        TMPDIR=str(scratch),
        PYTHONDONTWRITEBYTECODE="1",
    )


def move_queues(state: Path, aws_port: int) -> None:
    """Give the saved queues the port of this start; else nobody would find their messages."""
    for path in (state / f"{service}.json" for service in QUEUE_STATE):
        if not path.exists():
            continue
        saved = path.read_text()
        moved = QUEUE_ADDRESS.sub(rf"\g<1>{aws_port}\g<2>", saved)
        if moved != saved:
            fresh = path.with_suffix(".moved")
            fresh.write_text(moved)
            fresh.replace(path)


class _QuickJson:
    """`json` for ministack's saving: `json.dump` works in Python, `dumps` in C."""

    load, JSONDecodeError = staticmethod(json.load), json.JSONDecodeError

    @staticmethod
    def dump(value: object, file: IO[str], *, default: Callable[[object], object]) -> None:
        file.write(json.dumps(value, default=default))


def _save_quickly() -> None:
    """Write snapshots with C's encoder; else each takes a core for a second."""
    from ministack.core import persistence  # noqa: PLC0415 - it reads the environment when imported

    persistence.json = _QuickJson


def _keep_mails() -> None:
    """Save what SES has sent with its state: ministack forgets it at the end."""
    from ministack.services import ses  # noqa: PLC0415 - it reads the environment when imported

    real_state, real_restore, sent = ses.get_state, ses.load_persisted_state, ses._sent_emails  # noqa: SLF001 - no public way

    def get_state() -> dict[str, object]:
        return {**real_state(), "sent": sent}

    def load_persisted_state(data: dict[str, Any]) -> None:
        real_restore(data)
        sent.update(data.get("sent", {}))

    ses.get_state, ses.load_persisted_state = get_state, load_persisted_state


def _name_senders() -> None:
    """Make SendEmail a matter of the sender's identity, as on AWS: ministack names none."""
    from ministack.core import iam_actions  # noqa: PLC0415 - it reads the environment when imported

    real = iam_actions.extract_resource_arn

    def named(*request: Any) -> str:  # noqa: ANN401 - passed on as it is
        service, *_, params, region, account = request
        source = params.get("Source", "")
        sender = source[0] if isinstance(source, list) and source else source
        if service == "ses" and sender:
            return f"arn:aws:ses:{region}:{account}:identity/{sender}"
        arn: str = real(*request)
        return arn

    iam_actions.extract_resource_arn = named


def tune() -> None:
    """Change what the import of ministack has made; once, before it serves."""
    _save_quickly()
    _keep_mails()
    _name_senders()


def fork_and_save(services: tuple[str, ...] | None) -> int:
    """Save some services (None: all) in a child; the parent pauses for the fork only.

    Called on the event loop, where DynamoDB requests run, so the child sees no half-finished
    request. ministack replaces each file atomically.
    """
    from ministack.app import _build_persistence_save_dict  # noqa: PLC0415
    from ministack.core.persistence import save_all  # noqa: PLC0415

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # a fork beside threads
        child = os.fork()
    if child:
        return child
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(HUNG_S)
        os.closerange(3, 4096)  # give up the ports and the pipes of the parent
        logging.disable()
        vars(copy)["deepcopy"] = lambda value: value  # this process is a copy already
        states = _build_persistence_save_dict()
        save_all({name: states[name] for name in states if services is None or name in services})
        os._exit(0)
    finally:
        os._exit(1)
