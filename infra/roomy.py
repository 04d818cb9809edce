"""Deep calls without the price that CPython asks for them.

CPython 3.11 and later keep the frames of Python calls in chunks of 16 KiB. A call that needs a new
chunk maps one, and unmaps it on return; a loop at just that depth pays two system calls a turn. In
the tests and in the emulator, which are deep, this took a third of the time.
"""

from collections.abc import Callable
from typing import Final, TypeVar

T = TypeVar("T")

_SLOTS: Final = 100_000  # of 8 bytes: they need a chunk of 1 MiB and leave the fifth of it free


def roomy(call: Callable[[], T]) -> T:
    """Call it with a large chunk for the frames above; memory that is not touched costs nothing."""
    return call()


roomy.__code__ = roomy.__code__.replace(co_stacksize=_SLOTS)
