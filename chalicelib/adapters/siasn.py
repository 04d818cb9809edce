"""SIASN, the civil servants' register of BKN, as a source of people. Off unless it is given access.

Written from what agencies' own clients show in public: two tokens (the gateway's by client
credentials, the person's by OpenID Connect), `ref-unor` in pages, `data-utama` by NIP, answers in
an envelope of `code` and `data`. It was never tried on the real one. There is no list of an
agency's people, so it is asked for each NIP, at its pace: an operator's command, not a function.
"""

import base64
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

import urllib3

from chalicelib.domain.simpeg import Cell, Field
from chalicelib.services.ports.people_source import SourceUnavailable

TIMEOUT: Final = urllib3.Timeout(connect=5, read=30)
TRIES: Final = 6
LONGEST_WAIT_S: Final = 60.0
UNITS_A_PAGE: Final = 1_000
MOST_UNIT_PAGES: Final = 100
OK: Final = 200
UNAUTHORIZED: Final = 401
NOT_FOUND: Final = 404
TOO_MANY: Final = 429
BROKEN: Final = 500
FOUND: Final = 1  # the envelope's code
NOT_THERE: Final = "tidak ditemukan"
NO_SENSE: Final = "SIASN's answer is not what its clients expect: look at the adapter"
# Whoever is answered like this has left. Any other word keeps a person: to lose one is worse.
LEFT: Final = re.compile(r"PENSIUN|BERHENTI|MENINGGAL")
COLUMNS: Final[Mapping[Field, str]] = {
    Field.NIP: "nipBaru",
    Field.NAME: "nama",
    Field.FRONT_TITLE: "gelarDepan",
    Field.BACK_TITLE: "gelarBelakang",
    Field.EMPLOYMENT: "jenisPegawaiNama",
    Field.RANK: "golRuangAkhir",
    Field.POSITION: "jabatanNama",
    Field.UNIT: "unorNama",
    Field.OPD: "unorIndukNama",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """What BKN gives an agency; `docs/siasn.md` names the variables."""

    api: str  # https://…/apisiasn/1.0
    token_url: str
    sso_url: str
    consumer_key: str
    consumer_secret: str
    client_id: str
    username: str
    password: str


@dataclass(frozen=True, slots=True)
class _Unit:
    name: str
    parent: str


class Siasn:
    """The people of these NIPs who are in service, each under the OPD at the top of their unit."""

    def __init__(
        self, access: Access, nips: Sequence[str], *, wait: Callable[[float], None]
    ) -> None:
        self._access, self._nips, self._wait = access, nips, wait
        self._http = urllib3.PoolManager(retries=False, timeout=TIMEOUT)
        self._tokens: dict[str, str] = {}

    def rows(self) -> Iterator[Sequence[Cell]]:
        """As the port says."""
        yield [field.value for field in COLUMNS]
        units = self._units()
        for nip in self._nips:
            person = self._get(f"/pns/data-utama/{nip}")
            if isinstance(person, dict) and not LEFT.search(
                str(person.get("kedudukanPnsNama", "")).upper()
            ):
                yield _row(person, units)

    def _units(self) -> dict[str, _Unit]:
        units: dict[str, _Unit] = {}
        for page in range(MOST_UNIT_PAGES):
            query = urlencode({"limit": UNITS_A_PAGE, "offset": page * UNITS_A_PAGE})
            found = self._get(f"/referensi/ref-unor?{query}") or []
            try:
                for unit in found:
                    above = str(unit["DiatasanId"] or "")
                    units[str(unit["Id"])] = _Unit(str(unit["NamaUnor"]), above)
            except (KeyError, TypeError):
                raise SourceUnavailable(NO_SENSE) from None
            if len(found) < UNITS_A_PAGE:
                return units
        message = "SIASN's list of units does not end"
        raise SourceUnavailable(message)

    def _get(self, path: str) -> Any:  # noqa: ANN401 - the register's own shape
        """The envelope's data; None for what is not there. Raises SourceUnavailable."""
        answer = self._ask(path)
        if answer.status == UNAUTHORIZED:  # the tokens have ended
            self._tokens.clear()
            answer = self._ask(path)
        if answer.status == NOT_FOUND:
            return None
        if answer.status != OK:
            message = f"SIASN answered {answer.status}"
            raise SourceUnavailable(message)
        envelope = _json(answer)
        if envelope.get("code") == FOUND:
            return envelope.get("data")
        if NOT_THERE in str(envelope.get("message", "")).lower():
            return None
        raise SourceUnavailable(NO_SENSE)

    def _ask(self, path: str) -> urllib3.BaseHTTPResponse:
        return self._send("GET", self._access.api + path, headers=self._signed())

    def _signed(self) -> dict[str, str]:
        if not self._tokens:
            access = self._access
            basic = base64.b64encode(f"{access.consumer_key}:{access.consumer_secret}".encode())
            gateway = self._token(
                access.token_url,
                {"grant_type": "client_credentials"},
                {"Authorization": f"Basic {basic.decode()}"},
            )
            person = self._token(
                access.sso_url,
                {
                    "grant_type": "password", "client_id": access.client_id,
                    "username": access.username, "password": access.password,
                },
                {},
            )  # fmt: skip
            self._tokens = {"Authorization": f"Bearer {gateway}", "Auth": f"bearer {person}"}
        return {**self._tokens, "Accept": "application/json"}

    def _token(self, url: str, form: Mapping[str, str], headers: Mapping[str, str]) -> str:
        kind = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        answer = self._send("POST", url, headers=kind, body=urlencode(form))
        token = _json(answer).get("access_token") if answer.status == OK else None
        if not token:
            message = f"SIASN gave no token ({answer.status}): look at the access that it was given"
            raise SourceUnavailable(message)
        return str(token)

    def _send(
        self, method: str, url: str, *, headers: Mapping[str, str], body: str | None = None
    ) -> urllib3.BaseHTTPResponse:
        """One answer; too many requests, its own faults and the line's are tried again, later."""
        said = "no answer"
        for attempt in range(TRIES):
            pause = min(2.0**attempt, LONGEST_WAIT_S)
            try:
                answer = self._http.request(method, url, headers=headers, body=body)
            except urllib3.exceptions.HTTPError:
                said = "no answer"
            else:
                if answer.status != TOO_MANY and answer.status < BROKEN:
                    return answer
                said = str(answer.status)
                asked = answer.headers.get("Retry-After", "")
                pause = min(float(asked), LONGEST_WAIT_S) if asked.isdigit() else pause
            if attempt < TRIES - 1:
                self._wait(pause)
        message = f"SIASN: {said} after {TRIES} tries"
        raise SourceUnavailable(message)


def _row(person: Mapping[str, Any], units: Mapping[str, _Unit]) -> list[Cell]:
    top = _top(str(person.get("unorId") or ""), units)
    found = {field: person.get(name) for field, name in COLUMNS.items()}
    if top:
        found[Field.OPD] = top
    return [None if value is None else str(value) for value in found.values()]


def _top(unit_id: str, units: Mapping[str, _Unit]) -> str:
    """The OPD that a unit lies under: the one below the agency itself; empty where unknown."""
    path: list[str] = []
    while unit_id in units and unit_id not in path:
        path.append(unit_id)
        unit_id = units[unit_id].parent
    if not path:
        return ""
    return units[path[-2] if len(path) > 1 else path[-1]].name


def _json(answer: urllib3.BaseHTTPResponse) -> dict[str, Any]:
    try:
        found = json.loads(answer.data)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise SourceUnavailable(NO_SENSE)
    return found
