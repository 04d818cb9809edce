"""Mail whoever had a recovery code issued: who did not ask for it has to know (security.md A9)."""

from collections.abc import Sequence

from chalicelib.domain.calendar import Job
from chalicelib.domain.notices import recovery_issued
from chalicelib.domain.people import PegawaiId
from chalicelib.services.ports.accounts import Accounts
from chalicelib.services.ports.notices import Post
from chalicelib.services.ports.system import Clock


def warn_of_code(
    *, people: Sequence[PegawaiId], accounts: Accounts, post: Post, clock: Clock
) -> None:
    """A mail for each issue, once; the notice in the app stands there already."""
    words = recovery_issued()
    for who in people:
        if secret := accounts.secret(who):
            post.send_once(
                [who],
                words.title,
                words.mail(post.site_origin),
                job=Job.WARN,
                subject=str(secret.issue),
                now=clock.now(),
            )
