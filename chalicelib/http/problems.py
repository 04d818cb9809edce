"""Errors as RFC 9457 problem documents: one table, no case by case."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from chalice.app import Response

from chalicelib.domain.errors import (
    ApelError,
    Conflict,
    Forbidden,
    Malformed,
    NotFound,
    Refused,
    TooLarge,
    TooMany,
    Unauthenticated,
    Unavailable,
    WrongType,
)

# Names of RFC 9110, which Python has from 3.13 on.
RENAMED: Final = {413: "Content Too Large", 422: "Unprocessable Content"}
STATUS: Final[Mapping[type[ApelError], int]] = {
    Malformed: 400,
    Unauthenticated: 401,
    Forbidden: 403,
    NotFound: 404,
    Conflict: 409,
    TooLarge: 413,
    WrongType: 415,
    Refused: 422,
    TooMany: 429,
    Unavailable: 503,
}
RETRY_AFTER_S: Final = 5
_DETAIL: Final[Mapping[int, tuple[str, str]]] = {
    400: ("Permintaan tidak dapat dibaca. Muat ulang aplikasi, lalu coba lagi.",
          "The request cannot be read. Reload the app and try again."),
    401: ("Masuk dulu, lalu ulangi.", "Sign in, then try again."),
    403: ("Anda tidak berwenang untuk ini. Hubungi admin OPD.",
          "You do not have the right for this. Contact your OPD admin."),
    404: ("Tidak ditemukan. Periksa alamatnya.", "Not found. Check the address."),
    409: ("Keadaannya sudah berubah. Muat ulang, lalu lihat lagi.",
          "This has changed meanwhile. Reload and look again."),
    413: ("Isinya terlalu besar. Kurangi, lalu kirim lagi.", "Too large. Shorten it and resend."),
    415: ("Jenis isi tidak didukung. Muat ulang aplikasi.",
          "Content type not supported. Reload the app."),
    422: ("Ada isian yang perlu dibetulkan.", "Some input needs to be corrected."),
    429: ("Terlalu sering. Tunggu sebentar, lalu coba lagi.",
          "Too often. Wait a moment, then try again."),
    500: ("Ada kesalahan di server. Coba lagi sebentar lagi.",
          "Something broke on the server. Try again shortly."),
    503: ("Server sedang sibuk. Coba lagi sebentar lagi.",
          "The server is busy. Try again shortly."),
}  # fmt: skip


def status_of(error: ApelError) -> int:
    """The HTTP status of a refusal: the nearest class in STATUS decides."""
    return next(STATUS[cls] for cls in type(error).__mro__ if cls in STATUS)


def problem(error: ApelError, *, ref: str, language: str = "id") -> Response:
    """The answer to a refusal; `ref` is the request id that the person can name to us."""
    status = status_of(error)
    extra = dict(error.extensions)
    if isinstance(error, Unavailable):
        extra.setdefault("retry_after", RETRY_AFTER_S)
    if error.pointer is not None:
        extra["pointer"] = error.pointer
    return _answer(status, error.code, ref, language, extra)


def unexpected(*, ref: str, language: str = "id") -> Response:
    """The answer where we have a bug: no stack, no cause (security.md V16.5.1)."""
    return _answer(500, "kesalahan", ref, language, {})


def _answer(status: int, code: str, ref: str, language: str, extra: Mapping[str, Any]) -> Response:
    body = {
        "type": f"/masalah/{code}",
        "title": RENAMED.get(status) or HTTPStatus(status).phrase,
        "status": status,
        "detail": _DETAIL[status][language == "en"],
        "ref": ref,
        **extra,
    }
    headers: dict[str, str | list[str]] = {
        "Content-Type": "application/problem+json",
        "Cache-Control": "no-store",
    }
    if "retry_after" in extra:
        headers["Retry-After"] = str(extra["retry_after"])
    return Response(json.dumps(body, ensure_ascii=False), headers=headers, status_code=status)
