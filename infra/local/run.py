"""`make run`: the whole system on this machine, from the production template.

Packages the functions, starts the embedded AWS, deploys, loads the demo regency, prints one line
`Ready: http://localhost:<port>` and then follows the sources. Ctrl-C or SIGTERM saves and ends it.
"""

import asyncio
import contextlib
import fcntl
import logging
import os
import shutil
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final

from infra import packaging, site, stack
from infra.local import demo
from infra.local.accounts import table
from infra.local.emulator import Emulator
from infra.local.mails import PATH as MAILS
from infra.local.terminal import foreground
from infra.local.tuning import configure
from infra.local.world import RUNNING, STAGE, World
from infra.packaging import REGION
from infra.roomy import roomy

LOOK_S: Final = 0.5  # between two looks at the sources
POLL_S: Final = 0.1  # between two looks at a deployment
ACTIVITY_MINUTES: Final = 60
DEPLOYED: Final = "deployed"  # the sources and parameters that the saved state was deployed from


log: Final = logging.getLogger(__name__)


class RefusedError(Exception):
    """It cannot start; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Options:
    """What `make run` was given."""

    port: int
    public_port: int  # the one that browsers use, where tests put a relay before the site and S3
    data: Path
    demo: str
    follows_sources: bool  # tests switch it off

    @property
    def aws_port(self) -> int:
        """AWS answers beside the site."""
        return self.port + 1


def say(text: str) -> None:
    """One line of progress."""
    print(text, flush=True)


def say_inner(text: str) -> None:
    """Progress inside a step."""
    say(f"    {text}")


@contextlib.contextmanager
def step(name: str) -> Iterator[None]:
    """Show a step and how long it took."""
    started = time.monotonic()
    yield
    say(f"  {name}: {time.monotonic() - started:.1f} s")


@contextlib.contextmanager
def locked(data: Path) -> Iterator[None]:
    """Hold the data folder. Raises RefusedError where another process does."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / "lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise RefusedError(_in_use(data, file)) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def _in_use(data: Path, file: IO[str]) -> str:
    file.seek(0)
    return (
        f"The data in {data} is in use by process {file.read()}. "
        "Stop that one first (Ctrl-C), or choose other data: make run DATA_DIR=... PORT=..."
    )


def refuse_taken_ports(options: Options) -> None:
    """Raises RefusedError where another program listens."""
    for port in (options.port, options.aws_port):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                text = f"Port {port} is taken by another program. Choose another: make run PORT=..."
                raise RefusedError(text) from None


def refuse_without_node() -> None:
    """Raises RefusedError where the CloudFront functions could not run."""
    if shutil.which("node") is None:
        text = "Node is not on PATH; the embedded CloudFront runs its functions with it."
        raise RefusedError(text)


class Local:
    """One local stack: its emulator, and what was deployed into it."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.emulator = Emulator(options.port, options.aws_port)
        self.world = World(
            site=f"http://localhost:{options.public_port}",
            aws=f"http://localhost:{options.aws_port}",
            pid=os.getpid(),
        )

    def bring_up_to_date(self) -> None:
        """Package, deploy and sync whatever changed. Runs in a thread."""
        with step("Built the site"):
            site.build_site()
        with step("Deployed"):
            outputs = self._deployed() or self._deploy(self._packaged())
            s3 = self.world.connect("s3")
            stack.sync_site(s3, outputs["SiteBucketName"], stack.DIST, now=datetime.now(UTC))  # noqa: TID251 - the deployment's own time
        self.emulator.show(outputs["DistributionDomain"])

    def _packaged(self) -> packaging.Package:
        with step("Packaged"):
            return packaging.package(
                STAGE, with_dependencies=False, build=self.options.data / "build"
            )

    def _deployed(self) -> dict[str, str] | None:
        """The outputs, where the saved state was deployed from these very sources."""
        mark = self.options.data / DEPLOYED
        if not mark.exists() or mark.read_text() != self._fingerprint():
            return None
        with contextlib.suppress(Exception):  # a kill may have lost the state: deploy again
            return self.world.outputs()
        return None

    async def load_demo(self) -> None:
        """Fill new data once, and open an activity at each start."""
        if self.options.demo == demo.EMPTY or not demo.exists():
            return
        if not demo.accounts(self.options.data):
            with step("Loaded the demo regency"), self.emulator.unsaved():
                accounts = await asyncio.to_thread(
                    demo.load, self.world, self.options.demo, say_inner
                )
            await self.emulator.saved()  # a kill before this starts the demo anew
            demo.remember(self.options.data, accounts)
        await asyncio.to_thread(demo.open_activity, self.world, ACTIVITY_MINUTES, say_inner)

    def _deploy(self, package: packaging.Package) -> dict[str, str]:
        """Deploy, and note from what."""
        parameters, wanted = self._parameters(), self._fingerprint()
        self.world.connect("ses").verify_email_identity(EmailAddress=parameters["MailFrom"])
        with self.emulator.unsaved():
            outputs = stack.deploy(
                self.world.connect, STAGE, REGION, package, parameters, poll_s=POLL_S
            )
            self._finish(outputs)
        (self.options.data / DEPLOYED).write_text(wanted)
        return outputs

    def _fingerprint(self) -> str:
        """Changes with the functions' sources and their parameters."""
        return f"{packaging.stamp(*packaging.sources())} {sorted(self._parameters().items())}"

    def _parameters(self) -> dict[str, str]:
        return {
            **stack.stage_parameters(STAGE),
            "Stage": STAGE,
            "AppVersion": site.version(),
            "SiteOrigin": self.world.site,
            "UploadEndpoint": f"http://localhost:{self.options.public_port + 1}",
            "ApiOriginHost": "localhost",
            "ApiOriginPort": str(self.options.aws_port),
        }

    def _finish(self, outputs: dict[str, str]) -> None:
        """Set what the emulator drops from the template."""
        self.world.connect("dynamodb").update_time_to_live(
            TableName=outputs["DataTableName"],
            TimeToLiveSpecification={"AttributeName": "ttl", "Enabled": True},
        )


