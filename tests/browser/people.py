"""People of the demo regency for journeys: each test gets somebody who has done nothing yet."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

import urllib3

from chalicelib.adapters.clock import SystemClock
from chalicelib.adapters.ids import SystemIds
from chalicelib.domain.calendar import WIB
from infra.demo.regency import SIZES, make
from infra.local import demo
from infra.packaging import ROOT
from tests.browser.page import until
from tests.simpeg_file import HEADER, csv_of, rows_of
from tests.stack.harness import Stack

SIZE: Final = "mini"  # of the regency that these tests load
TRIAL: Final = "Apel percobaan"  # the demo makes one at each start, for everybody
LISTED_S: Final = 90  # a function keeps an office's names for a minute
PASSWORD: Final = "perahu biru sampai pelabuhan"
HTTP: Final = urllib3.PoolManager(retries=False)


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who signs in on a page."""

    name: str
    login: str
    password: str


def today() -> date:
    """The stack lives in real time."""
    return datetime.now(WIB).date()  # noqa: TID251 - as above


class Api:
    """The API as one signed-in browser uses it."""

    def __init__(self, stack: Stack) -> None:
        self.stack, self.cookies = stack, dict[str, str]()
        self.who: Somebody | None = None

    @property
    def headers(self) -> dict[str, str]:
        """What the app sends with each request."""
        return {
            "X-Apel": "1",
            "Origin": f"http://localhost:{self.stack.public_port}",
            "Sec-Fetch-Site": "same-origin",
            "Content-Type": "application/json",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }

    def call(self, method: str, path: str, body: object = None) -> Any:  # noqa: ANN401 - JSON
        """The answer's JSON; anything but success is an error of the test."""
        answer = self._send(method, path, body)
        if answer.status == HTTPStatus.UNAUTHORIZED and self.who and path != "/session":
            self.sign_in(self.who)  # a role's eleventh browser ended this session
            answer = self._send(method, path, body)
        assert answer.status < 300, (path, answer.status, answer.data)
        for cookie in answer.headers.getlist("set-cookie"):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return json.loads(answer.data or b"null")

    def _send(self, method: str, path: str, body: object) -> urllib3.BaseHTTPResponse:
        sent = None if body is None else json.dumps(body).encode()
        url = f"{self.stack.url}/api{path}"
        return HTTP.request(method, url, headers=self.headers, body=sent)

    def sign_in(self, who: Somebody) -> Any:  # noqa: ANN401 - JSON
        """The caller as the API knows them now."""
        self.who = who
        return self.call("POST", "/session", {"login": who.login, "password": who.password})


