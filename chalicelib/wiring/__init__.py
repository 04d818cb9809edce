"""The only place where verbs meet adapters; built once a container."""

import os
from functools import cache
from typing import TYPE_CHECKING

from chalicelib.settings import Settings
from chalicelib.wiring.accounts import AccountVerbs
from chalicelib.wiring.check_ins import CheckInVerbs

if TYPE_CHECKING:
    from chalicelib.wiring.whole import Wired


class Phone(AccountVerbs, CheckInVerbs):
    """What the morning asks for: signing in, today, check-ins. A cold start imports this alone."""


@cache
def phone() -> Phone:
    """The container's own, from its environment."""
    return Phone(Settings.from_env(os.environ))


@cache
def wired() -> "Wired":
    """Everything, over the same adapters: imported when somebody first asks for it."""
    from chalicelib.wiring.whole import Wired

    return Wired.beside(phone())
