"""Change the mail address that a person entered; optional for employees."""

from chalicelib.domain.sessions import Account
from chalicelib.services.ports.people import People
from chalicelib.services.ports.system import Clock, Ids


def set_mail(*, account: Account, mail: str | None, people: People, ids: Ids, clock: Clock) -> None:
    """Store or remove the address; the event does not hold it."""
    event = account.did("mail:set" if mail else "mail:remove", ids.ulid(), clock.now())
    people.set_mail(account.pegawai_id, mail, event)
