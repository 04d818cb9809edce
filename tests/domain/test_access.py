from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.access import (
    TABLE,
    Actor,
    Allow,
    Deny,
    Permission,
    Resource,
    Scope,
    decide,
    ensure,
)
from chalicelib.domain.errors import NotAllowed, NotFound
from chalicelib.domain.people import (
    WHOLE_OPD,
    Appointment,
    Duty,
    Opd,
    OpdId,
    PegawaiId,
    Role,
    Unit,
    UnitNo,
)
from tests.rights import (
    CASES,
    REGENCY_ROLES,
    asks_of,
    expected,
    expected_without_device,
    expected_without_second_factor,
    scopes_of,
)

TODAY: Final = date(2026, 11, 23)
DAY: Final = timedelta(days=1)
ACTOR, OTHER = PegawaiId("ACTOR"), PegawaiId("OTHER")
UNITS: Final = (
    Unit(no=UnitNo(1), name="UPT"),
    Unit(no=UnitNo(2), name="Sekolah", parent=UnitNo(1)),
    Unit(no=UnitNo(3), name="Sekretariat"),
)
DINKES: Final = Opd(opd_id=OpdId("DINKES"), name="Dinas Kesehatan", units=UNITS)
DISDIK: Final = Opd(opd_id=OpdId("DISDIK"), name="Dinas Pendidikan", units=UNITS)

RESOURCES: Final = {
    "own": Resource(opd=DINKES, units=frozenset({UnitNo(2)}), people=frozenset({ACTOR})),
    "own OPD": Resource(opd=DINKES, units=frozenset({UnitNo(3)}), people=frozenset({OTHER})),
    "list of own OPD": Resource(opd=DINKES),
    "other OPD": Resource(opd=DISDIK, units=frozenset({UnitNo(2)}), people=frozenset({OTHER})),
    "list of other OPD": Resource(opd=DISDIK),
    "regency": Resource(),
}


@pytest.mark.parametrize("action", Permission)
def test_a_right_is_what_was_written_down_a_second_time(action: Permission) -> None:
    row = TABLE[action]
    asked = {
        "judging": row.is_judging, "recovery": row.is_recovery, "today": row.is_for_today,
        (row.duty or Duty.REVIEW).name.lower(): row.duty is not None,
    }  # fmt: skip

    assert dict(row.scopes) == scopes_of(action)
    assert {name for name, is_asked in asked.items() if is_asked} == asks_of(action)


def appointment(role: Role) -> Appointment:
    opd_id = None if role in REGENCY_ROLES else DINKES.opd_id
    return Appointment(role=role, since=TODAY - DAY, opd_id=opd_id)


def actor(*roles: Role) -> Actor:
    return Actor(
        pegawai_id=ACTOR,
        opd_id=DINKES.opd_id,
        appointments=tuple(appointment(role) for role in roles if role is not Role.EMPLOYEE),
        today=TODAY,
        has_device=True,
        is_elevated=True,
    )


def answer(given_actor: Actor, action: Permission, resource: Resource) -> str:
    match decide(given_actor, action, resource):
        case Deny() as denied:
            return denied.code
        case Allow():
            return "allow"


CELLS: Final = list(product(Role, RESOURCES))
UNIT_ACTIONS: Final = [
    action
    for action, row in TABLE.items()
    if row.scopes[Role.OPD_ADMIN] is Scope.UNIT and row.scopes[Role.EMPLOYEE] is not Scope.OWN_OPD
]


@pytest.mark.parametrize(("action", "role"), product(Permission, Role))
def test_each_cell_of_the_table(action: Permission, role: Role) -> None:
    found = {case: answer(actor(role), action, resource) for case, resource in RESOURCES.items()}

    assert found == {case: expected(role, action, case) for case in RESOURCES}


@pytest.mark.parametrize("action", Permission)
def test_an_appointment_counts_on_its_days_only(action: Permission) -> None:
    for role, case in CELLS:
        for since, until in ((TODAY - 9 * DAY, TODAY - DAY), (TODAY + DAY, None)):
            held = tuple(replace(a, since=since, until=until) for a in actor(role).appointments)

            found = answer(replace(actor(role), appointments=held), action, RESOURCES[case])

            assert found == answer(actor(), action, RESOURCES[case]), (role, case)


