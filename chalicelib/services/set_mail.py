"""Change the mail address that a person entered; optional for employees."""

from chalicelib.domain.audit import Event
from chalicelib.domain.sessions import Account
from chalicelib.services.ports.people import People
from chalicelib.services.ports.system import Clock, Ids


def set_mail(*, account: Account, mail: str | None, people: People, ids: Ids, clock: Clock) -> None:
    """Store or remove the address; the event does not hold it."""
    event = Event(
        event_id=ids.ulid(),
        at=clock.now(),
        actor=account.pegawai_id,
        action="mail:set" if mail else "mail:remove",
        subject=account.pegawai_id,
        opd_id=account.opd_id,
    )
    people.set_mail(account.pegawai_id, mail, event)
