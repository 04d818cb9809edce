"""Rules of the house that no tool knows: layers, routes, words, keys, queries, settings, ports."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

import app
from chalicelib.domain.access import Permission
from chalicelib.domain.errors import ApelError
from chalicelib.http.access import OPERATIONS, PUBLIC
from chalicelib.http.problems import STATUS, status_of
from tests import fakes

ROOT: Final = Path(__file__).parents[2]
CODE: Final = ROOT / "chalicelib"
DYNAMO: Final = CODE / "adapters" / "dynamo"
KEYS: Final = DYNAMO / "keys.py"
PORTS: Final = CODE / "services" / "ports"
PWA: Final = ROOT / "pwa" / "src"
TEXTS: Final = PWA / "core" / "i18n"
MARKUP: Final = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|dangerously|document\.write|DOMParser|srcdoc"
    r"|createContextualFragment|\beval\(|new Function\("
)
LONGEST_APP: Final = 120  # lines
# Ports whose adapter serves tests as it is, and why.
WITHOUT_FAKE: Final = {
    "OneTimeCodes": "reckons alone",
    "Opds": "FakeRegency is both",
    "Passwords": "reckons alone, with quick parameters",
    "PeopleSource": "a file is one: tests write theirs",
    "PublicHolidays": "reckons alone",
    "Registry": "an import is tested by what stands in the tables",
    "Seals": "reckons alone, on the keys that it is given",
    "Signatures": "reckons alone",
}

# Queries without a Limit, and what bounds them.
BOUNDED_OTHERWISE: Final = {
    "items.Item.rows": "passes on what the others below ask",
    "accounts.DynamoAccounts.standings": "one OPD's accounts, thin: 700 KB for 6,214 people",
    "accounts.DynamoAccounts.waiting_devices": "open cases of one OPD leave the index when decided",
    "accounts.DynamoAccounts.with_permits": "one person's permits",
    "activities.DynamoActivities.between": "one OPD's days between two dates",
    "appointments.DynamoAppointments.filled": "a handful of offices an OPD, thin",
    "appointments.DynamoAppointments.of_opd": "an OPD has a handful of offices",
    "appointments.DynamoAppointments.proposals": "one for each person ever proposed, and role",
    "check_ins.DynamoCheckIns.since": "one OPD at one activity, thin: 100 KB for 800 people",
    "duties.DynamoDuties.around": "one OPD's month",
    "imports.DynamoImports.parts_done": "the parts of one import, 200 people each",
    "people.DynamoPeople.history": "one person's places",
    "people.DynamoPeople.of_opd": "one OPD's names, a thousand an item",
    "people.DynamoRegency._refresh": "the regency's OPDs and settings",
    "permits.DynamoPermits.notes_ending": "sick notes that end on one day",
    "permits.DynamoPermits.of_person": "one person's permits",
    "permits.DynamoPermits.open_cases": "open cases of one OPD leave the index when decided",
    "permits.DynamoPermits.waiting": "what nobody decided yet, thin: it leaves the index then",
    "recaps.DynamoRecaps.of_weeks": "twelve of one OPD's weeks",
    "recaps.DynamoRecaps.summaries": "a year of figures, 150 bytes each",
    "recaps.DynamoRecaps.unexplained": "twelve weeks of those few who are TK",
    "recaps.DynamoRecaps.published": "the versions of one week",
    "registry.DynamoRegistry.save_names": "one OPD's names, a thousand an item",
    "rosters.DynamoRosters.chunks": "one OPD's rosters",
    "rosters.DynamoRosters.later": "those of one OPD since a day that is not locked",
    "schedule.DynamoSchedule._due": "one day",
}


def sources(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def leaves(cls: type[ApelError] = ApelError) -> Iterator[type[ApelError]]:
    below = cls.__subclasses__()
    if not below:
        yield cls
    for each in below:
        yield from leaves(each)


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", sources(CODE / "domain"), ids=named)
def test_the_domain_imports_the_standard_library_and_itself(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        for name in names:
            is_own = name.startswith("chalicelib.domain")
            assert is_own or name.partition(".")[0] in sys.stdlib_module_names, name


def test_every_route_says_who_may_call_it() -> None:
    routed = {(method, path) for path, views in app.app.routes.items() for method in views}

    assert routed == {(operation.method, operation.path) for operation in OPERATIONS}
    for operation in OPERATIONS:
        is_said = operation.allow is PUBLIC or isinstance(operation.allow, Permission)
        assert is_said, operation.path


@pytest.mark.parametrize("refusal", leaves(), ids=lambda refusal: refusal.__name__)
def test_every_refusal_has_a_code_a_status_and_a_sentence_in_both_languages(
    refusal: type[ApelError],
) -> None:
    key = f"'problem.{refusal.code}':"
    english = (TEXTS / "english.ts").read_text(encoding="utf-8")
    others = [path for path in TEXTS.glob("*.ts") if path.name != "english.ts"]

    assert refusal.code
    assert f"  '{refusal.code}',\n" in (PWA / "core" / "problems.ts").read_text(encoding="utf-8")
    assert status_of(refusal()) in STATUS.values()
    assert key in english
    assert any(key in path.read_text(encoding="utf-8") for path in others)


def test_no_two_refusals_share_a_code() -> None:
    codes = [refusal.code for refusal in leaves()]

    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("path", sources(CODE), ids=named)
def test_key_prefixes_are_written_in_one_module(path: Path) -> None:
    if path == KEYS:
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            assert not re.match(r"[A-Z]+#|[01]#", node.value), node.value


def test_the_web_app_makes_no_markup_of_text() -> None:
    """Names and reasons reach the page as text nodes alone (security.md J3); nor is text code."""
    pages = [*sorted(PWA.rglob("*.ts")), *sorted(PWA.rglob("*.tsx"))]
    found = {path.name for path in pages if MARKUP.search(path.read_text(encoding="utf-8"))}

    assert len(pages) > 100
    assert found == set()


def test_the_app_decides_nothing() -> None:
    assert len((ROOT / "app.py").read_text(encoding="utf-8").splitlines()) < LONGEST_APP


def test_every_setting_reaches_the_functions() -> None:
    settings = (CODE / "settings.py").read_text(encoding="utf-8")
    template = (ROOT / "infra" / "template.yaml").read_text(encoding="utf-8")
    names = re.findall(r'env\.get\("([A-Z_]+)"', settings)

    assert len(names) > 10
    for name in names:
        assert re.search(rf"^\s+{name}: ", template, re.MULTILINE), name


def test_every_query_has_an_end() -> None:
    """I12: a limit, or a range that something else bounds; the list says what."""
    found = {name for path in sources(DYNAMO) for name in unlimited_queries(path)}

    assert found == set(BOUNDED_OTHERWISE)


def unlimited_queries(path: Path) -> Iterator[str]:
    classes = ast.parse(path.read_text(encoding="utf-8")).body
    for cls in (each for each in classes if isinstance(each, ast.ClassDef)):
        for function in (each for each in cls.body if isinstance(each, ast.FunctionDef)):
            if any(map(is_unlimited, ast.walk(function))):
                yield f"{path.stem}.{cls.name}.{function.name}"


def is_unlimited(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("query", "rows", "scan")
        and "limit" not in {keyword.arg for keyword in node.keywords}
    )


def protocols() -> set[str]:
    """Every port, by name."""
    classes = (
        each
        for path in sources(PORTS)
        for each in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(each, ast.ClassDef)
    )
    return {each.name for each in classes if "Protocol" in map(ast.unparse, each.bases)}


def test_every_port_has_a_fake_or_a_reason() -> None:
    faked = {name.removeprefix("Fake") for name in vars(fakes) if name.startswith("Fake")}

    assert protocols() - faked == set(WITHOUT_FAKE)


def test_every_fake_is_held_to_the_contract_of_its_port() -> None:
    """One suite in tests/ports asks the fake and the adapter the same."""
    suites = [path.read_text(encoding="utf-8") for path in sources(ROOT / "tests" / "ports")]
    made = [name for name in vars(fakes) if name.startswith("Fake")]

    for name in made:
        assert name.removeprefix("Fake") in protocols(), f"{name} is the fake of no port"
        assert any(f"{name}(" in suite for suite in suites), f"{name} is held by no suite"