class Cast:
    """The demo's accounts by role, and fresh people of the first office."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.accounts = {a["role"]: a for a in demo.accounts(stack.data)}
        self.coded: set[str] = set()  # whom a slip was made for here
        self.admin = Api(stack)
        self.opd = self.admin.sign_in(self.role("admin_opd"))["opd"]["id"]

    def role(self, name: str) -> Somebody:
        """Who holds a role."""
        account = self.accounts[name]
        return Somebody(account["name"], account["username"], account["password"])

    def code(self) -> dict[str, str]:
        """A slip for somebody without an account; where all have one, for their recovery."""
        free = self.unseen() - self.coded - self.asking()
        named = {account["username"] for account in self.accounts.values()}
        people = [
            p
            for p in self.people()
            if p["pegawai_id"] in free and not p["roles"] and p["nip"] not in named
        ]
        person = min(people, key=lambda p: p["account"] == "ACTIVE")
        self.coded.add(person["pegawai_id"])
        body = {"people": [person["pegawai_id"]]}
        slip: dict[str, str] = self.admin.call("POST", f"/opds/{self.opd}/codes", body)["codes"][0]
        return slip

    def people(self) -> Iterator[dict[str, Any]]:
        """Everybody of the office."""
        return _people(self.admin, self.opd)

    def simpeg_file(self, folder: Path, new: str, *, unit_column: str = "UNOR NAMA") -> Path:
        """Everybody of the demo, and one who is new; each call's person has a NIP of their own."""
        rows = self._rows()
        number = int.from_bytes(sha256(new.encode()).digest()[:4])
        nip = f"{1960 + number % 40}0101202401{1 + number % 2}{number // 80 % 1000:03}"
        rows.append([nip, new, "", "", "PNS", "III/a", "", "", "", *rows[0][-2:]])
        header = [unit_column if name == "UNOR NAMA" else name for name in HEADER]
        path = folder / f"{nip}.csv"
        path.write_bytes(csv_of(rows, header))
        return path

    def moving_file(self, folder: Path, who: Somebody, opd: str) -> Path:
        """Everybody of the demo, but that this person is of another office."""
        rows, path = self._rows(), folder / f"{who.login}.csv"
        office = next(o["name"] for o in self.bkpsda.call("GET", "/opds")["opds"] if o["id"] == opd)
        place = next(row[-2:] for row in rows if row[-1] == office)
        path.write_bytes(csv_of([*r[:-2], *place] if r[0] == who.login else r for r in rows))
        return path

    def _rows(self) -> list[list[str]]:
        regency = make(SIZES[self.stack.demo])
        return rows_of(regency.people, regency.opds)

    def change_a_setting(self) -> None:
        """Somebody else of BKPSDA is faster."""
        name = "attention_below_percent"
        found = self.bkpsda.call("GET", "/settings")
        before = next(one["value"] for one in found["settings"] if one["name"] == name)
        body = {"version": found["version"], "since": f"{today()}", name: before % 20 + 71}
        self.bkpsda.call("PUT", "/settings", body)

    def change_the_calendar(self, day: str) -> None:
        """Somebody else of BKPSDA is faster: that day becomes one of cuti bersama."""
        version = self.bkpsda.call("GET", f"/opds/{self.opd}/calendar?year={day[:4]}")["version"]
        body = {"date": day, "kind": "CUTI_BERSAMA", "name": "Cuti bersama daerah"}
        decree = {"decree": "SE Bupati 800/0801/2026", "version": version}
        self.bkpsda.call("PUT", "/calendar/days", body | decree)

    def open_activity(self) -> str:
        """The activity that is open now, for everybody."""
        span = f"from={today()}&to={today()}"
        activities = self.admin.call("GET", f"/opds/{self.opd}/activities?{span}")["activities"]
        return str([one["id"] for one in activities if one["title"] == TRIAL][-1])

    @cached_property
    def coming(self) -> str:
        """Date and id of what is held next, as they stand in an address."""
        span = f"from={today() + timedelta(days=1)}&to={today() + timedelta(days=7)}"
        activities = self.admin.call("GET", f"/opds/{self.opd}/activities?{span}")["activities"]
        found = next(one for one in activities if not one["cancelled"])
        return f"{found['date']}/{found['id']}"

    def shifts(self) -> str:
        """Eight people are on shift next month, for nothing of today is to change; its address."""
        first = (today().replace(day=1) + timedelta(days=32)).replace(day=1)
        length = ((first + timedelta(days=32)).replace(day=1) - first).days
        path = f"/opds/{self.opd}/duty"
        roster = self.admin.call("GET", f"{path}?month={first:%Y%m}")
        people = [person["pegawai_id"] for person in self.people()][:8]
        rows = [
            {"pegawai_id": who, "row": ("112233LL" * 6)[2 * (n // 3) :][:length]}
            for n, who in enumerate(people)
        ]
        body = {"month": f"{first:%Y%m}", "version": roster["version"], "rows": rows}
        self.admin.call("PUT", path, body)
        return f"{first:/piket/%Y-%m}"

    @cached_property
    def neighbour(self) -> tuple[Api, str, Somebody]:
        """The head of another office as the API knows them, that office, and how they sign in."""
        bkpsda, head = self.bkpsda, Api(self.stack)
        opds = (one["id"] for one in bkpsda.call("GET", "/opds")["opds"])
        opd, who = next(
            (opd, person)
            for opd in opds
            if opd != self.opd
            for person in _people(bkpsda, opd)
            if person["roles"] == ["kepala_opd"]
        )
        body = {"people": [who["pegawai_id"]]}
        slip = bkpsda.call("POST", f"/opds/{opd}/codes", body)["codes"][0]
        self.activate(slip)
        found = Somebody(slip["name"], slip["login"], PASSWORD)
        head.sign_in(found)
        return head, opd, found

    def meeting(self, title: str) -> str:
        """The office meets tomorrow; the id of that activity."""
        return self._meet(self.admin, self.opd, title)

    def invitation(self, title: str) -> None:
        """Another office meets tomorrow and invites this one."""
        head, opd, _ = self.neighbour
        made = self._meet(head, opd, title)
        path = f"/opds/{opd}/activities/{made}/invitations"
        head.call("POST", path, {"opds": [self.opd]})

    def _meet(self, host: Api, opd: str, title: str) -> str:
        day, id_ = today() + timedelta(days=1), SystemIds(SystemClock()).ulid()
        clocks = {"opens": "01:45", "starts": "02:00", "late_after": "02:15", "closes": "03:00"}
        body = {
            "id": id_,
            "kind": "RAPAT",
            "title": title,
            "date": f"{day}",
            "window": {edge: f"{day}T{clock}:00Z" for edge, clock in clocks.items()},
            "venue": {"name": "Pendopo Agung"},
        }
        host.call("POST", f"/opds/{opd}/activities", body)
        return id_

    def unseen(self) -> set[str]:
        """Who has neither record nor permit at the activity that is open now."""
        path = f"/opds/{self.opd}/boards/{today()}/{self.open_activity()}"
        board = self.admin.call("GET", path)
        people = board["people"]
        return {p["pegawai_id"] for p in people if p["state"] == "BELUM" and p["permit"] is None}

    def asking(self) -> set[str]:
        """Whom a request that waits is for: on a list they would stand twice."""
        permits = self.admin.call("GET", f"/opds/{self.opd}/permits")["permits"]
        return {one["pegawai_id"] for permit in permits for one in permit["people"]}

    def comes_to_the_board(self, who: Somebody) -> None:
        """Until the other office's head sees when this person was there; lists lag by a minute."""
        head, opd, _ = self.neighbour
        path = f"/opds/{opd}/boards/{today()}/{self.open_activity()}"

        def look() -> bool | None:
            people = head.call("GET", path)["people"]
            return any(p["at"] for p in people if p["name"] == who.name) or None

        until(look, lambda: f"{who.name} is not on the board of the other office", LISTED_S)

    def codes_on_the_board(self, names: set[str]) -> set[str | None]:
        """Which codes these people have, once the board says the same of all of them."""
        path = f"/opds/{self.opd}/boards/{today()}/{self.open_activity()}"

        def look() -> set[str | None] | None:
            people = self.admin.call("GET", path)["people"]
            codes = {p["code"] for p in people if p["name"] in names}
            return codes if len(codes) == 1 and None not in codes else None

        return until(look, lambda: "the board does not say the same of all")

    def recover(self, who: Somebody) -> None:
        """The admin gives a new code, and the person uses it elsewhere: old sessions end."""
        self.activate(self.recovery_code(who))

    def recovery_code(self, who: Somebody) -> dict[str, str]:
        """A slip for somebody who has an account."""
        body = {"people": [self._id(who)]}
        slip: dict[str, str] = self.admin.call("POST", f"/opds/{self.opd}/codes", body)["codes"][0]
        return slip

    def _id(self, who: Somebody) -> str:
        people = self.admin.call("GET", f"/opds/{self.opd}/people?q={who.login}")["people"]
        return str(people[0]["pegawai_id"])

    def activate(self, slip: dict[str, str]) -> None:
        """Use a code on another device."""
        wanted = {"login": slip["login"], "code": slip["code"]}
        answer = wanted | {"password": PASSWORD, "notice_version": 1}
        Api(self.stack).call("POST", "/activation", answer)

    @cached_property
    def published_week(self) -> str:
        """The newest week of this office that is published."""
        day = today()
        for back in range(4):
            year, week, _ = (day - timedelta(weeks=back)).isocalendar()
            name = f"{year}-W{week:02d}"
            if self.admin.call("GET", f"/recaps/{name}?opd={self.opd}")["published"]:
                return name
        raise LookupError(day)

    def week_file(self, kind: str) -> str:
        """A link to the newest week of this office that is published."""
        path = f"/recaps/{self.published_week}/files/{kind}?opd={self.opd}"
        return str(self.admin.call("GET", path)["url"])

    def proposal(self) -> None:
        """The second officer proposes an auditor, unless one waits already."""
        found = self.bkpsda.call("GET", "/appointments/regency")["proposals"]
        if any(one["waiting"] for one in found):
            return
        second = Api(self.stack)
        second.sign_in(self.role("bkpsda_kedua"))
        body = {
            "pegawai_id": self._id(self.somebody()), "role": "auditor", "since": f"{today()}",
            "reason": "Menggantikan auditor yang pensiun", "mail": "auditor@contoh.go.id",
        }  # fmt: skip
        second.call("POST", "/appointments/proposals", body)

    @cached_property
    def bkpsda(self) -> Api:
        """The demo's own officer."""
        api = Api(self.stack)
        api.sign_in(self.role("bkpsda"))
        return api

    def decided(self, who: Somebody, kind: str = "I", *, approved: bool = True) -> str:
        """Somebody asked not to come, and the admin says yes or no; the request's id.

        What they asked for is what is open now: of "S" it is the whole day.
        """
        id_, sent = SystemIds(SystemClock()).ulid(), Api(self.stack)
        sent.sign_in(who)
        body = {"id": id_, "kind": kind, "from": f"{today()}", "to": f"{today()}"}
        one = {} if kind == "S" else {"activity_id": self.open_activity()}
        sent.call("POST", "/permits", body | one | {"reason": "Demam"})
        mine = [self._id(who)]
        yes, no = (mine, []) if approved else ([], mine)
        said = {"approve": yes, "reject": no, "reason": "Apel wajib"}
        self.admin.call("POST", f"/opds/{self.opd}/permits/{id_}/decision", said)
        return id_

    def meets_alone(self, who: Somebody, minutes: int) -> None:
        """Something that only this person has to come to closes in so many minutes, or closed."""
        self._demo("tests.browser.called", self.opd, self._id(who), f"{minutes}")

    def remind(self, who: Somebody) -> None:
        """The admin asks somebody where they are."""
        body = {"date": str(today()), "activity": self.open_activity(), "people": [self._id(who)]}
        self.admin.call("POST", f"/opds/{self.opd}/reminders", body)

    def wait_notice(self, who: Somebody, title: str) -> None:
        """Until the queue of notices has brought this one to somebody."""
        api = Api(self.stack)
        api.sign_in(who)

        def look() -> bool | None:
            return title in str(api.call("GET", "/me/notices")["notices"]) or None

        until(look, lambda: f"no notice {title}")

    def wait_report(self, text: str) -> None:
        """Until a report of the app has come to BKPSDA."""
        path = f"/reports?month={today():%Y-%m}"

        def look() -> bool | None:
            reports = self.bkpsda.call("GET", path)["reports"]
            return any(one["text"] == text for one in reports) or None

        until(look, lambda: "the report did not come")

    def letter(self) -> tuple[Somebody, str]:
        """Somebody sent a letter of duty for today that names two who are here; its number."""
        path = f"/opds/{self.opd}/boards/{today()}/{self.open_activity()}"
        who, id_ = self.somebody(), SystemIds(SystemClock()).ulid()
        sent = Api(self.stack)
        sent.sign_in(who)
        body = {
            "id": id_,
            "kind": "DL",
            "from": str(today()),
            "to": str(today()),
            "letter": {"number": f"800/{id_}", "purpose": "Rapat koordinasi"},
            "people": [self._id(who), *self._seen(path)],
        }
        sent.call("POST", "/permits", body)
        return who, f"800/{id_}"

    @cached_property
    def locked_request(self) -> str:
        """Nobody decided on two who were there, and the recap is FINAL: the name of who asked."""
        year, _, week = self.published_week.partition("-W")
        monday = date.fromisocalendar(int(year), int(week), 1)
        span = f"from={monday}&to={monday + timedelta(days=6)}"
        activities = self.admin.call("GET", f"/opds/{self.opd}/activities?{span}")["activities"]
        day, id_ = next((found["date"], found["id"]) for found in activities if found["final"])
        seen = self._seen(f"/opds/{self.opd}/boards/{day}/{id_}")
        self._demo("tests.browser.asked", day, self.opd, *seen)
        return next(iter(seen.values()))

    def _demo(self, module: str, *arguments: str) -> None:
        """Run what no page can do, with the rights of the functions."""
        subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            env={**os.environ, **self.stack.world.environment()},
            check=True,
        )

    def _seen(self, board: str) -> dict[str, str]:
        """Two who are on a board without a role: their ids and names."""
        people = self.admin.call("GET", board)["people"]
        plain = {p["pegawai_id"] for p in self.people() if not p["roles"]}
        seen = {p["pegawai_id"]: p["name"] for p in people if p["at"] and p["pegawai_id"] in plain}
        return dict(list(seen.items())[:2])

    def somebody(self) -> Somebody:
        """A person with an account who has recorded nothing."""
        slip = self.code()
        self.activate(slip)
        return Somebody(slip["name"], slip["login"], PASSWORD)


def _people(api: Api, opd: str) -> Iterator[dict[str, Any]]:
    """An office's people, page by page."""
    start: int | None = 0
    while start is not None:
        page = api.call("GET", f"/opds/{opd}/people?start={start}")
        yield from page["people"]
        start = page["next"]