def source_stamp() -> str:
    """Changes with any source that is deployed."""
    return packaging.stamp(*packaging.sources(), stack.STAGES, *site.sources())


async def follow_sources(local: Local) -> None:
    """Deploy again after each change; a broken source is reported and waited for."""
    seen = await asyncio.to_thread(source_stamp)
    while True:
        await asyncio.sleep(LOOK_S)
        now = await asyncio.to_thread(source_stamp)
        if now == seen:
            continue
        seen = now
        say("The sources changed:")
        try:
            await asyncio.to_thread(local.bring_up_to_date)
        except Exception:
            log.exception("Not deployed; mend the source and save it again.")
        else:
            say(f"Ready: {local.world.site}")


async def start(local: Local) -> None:
    """Everything from the first package to the line that says it is ready."""
    await local.emulator.is_serving.wait()
    await asyncio.to_thread(local.bring_up_to_date)
    await local.load_demo()
    local.world.write(local.options.data)
    accounts = demo.accounts(local.options.data)
    if accounts:
        say(f"Demo accounts (also: make demo-accounts):\n{table(accounts)}")
    say(f"Mails: {local.world.aws}{MAILS}")
    say(f"Ready: {local.world.site}")
    if local.options.follows_sources:
        await follow_sources(local)
    await asyncio.Event().wait()


async def serve(options: Options) -> int:
    """Run until a signal; the exit status."""
    local = Local(options)
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, local.emulator.stop)
    work = asyncio.create_task(start(local))
    work.add_done_callback(lambda _: local.emulator.stop())
    await local.emulator.serve()
    if work.done() and (error := work.exception()):
        log.error("It could not start.", exc_info=error)
        return 1
    say("Stopped; the data is kept.")
    return 0


def options_from(env: Callable[[str, str], str]) -> Options:
    """The options of this environment. Raises RefusedError."""
    size = env("DEMO", "kecil")
    if size not in demo.SIZES:
        text = f"DEMO={size} is not known: {', '.join(demo.SIZES)}"
        raise RefusedError(text)
    port = int(env("PORT", "4600"))
    return Options(
        port=port,
        public_port=int(env("PUBLIC_PORT", str(port))),
        data=Path(env("DATA_DIR", ".local")).resolve(),
        demo=size,
        follows_sources=env("WATCH", "ya") == "ya",
    )


def main() -> int:
    """Refuse clearly, or run."""
    try:
        options = options_from(lambda name, default: os.environ.get(name) or default)
        with foreground(), locked(options.data):
            refuse_taken_ports(options)
            refuse_without_node()
            configure(options.data, options.aws_port)
            loop = asyncio.new_event_loop()
            code = roomy(lambda: loop.run_until_complete(serve(options)))
            (options.data / RUNNING).unlink(missing_ok=True)
            return code
    except RefusedError as refused:
        say(str(refused))
        return 1


if __name__ == "__main__":
    status = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)  # threads of an unfinished deployment would hold the process
