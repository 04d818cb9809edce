"""The door: every view says who may call it; this module asks before the view runs.

A view without `allow=` does not import. What a view raises becomes a problem document here: Chalice
turns it into a bare 500 before any middleware sees it.
"""

import contextlib
import json
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import wraps
from typing import Any, Final, Protocol

from chalice.app import Blueprint, Request, Response

from chalicelib.domain.access import Actor, Allow, Permission, Resource, ensure
from chalicelib.domain.attendance import Place
from chalicelib.domain.errors import (
    ApelError,
    CrossSite,
    NotSignedIn,
    SessionEnded,
    TooLarge,
    Unavailable,
    WrongOrigin,
    WrongType,
)
from chalicelib.domain.people import OpdId, PegawaiId
from chalicelib.domain.permits import Permit
from chalicelib.domain.sessions import Account, Session
from chalicelib.services.ports.activities import OpdActivity
from chalicelib.wiring import phone

SESSION_COOKIE: Final = "__Host-sesi"
DEVICE_COOKIE: Final = "__Host-dc"
JSON: Final = "application/json"
MOST_BYTES: Final = 32 * 1024
COOKIE_LIFE_S: Final = 365 * 24 * 3600  # a session's end is checked in its item (S2)
SAFE: Final = frozenset({"GET", "HEAD"})
COOKIE_RULES: Final = "Path=/; Secure; HttpOnly; SameSite=Strict"
log = logging.getLogger("apel.http")


class BodyReader(Protocol):
    """A declared request body."""

    def read(self, raw: bytes) -> Any:  # noqa: ANN401 - the wire's own values
        """Read it strictly."""
        ...


class QueryReader(Protocol):
    """Declared query parameters."""

    def read(self, sent: Mapping[str, Sequence[str]]) -> Any:  # noqa: ANN401 - the same
        """Read them strictly."""
        ...


class Public:
    """The value of `allow=` of the few views that anybody may call; it has to be said."""


PUBLIC: Final = Public()


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """A route as it was declared: the source of routing, validation and the API description."""

    method: str
    path: str
    allow: Permission | Public
    summary: str
    body: BodyReader | None = None
    query: QueryReader | None = None
    status: int = 200
    answers: tuple[str, ...] = ()  # all fields of a good answer; `name?`: it may be left out
    media: str = JSON  # of a good answer

    @property
    def is_public(self) -> bool:
        """Whether no session is needed."""
        return isinstance(self.allow, Public)


