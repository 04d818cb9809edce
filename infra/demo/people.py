"""Everybody of the demo regency in bulk, and passwords for the demo accounts."""

from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Final

from chalicelib.adapters.dynamo import keys
from chalicelib.adapters.dynamo.items import PointerItem
from chalicelib.adapters.dynamo.repositories.accounts import account_item
from chalicelib.adapters.dynamo.repositories.people import names_items, opd_item, profile_item
from chalicelib.domain.people import Appointment, Person
from chalicelib.domain.sessions import Account, AccountState, Device, DeviceState
from chalicelib.services.ports.accounts import Secret
from infra.demo.regency import PASSWORD, SINCE, a_ulid, demo_people
from infra.demo.world import Demo, hash_of, never_comes

NO_PHONE_ONE_OF: Final = 12  # people has bound none
PHONES: Final = ("Chrome, Android", "Chrome, Android", "Chrome, Android", "Safari, iPhone")


def load_people(demo: Demo) -> list[dict[str, str]]:
    """Everybody in bulk, and passwords for the demo accounts."""
    regency = demo.regency
    demo.say(f"{len(regency.people)} people in {len(regency.opds)} OPD ...")
    for opd in regency.opds:
        members = regency.of(opd)
        demo.wired.rosters.write(opd.opd_id, SINCE, {p.pegawai_id: p.unit_no for p in members})
        demo.save([opd_item(opd), *names_items(opd.opd_id, members)])
    accounts = demo_people(regency)
    appointed: list[tuple[Person, Appointment]] = []
    named = {person.pegawai_id for person, _ in accounts}
    for person in regency.people:
        role = regency.roles.get(person.pegawai_id)
        account = _stands(demo, person, can_sign_in=person.pegawai_id in named)
        pointer = keys.nip_key(person.nip)
        demo.save([
            account_item(account), profile_item(person, _mail(person, role)),
            PointerItem(pk=pointer.pk, sk=pointer.sk, owner=person.pegawai_id),
        ])  # fmt: skip
        if role:
            appointed.append((person, role))
    demo.flush()
    for person, role in appointed:
        demo.wired.appoint({
            "nip": person.nip, "role": role.role, "opd": role.opd_id or "",
            "from": role.since.isoformat(),
        })  # fmt: skip
    return [_account(demo, person, role) for person, role in accounts]


def _stands(demo: Demo, person: Person, *, can_sign_in: bool) -> Account:
    """The account as the weeks before today left it; whoever can sign in binds a phone anew."""
    none = Account.of(person)
    if not can_sign_in and (never_comes(person) or not demo.size.has_accounts):
        return none
    active = replace(none, state=AccountState.ACTIVE)
    lot = hash_of(f"hp {person.pegawai_id}")
    if can_sign_in or lot % NO_PHONE_ONE_OF == 0:
        return active
    phone = Device(
        device_id=a_ulid(9, lot % (1 << 60)),
        public_key="",  # nobody signs with it
        label=PHONES[lot % len(PHONES)],
        state=DeviceState.BOUND,
        since=datetime.combine(SINCE, time.min, UTC),
        used=True,
    )
    return active.with_device(phone)


def _account(demo: Demo, person: Person, role: str) -> dict[str, str]:
    """Give a password; all have the same, which is printed."""
    account = demo.wired.accounts.get(person.pegawai_id)
    if account is None:
        raise LookupError(person.pegawai_id)
    secret = Secret(
        pegawai_id=person.pegawai_id,
        rev=1,
        password=demo.wired.passwords.hash(PASSWORD),
        notice_version=1,
    )
    demo.wired.accounts.save_both(account.next_rev(), secret, demo.event("demo:password"))
    return {
        "name": person.full_name,
        "username": person.nip,
        "password": PASSWORD,
        "role": str(role),
        "opd": demo.wired.opds.get(person.opd_id).name,
    }


def _mail(person: Person, role: Appointment | None) -> str | None:
    """Whoever is appointed has entered an address (domain.md §7); of a domain that is nobody's."""
    return f"{role.role}.{person.pegawai_id[-4:].lower()}@bangkalankab.example" if role else None
