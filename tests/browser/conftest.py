import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.engines import open_browser
from tests.browser.network import Gate
from tests.browser.page import ENGINES, Device, Engine, Page
from tests.browser.people import SIZE, Cast
from tests.stack.harness import Stack

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """One whole stack with the demo regency for all journeys."""
    data = tmp_path_factory.mktemp("browser-stack")
    with Stack(data, demo=SIZE, is_relayed=True) as running:
        yield running


@pytest.fixture(scope="session")
def cast(stack: Stack) -> Cast:
    """Its people; whoever was given out in one file is not in another."""
    return Cast(stack)


@pytest.fixture(scope="session")
def wire(stack: Stack) -> Iterator[Gate]:
    """The relays that browsers reach the stack through."""
    port, public = stack.port, stack.public_port
    with contextlib.closing(Gate({public: port, public + 1: port + 1})) as gate:
        yield gate


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each journey runs in every engine."""
    found: Engine = request.param
    return found


@pytest.fixture
def gate(wire: Gate) -> Gate:
    """The wire, mended: a test before may have left it cut."""
    wire.cut_after = None
    wire.set("up")
    return wire


@pytest.fixture
def open_page(engine: Engine, gate: Gate, tmp_path: Path) -> Iterator[Open]:
    """Opens browsers that the test need not close: `open_page(camera="denied", phone=True)`."""
    with contextlib.ExitStack() as opened:

        def start(**wanted: Any) -> Page:  # noqa: ANN401 - Device's fields
            device = Device(**{"engine": engine, "gate": gate, "profile": tmp_path, **wanted})
            return opened.enter_context(open_browser(device))

        yield start