def test_the_last_day_of_an_appointment_still_counts() -> None:
    held = replace(appointment(Role.OPD_ADMIN), since=TODAY, until=TODAY)

    acting = replace(actor(), appointments=(held,))

    assert answer(acting, Permission.BOARD_READ, RESOURCES["list of own OPD"]) == "allow"


@pytest.mark.parametrize("action", Permission)
def test_the_deactivated_may_do_nothing(action: Permission) -> None:
    for role, case in CELLS:
        gone = replace(actor(role), is_active=False)

        assert answer(gone, action, RESOURCES[case]) == "sesi-berakhir"


@pytest.mark.parametrize("action", Permission)
def test_without_a_second_factor_a_role_is_an_employee(action: Permission) -> None:
    """Whoever would be allowed is told what is missing; nobody else learns anything (A8)."""
    for role, case in CELLS:
        found = answer(replace(actor(role), is_elevated=False), action, RESOURCES[case])

        assert found == expected_without_second_factor(role, action, case), (role, case)


@pytest.mark.parametrize("action", Permission)
def test_where_the_stage_asks_no_second_factor_a_role_acts_at_once(action: Permission) -> None:
    for role, case in CELLS:
        relaxed = replace(actor(role), is_elevated=False, roles_need_second_factor=False)

        found = answer(relaxed, action, RESOURCES[case])

        assert found == expected(role, action, case), (role, case)


@pytest.mark.parametrize("action", Permission)
def test_a_session_without_device_key_or_second_factor_sees_only_today(
    action: Permission,
) -> None:
    """This is what makes password + device two factors (D1)."""
    for role, case in CELLS:
        unbound = replace(actor(role), has_device=False, is_elevated=False)

        found = answer(unbound, action, RESOURCES[case])

        assert found == expected_without_device(role, action, case), (role, case)


def test_what_an_unbound_session_may_do() -> None:
    """Nothing here shows another day, and the way to a bound session stays open."""
    assert {action for action, row in TABLE.items() if row.is_for_today} == {
        Permission.SELF_READ,
        Permission.SESSION_END,
        Permission.SESSION_ELEVATE,
        Permission.DEVICE_READ,
        Permission.DEVICE_CREATE,
        Permission.CHECK_IN_CREATE,
        Permission.CHECK_IN_READ,
        Permission.PERMIT_CREATE,
        Permission.REPORT_CREATE,
    }


@pytest.mark.parametrize("action", UNIT_ACTIONS)
def test_a_right_for_a_unit_covers_its_subtree_and_no_more(action: Permission) -> None:
    """Dinas Pendidikan has hundreds of schools: an admin of one must not act in the next."""
    held = replace(appointment(Role.OPD_ADMIN), unit_no=UnitNo(1))

    school_admin = replace(actor(), appointments=(held,))

    below = Resource(opd=DINKES, units=frozenset({UnitNo(2)}), people=frozenset({OTHER}))
    both = replace(below, units=frozenset({UnitNo(2), UnitNo(3)}))
    assert answer(school_admin, action, below) == "allow"
    assert answer(school_admin, action, RESOURCES["own OPD"]) == "tidak-berwenang"
    assert answer(school_admin, action, both) == "tidak-berwenang"
    assert ensure(school_admin, action, Resource(opd=DINKES)).units == frozenset(
        {UnitNo(1), UnitNo(2)}
    )


def test_who_leads_a_unit_signs_nothing_of_the_whole_opd() -> None:
    held = replace(appointment(Role.OPD_HEAD), unit_no=UnitNo(1))
    whole = Resource(opd=DINKES, units=DINKES.subtree(WHOLE_OPD))

    of_unit = replace(actor(), appointments=(held,))

    assert answer(of_unit, Permission.SIGNATURE_IMAGE_SET, whole) == "tidak-berwenang"
    assert answer(actor(Role.OPD_HEAD), Permission.SIGNATURE_IMAGE_SET, whole) == "allow"