OPERATIONS: Final[list[Operation]] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request at a view, already checked."""

    request: Request
    ref: str
    language: str
    address: str  # of the viewer, as CloudFront saw it
    body: Any = None  # wire.schema.Values
    query: Any = None
    known_account: Account | None = None
    known_session: Session | None = None
    permits: tuple[Permit, ...] = ()
    activity: OpdActivity | None = None  # that was read with the session
    allowed: Allow = field(default_factory=Allow)

    @property
    def account(self) -> Account:
        """Who asks; raises SessionEnded or NotSignedIn where nobody is signed in."""
        if self.known_account is None:
            raise SessionEnded if cookie_of(self.request, SESSION_COOKIE) else NotSignedIn
        return self.known_account

    @property
    def session(self) -> Session:
        """The session in which they ask."""
        if self.known_session is None:
            raise NotSignedIn
        return self.known_session

    @property
    def actor(self) -> Actor:
        """Who asks, as `decide` sees them."""
        return phone().actor(self.account, self.session)


def endpoint(
    routes: Blueprint,
    method: str,
    path: str,
    *,
    allow: Permission | Public,
    body: BodyReader | None = None,
    query: QueryReader | None = None,
    about: Callable[[Call, Mapping[str, str]], Resource] | None = None,
    with_permits: bool = False,
    with_activity: Callable[[bytes], Place | None] | None = None,
    keeps_seen: bool = True,
    status: int = 200,
    answers: tuple[str, ...] = (),
    media: str = JSON,
) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
    """Register a view; `{opd}` in the path makes that OPD the resource, else it is the caller.

    `about` names another resource; a view whose rows are not known before it reads asks again.

    `with_permits` reads the own permits with the session in one Query, `with_activity` the activity
    of an OPD that it finds named in the body, in one trip; `keeps_seen=False` keeps the
    session's last-seen mark from being written (the check-in has one write, S4).
    """

    def register(view: Callable[..., Response]) -> Callable[..., Response]:
        summary = (view.__doc__ or "").partition("\n")[0]
        OPERATIONS.append(
            Operation(
                method=method, path=path, allow=allow, summary=summary, body=body, query=query,
                status=status, answers=answers, media=media,
            )
        )  # fmt: skip

        @wraps(view)
        def guarded(**parts: str) -> Response:
            request = routes.current_request
            started = time.perf_counter()
            ref = str((request.context or {}).get("requestId", "-"))
            language = "en" if _header(request, "accept-language").startswith("en") else "id"
            refused = None
            try:
                _check_origin(request)
                _check_sender(request, method)
                call = _known(
                    request, ref, language, with_permits=with_permits, with_activity=with_activity
                )
                if isinstance(allow, Permission):
                    actor = call.actor  # nobody learns what exists before we know who asks
                    resource = (about or _resource)(call, parts)
                    call = replace(call, allowed=ensure(actor, allow, resource))
                raw = _body(request) if method not in SAFE else b""
                if query:
                    call = replace(call, query=query.read(_sent(request)))
                if body:
                    call = replace(call, body=body.read(raw))
                answer = view(call, **parts)
                if keeps_seen:
                    _keep_seen(call)
            except ApelError as error:
                answer, refused = _refused(error, ref, language), error.code
            except Exception as error:  # noqa: BLE001 - what escapes is a bare 500 without a body
                answer = _failed(error, ref, language)
            _log(method, path, answer, ref, started, refused)
            return answer

        view_name = f"{view.__module__.rpartition('.')[2]}_{view.__name__}"
        routes.route(path, methods=[method], content_types=["*/*"], name=view_name)(guarded)
        return guarded

    return register


def reply(
    status: int, body: Mapping[str, Any] | None = None, *, cookies: tuple[str, ...] = ()
) -> Response:
    """A JSON answer that no cache keeps."""
    headers: dict[str, Any] = {"Content-Type": JSON, "Cache-Control": "no-store"}
    if cookies:
        headers["Set-Cookie"] = list(cookies)
    text = "" if body is None else json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return Response(text, headers=headers, status_code=status)


def session_cookie(pegawai_id: PegawaiId, token: str, *, seconds: int) -> str:
    """The opaque session (S1)."""
    return f"{SESSION_COOKIE}={pegawai_id}.{token}; Max-Age={seconds}; {COOKIE_RULES}"


def device_cookie(value: str, *, seconds: int) -> str:
    """The browser's mark as a known client (A6, D2)."""
    return f"{DEVICE_COOKIE}={value}; Max-Age={seconds}; {COOKIE_RULES}"


def cookie_of(request: Request, name: str) -> str:
    """A cookie's value; empty where it was not sent."""
    for part in _header(request, "cookie").split(";"):
        key, _, value = part.strip().partition("=")
        if key == name:
            return value
    return ""


def _header(request: Request, name: str) -> str:
    return str(request.headers.get(name) or "") if request.headers else ""


def _check_origin(request: Request) -> None:
    """Only CloudFront may call us (E2)."""
    if not phone().is_from_cloudfront(_header(request, "x-apel-origin")):
        raise WrongOrigin


