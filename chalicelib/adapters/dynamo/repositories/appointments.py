"""Appointments, listed under their OPD, and what is proposed for the regency."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from pynamodb.transactions import TransactWrite

from chalicelib.adapters.dynamo import items, keys
from chalicelib.adapters.dynamo.items import ByAccount, ProposalItem, RoleItem, SessionItem
from chalicelib.adapters.dynamo.repositories.accounts import (
    appointment_data,
    read_appointment,
    save_account,
)
from chalicelib.adapters.dynamo.repositories.audit import tell
from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import day_of
from chalicelib.domain.errors import AlreadyProposed, StateChanged, VersionConflict
from chalicelib.domain.people import OpdId, PegawaiId, Role
from chalicelib.domain.proposals import Decision, Officer, Proposal, ProposalId, ProposalState
from chalicelib.domain.sessions import Account
from chalicelib.services.ports.people import Held


class DynamoAppointments:
    """Implements ports.Appointments."""

    def of_opd(self, opd_id: OpdId | None) -> tuple[Held, ...]:
        """Past, present and future ones; one Query."""
        pk = keys.roles_pk(opd_id)
        return tuple(_held(item) for item in items.Item.rows(pk, consistent_read=True))

    def filled(self, on: date) -> Mapping[OpdId, frozenset[Role]]:
        """Thin: some hundreds of offices that are not over in one Query."""
        office = keys.office_key(on)
        found = RoleItem.by_account.query(office.pk, ByAccount.account_state >= office.sk)
        held: dict[OpdId, set[Role]] = {}
        for item in found:
            role, since, _ = item.sk.split("#")
            if since <= office.sk:
                held.setdefault(keys.opd_of(item.pk), set()).add(Role(role))
        return {opd_id: frozenset(roles) for opd_id, roles in held.items()}

    def add(
        self,
        account: Account,
        held: Held,
        event: Event,
        *,
        by: Proposal | None = None,
        beside: Account | None = None,
    ) -> None:
        """Under the OPD and in the account, in one transaction."""
        data = {"name": held.name, "decree": held.decree, **appointment_data(held.appointment)}

        def fill(batch: TransactWrite) -> None:
            save_account(batch, account)
            if by:
                _settle(batch, by)
            elif beside:
                _require(batch, beside)
            batch.save(role_item(held.pegawai_id, data))
            tell(batch, event)

        with items.named(op0=VersionConflict, op1=StateChanged if by else VersionConflict):
            items.transact(fill)

    def proposals(self) -> tuple[Proposal, ...]:
        """One Query: a handful of people were ever proposed."""
        pk = keys.proposal_key("", PegawaiId("")).pk
        return tuple(_proposal(item) for item in items.Item.rows(pk, consistent_read=True))

    def propose(self, proposal: Proposal, event: Event) -> None:
        """One item for each person and role: two can never wait side by side."""
        is_free = (
            ProposalItem.pk.does_not_exist()
            | (ProposalItem.st != ProposalState.WAITING)
            | (ProposalItem.last_day < day_of(proposal.at).isoformat())
        )

        def fill(batch: TransactWrite) -> None:
            batch.save(_proposal_item(proposal), condition=is_free)
            tell(batch, event)

        with items.named(op0=AlreadyProposed):
            items.transact(fill)

    def settle(self, proposal: Proposal, event: Event) -> None:
        """Over the waiting one."""

        def fill(batch: TransactWrite) -> None:
            _settle(batch, proposal)
            tell(batch, event)

        with items.named(op0=StateChanged):
            items.transact(fill)


def role_item(pegawai_id: PegawaiId, data: dict[str, Any]) -> RoleItem:
    """Under its OPD, whose offices are with those of all in by_account."""
    a = read_appointment(data)
    key = keys.role_key(a.opd_id, a.role, a.since, pegawai_id)
    office = keys.office_key(a.until) if a.opd_id else None
    return RoleItem(
        pk=key.pk, sk=key.sk, pegawai=pegawai_id, data=data,
        opd=office.pk if office else None, account_state=office.sk if office else None,
    )  # fmt: skip


def _settle(batch: TransactWrite, proposal: Proposal) -> None:
    is_waiting = (ProposalItem.id == proposal.proposal_id) & (
        ProposalItem.st == ProposalState.WAITING
    )
    batch.save(_proposal_item(proposal), condition=is_waiting)


def _require(batch: TransactWrite, account: Account) -> None:
    """The account as it was read: neither ended nor deactivated meanwhile."""
    key = keys.session_key(account.pegawai_id)
    batch.condition_check(SessionItem, key.pk, key.sk, condition=SessionItem.rev == account.rev)


def _held(item: Any) -> Held:
    return Held(
        pegawai_id=PegawaiId(item.pegawai),
        name=item.data["name"],
        appointment=read_appointment(item.data),
        decree=item.data.get("decree", ""),
    )


def _proposal_item(of: Proposal) -> ProposalItem:
    key = keys.proposal_key(of.role, of.pegawai_id)
    decision = of.decision
    return ProposalItem(
        pk=key.pk, sk=key.sk, st=of.state, id=of.proposal_id, last_day=of.last_day.isoformat(),
        data={
            "pegawai": of.pegawai_id, "name": of.name, "role": of.role,
            "since": of.since.isoformat(), "until": of.until.isoformat() if of.until else None,
            "reason": of.reason, "mail": of.mail, "by": [of.by.pegawai_id, of.by.name],
            "at": of.at.isoformat(),
            "decision": {
                "by": [decision.by.pegawai_id, decision.by.name], "at": decision.at.isoformat(),
                "reason": decision.reason,
            } if decision else None,
        },
    )  # fmt: skip


def _proposal(item: Any) -> Proposal:
    data, decision = item.data, item.data["decision"]
    return Proposal(
        proposal_id=ProposalId(item.id),
        pegawai_id=PegawaiId(data["pegawai"]),
        name=data["name"],
        role=Role(data["role"]),
        since=date.fromisoformat(data["since"]),
        until=date.fromisoformat(data["until"]) if data["until"] else None,
        reason=data["reason"],
        mail=data["mail"],
        by=_officer(data["by"]),
        at=datetime.fromisoformat(data["at"]),
        state=ProposalState(item.st),
        decision=Decision(
            by=_officer(decision["by"]),
            at=datetime.fromisoformat(decision["at"]),
            reason=decision["reason"],
        )
        if decision
        else None,
    )


def _officer(data: list[str]) -> Officer:
    pegawai_id, name = data
    return Officer(pegawai_id=PegawaiId(pegawai_id), name=name)