def test_rights_for_several_units_add_up() -> None:
    held = tuple(replace(appointment(Role.OPD_ADMIN), unit_no=UnitNo(no)) for no in (2, 3))

    two_schools = replace(actor(), appointments=held)

    both = Resource(opd=DINKES, units=frozenset({UnitNo(2), UnitNo(3)}))
    assert ensure(two_schools, Permission.BOARD_READ, both).units == frozenset(
        {UnitNo(2), UnitNo(3)}
    )


@pytest.mark.parametrize("action", UNIT_ACTIONS)
def test_an_admin_acts_within_the_duties_of_the_appointment(action: Permission) -> None:
    needed = TABLE[action].duty
    for duty in Duty:
        held = replace(appointment(Role.OPD_ADMIN), duties=frozenset({duty}))

        found = answer(replace(actor(), appointments=(held,)), action, RESOURCES["own OPD"])

        assert found == ("allow" if needed in (None, duty) else "tidak-berwenang")


def test_a_head_has_no_duties_to_lack() -> None:
    held = replace(appointment(Role.OPD_HEAD), duties=frozenset())

    head = replace(actor(), appointments=(held,))

    assert answer(head, Permission.PERMIT_DECIDE, RESOURCES["own OPD"]) == "allow"


def test_bkpsda_decides_what_was_escalated_and_nothing_else() -> None:
    case = RESOURCES["other OPD"]
    bkpsda = actor(Role.BKPSDA)

    assert answer(bkpsda, Permission.PERMIT_DECIDE, case) == "tidak-berwenang"
    assert ensure(bkpsda, Permission.PERMIT_DECIDE, replace(case, is_escalated=True)).is_across
    assert (
        answer(actor(Role.AUDITOR), Permission.PERMIT_DECIDE, replace(case, is_escalated=True))
        == "tidak-berwenang"
    )


@pytest.mark.parametrize(
    ("role", "target", "found"),
    [
        (Role.OPD_ADMIN, Role.EMPLOYEE, "allow"),
        (Role.OPD_ADMIN, Role.OPD_ADMIN, "tidak-berwenang"),
        (Role.OPD_ADMIN, Role.OPD_HEAD, "tidak-berwenang"),
        (Role.OPD_ADMIN, Role.BKPSDA, "tidak-berwenang"),
        (Role.OPD_HEAD, Role.EMPLOYEE, "tidak-berwenang"),
        (Role.BKPSDA, Role.EMPLOYEE, "allow"),
        (Role.BKPSDA, Role.OPD_ADMIN, "allow"),
        (Role.BKPSDA, Role.BKPSDA, "allow"),
        (Role.AUDITOR, Role.EMPLOYEE, "tidak-berwenang"),
    ],
)
def test_nobody_gives_a_sign_in_back_to_a_role_above_theirs(
    role: Role, target: Role, found: str
) -> None:
    """Else an admin could take over the head's account with a new code (A9)."""
    case = replace(RESOURCES["own OPD"], roles=frozenset({Role.EMPLOYEE, target}))

    assert answer(actor(role), Permission.CODE_ISSUE, case) == found


@pytest.mark.parametrize("role", [Role.OPD_ADMIN, Role.BKPSDA])
def test_nobody_issues_a_code_to_themselves(role: Role) -> None:
    case = replace(RESOURCES["own"], roles=frozenset({Role.EMPLOYEE}))

    assert answer(actor(role), Permission.CODE_ISSUE, case) == "perkara-sendiri"


def test_a_case_of_several_people_is_nobodys_own_to_decide() -> None:
    case = replace(RESOURCES["own OPD"], people=frozenset({OTHER, ACTOR}))

    assert answer(actor(Role.OPD_HEAD), Permission.PERMIT_DECIDE, case) == "perkara-sendiri"


def test_the_narrowest_right_is_used() -> None:
    """Only what needs the regency-wide right is marked as across OPD in the audit (Z4)."""
    both = actor(Role.OPD_HEAD, Role.BKPSDA)

    assert not ensure(both, Permission.PHOTO_VIEW, RESOURCES["own"]).is_across
    assert not ensure(both, Permission.PHOTO_VIEW, RESOURCES["own OPD"]).is_across
    assert ensure(both, Permission.PHOTO_VIEW, RESOURCES["other OPD"]).is_across