def _check_sender(request: Request, method: str) -> None:
    """Refuse what another site can make a browser send (C1, C2)."""
    if method in SAFE:
        return
    site = _header(request, "sec-fetch-site")
    origin = _header(request, "origin")
    is_ours = site == "same-origin" if site else origin == phone().settings.site_origin
    if not is_ours or _header(request, "x-apel") != "1":
        raise CrossSite


def _body(request: Request) -> bytes:
    media_type, _, parameters = _header(request, "content-type").lower().partition(";")
    charset = parameters.replace(" ", "").removeprefix("charset=").strip('"')
    raw = request.raw_body if isinstance(request.raw_body, bytes) else b""
    is_json = media_type.strip() == "application/json" and charset in ("", "utf-8")
    if (raw and not is_json) or _header(request, "content-encoding") not in ("", "identity"):
        raise WrongType
    if len(raw) > MOST_BYTES:
        raise TooLarge
    return raw


def _sent(request: Request) -> dict[str, list[str]]:
    params = request.query_params
    return {name: params.getlist(name) for name in params} if params else {}


def _known(
    request: Request,
    ref: str,
    language: str,
    *,
    with_permits: bool,
    with_activity: Callable[[bytes], Place | None] | None,
) -> Call:
    call = Call(request=request, ref=ref, language=language, address=_header(request, "x-apel-ip"))
    cookie = cookie_of(request, SESSION_COOKIE)
    if not cookie:
        return call
    pegawai_id, _, token = cookie.partition(".")
    beside = None
    if with_activity:  # of a body that is refused afterwards nothing is read, however large it is
        with contextlib.suppress(ApelError):
            beside = with_activity(_body(request))
    try:
        known = phone().authenticate(
            PegawaiId(pegawai_id), token, with_permits=with_permits, beside=beside
        )
    except SessionEnded:
        return call
    return replace(
        call, known_account=known.account, known_session=known.session, permits=known.permits,
        activity=known.activity,
    )  # fmt: skip


def _keep_seen(call: Call) -> None:
    """Move the session's mark on; the view's answer stands whatever becomes of it."""
    if call.known_account is None or call.known_session is None:
        return
    try:
        phone().keep_seen(call.known_account, call.known_session)
    except Exception:  # else what was done would be answered as failed
        log.warning("the session's mark was not kept", exc_info=True)


def _resource(call: Call, parts: Mapping[str, str]) -> Resource:
    if "opd" in parts:
        return Resource(opd=phone().opds.get(OpdId(parts["opd"])))
    return Resource(people=frozenset({call.account.pegawai_id}))


def the_regency(call: Call, parts: Mapping[str, str]) -> Resource:
    """What belongs to no single OPD as the resource, for `about=`."""
    del call, parts
    return Resource()


def own_opd(call: Call, parts: Mapping[str, str]) -> Resource:
    """The caller's OPD as the resource, for `about=`."""
    del parts
    return Resource(opd=phone().opds.get(call.actor.opd_id))


def _refused(error: ApelError, ref: str, language: str) -> Response:
    from chalicelib.http.problems import problem  # noqa: PLC0415 - cold start

    return problem(error, ref=ref, language=language)


def _failed(error: Exception, ref: str, language: str) -> Response:
    from chalicelib.http.problems import unexpected  # noqa: PLC0415 - cold start

    if phone().is_busy(error):
        log.warning("a neighbour did not answer", extra={"fields": {"ref": ref}})
        return _refused(Unavailable(), ref, language)
    log.error("a view failed", exc_info=error, extra={"fields": {"ref": ref}})
    return unexpected(ref=ref, language=language)


def _log(
    method: str, path: str, answer: Response, ref: str, started: float, refused: str | None
) -> None:
    """One line a call; its code tells a guessed password from a forged request (V16.3)."""
    spent = round((time.perf_counter() - started) * 1000, 1)
    fields = {"ref": ref, "call": f"{method} {path}", "status": answer.status_code, "ms": spent}
    told = {"code": refused} if refused else {}
    log.info("call", extra={"fields": fields | told})