def test_an_appointment_in_another_opd_opens_that_one_alone() -> None:
    """An acting head (Plt.) may belong to another department."""
    held = replace(appointment(Role.OPD_HEAD), opd_id=DISDIK.opd_id)

    acting = replace(actor(), appointments=(held,))

    assert answer(acting, Permission.BOARD_READ, RESOURCES["other OPD"]) == "allow"
    assert answer(acting, Permission.BOARD_READ, RESOURCES["own OPD"]) == "tidak-berwenang"


def test_what_belongs_to_another_person_alone_is_not_there() -> None:
    another = Resource(people=frozenset({OTHER}))

    for action in (Permission.CHECK_IN_READ, Permission.DEVICE_REVOKE, Permission.PERMIT_READ):
        with pytest.raises(NotFound):
            ensure(actor(), action, another)


def test_ensure_raises_the_refusal() -> None:
    with pytest.raises(NotAllowed):
        ensure(actor(), Permission.RECAP_REOPEN, RESOURCES["own OPD"])


def test_an_auditor_changes_nothing() -> None:
    looking = ("read", "view", "list", "find", "export")

    for action, row in TABLE.items():
        if row.scopes[Role.AUDITOR] is not Scope.NONE:
            assert action.partition(":")[2] in looking


def test_every_permission_has_its_row_and_every_case_its_resource() -> None:
    assert set(RESOURCES) == set(CASES)
    assert set(TABLE) == set(Permission)
    assert all(action.count(":") == 1 for action in Permission)


APPOINTMENTS = st.builds(
    Appointment,
    role=st.sampled_from([r for r in Role if r is not Role.EMPLOYEE]),
    since=st.sampled_from([TODAY - DAY, TODAY + DAY]),
    until=st.sampled_from([None, TODAY - DAY, TODAY]),
    opd_id=st.sampled_from([None, DINKES.opd_id, DISDIK.opd_id]),
    unit_no=st.sampled_from([UnitNo(no) for no in range(4)]),
    duties=st.frozensets(st.sampled_from(Duty)),
)
ACTORS = st.builds(
    Actor,
    pegawai_id=st.just(ACTOR),
    opd_id=st.sampled_from([DINKES.opd_id, DISDIK.opd_id]),
    appointments=st.lists(APPOINTMENTS, min_size=1, max_size=4).map(tuple),
    today=st.just(TODAY),
    is_active=st.booleans(),
    has_device=st.booleans(),
    is_elevated=st.booleans(),
    roles_need_second_factor=st.booleans(),
)
SOME_UNITS = st.frozensets(st.sampled_from([UnitNo(no) for no in range(4)]), min_size=1)
SOME_RESOURCES = st.builds(
    Resource,
    opd=st.sampled_from([None, DINKES, DISDIK]),
    units=st.none() | SOME_UNITS,
    people=st.frozensets(st.sampled_from([ACTOR, OTHER])),
    roles=st.frozensets(st.sampled_from(Role), min_size=1),
    is_escalated=st.booleans(),
)


@given(ACTORS, st.sampled_from(Permission), SOME_RESOURCES, st.data())
def test_removing_a_role_never_allows_more(
    whole: Actor, action: Permission, resource: Resource, data: st.DataObject
) -> None:
    """Z2; nor does losing the device key, the second factor or the account."""
    index = data.draw(st.integers(0, len(whole.appointments) - 1))
    fewer = whole.appointments[:index] + whole.appointments[index + 1 :]
    weaker = (
        replace(whole, appointments=fewer),
        replace(whole, has_device=False),
        replace(whole, is_elevated=False),
        replace(whole, roles_need_second_factor=True),
        replace(whole, is_active=False),
    )

    before = decide(whole, action, resource)

    for less in weaker:
        after = decide(less, action, resource)
        assert isinstance(before, Allow) or isinstance(after, Deny)


@given(ACTORS, st.sampled_from(Permission), SOME_RESOURCES)
def test_what_is_allowed_lies_within_the_units_named(
    someone: Actor, action: Permission, resource: Resource
) -> None:
    found = decide(someone, action, resource)

    if isinstance(found, Allow) and found.units is not None:
        assert resource.opd is not None
        assert found.units
        assert resource.units is None or resource.units <= found.units
