"""Every refusal that we make on purpose, as one tree; knows no HTTP.

`code` is stable: it is the end of the problem's `type` and the key of the sentence that the PWA
shows (security.md §4). `extensions` travel to the client as they are: never another person's data.
"""

from typing import ClassVar


class ApelError(Exception):
    """Base of every refusal that we make on purpose; never raised itself."""

    code: ClassVar[str] = ""

    def __init__(self, pointer: str | None = None, **extensions: object) -> None:
        facts = [self.code, *filter(None, [pointer])]
        facts += [f"{name}: {value}" for name, value in extensions.items()]
        # What an operator's command prints; people at a screen get the PWA's sentence.
        meaning = (self.__doc__ or "").partition("\n")[0]
        super().__init__(f"{meaning} ({', '.join(facts)})")
        self.pointer = pointer
        self.extensions = extensions


class Malformed(ApelError):
    """The request cannot be read."""


class BrokenJson(Malformed):
    """Not strict JSON: NaN, duplicate keys, too deep, byte order mark, not UTF-8."""

    code = "json-rusak"


class BadParameter(Malformed):
    """A query parameter is unknown, repeated or a forged cursor."""

    code = "parameter"


class Unauthenticated(ApelError):
    """We do not know who asks."""


class SignInFailed(Unauthenticated):
    """Unknown name, wrong password or deactivated: one answer for all (security.md A5)."""

    code = "masuk-gagal"


class NotSignedIn(Unauthenticated):
    """No session was sent."""

    code = "belum-masuk"


class SessionEnded(Unauthenticated):
    """The session was ended, revoked or has expired."""

    code = "sesi-berakhir"


class Forbidden(ApelError):
    """Known, but without the right."""


class NotAllowed(Forbidden):
    """The action is not among the caller's rights."""

    code = "tidak-berwenang"


class CrossSite(Forbidden):
    """An unsafe request that another site may have sent (security.md C1, C2)."""

    code = "lintas-situs"


class WrongOrigin(Forbidden):
    """The request did not come through CloudFront (security.md E2)."""

    code = "asal-salah"


class SecondFactorNeeded(Forbidden):
    """A role acts only with a second factor (security.md A8)."""

    code = "perlu-faktor-kedua"


class OwnCase(Forbidden):
    """Nobody decides about themselves."""

    code = "perkara-sendiri"


class OwnProposal(Forbidden):
    """Who proposed it does not decide on it: that takes a second person."""

    code = "usulan-sendiri"


class NotIndependent(Forbidden):
    """One of the two had the other's way into their account in hand of late."""

    code = "bukan-orang-kedua"


class NotProposer(Forbidden):
    """Only who proposed it takes it back."""

    code = "bukan-pengusul"


class NotFound(ApelError):
    """Unknown, or of another OPD: the same bytes, so that existence does not leak."""

    code = "tidak-ada"


class TooLarge(ApelError):
    """The body is larger than we read."""

    code = "terlalu-besar"


class WrongType(ApelError):
    """The body is not plain UTF-8 JSON."""

    code = "tipe-isi"


class Conflict(ApelError):
    """What is stored already speaks against it."""


class AlreadyRecorded(Conflict):
    """Another check-in of this person at this activity was first; `extensions` hold its receipt."""

    code = "sudah-tercatat"


class DevicesFull(Conflict):
    """Both device slots are taken."""

    code = "perangkat-penuh"


class StateChanged(Conflict):
    """Decided already, or locked."""

    code = "status-berubah"


class NameTaken(Conflict):
    """The login name is somebody else's."""

    code = "nama-terpakai"


class VersionConflict(Conflict):
    """Somebody changed it since it was read."""

    code = "konflik-versi"


class AlreadyProposed(Conflict):
    """The same person waits for that role already."""

    code = "usulan-menunggu"


class ProposalLapsed(Conflict):
    """Nobody confirmed it in time: it has to be proposed anew."""

    code = "usulan-kedaluwarsa"


class AlreadyHeld(Conflict):
    """The person holds that role on one of these days already."""

    code = "sudah-bertugas"


class LastHolder(Conflict):
    """Nobody else would hold the regency from the day after on."""

    code = "pemegang-terakhir"


class SameLetter(Conflict):
    """A surat tugas of this number was sent already: offer to join it."""

    code = "berkas-sama"


class Refused(ApelError):
    """A rule of the domain says no."""


class Missing(Refused):
    """A required field is absent."""

    code = "wajib"


class BadType(Refused):
    """The value has another type."""

    code = "tipe"


class UnknownField(Refused):
    """A field that this operation does not know."""

    code = "kolom-tak-dikenal"


class TooLong(Refused):
    """Longer than allowed."""

    code = "terlalu-panjang"


class OutOfBounds(Refused):
    """Below the least or above the most."""

    code = "di-luar-batas"


class ForbiddenCharacter(Refused):
    """Controls, bidi overrides, zero-width, surrogates, stacked marks (security.md J2)."""

    code = "karakter-terlarang"


class BadId(Refused):
    """Not an upper-case ULID."""

    code = "id"


class BadSha256(Refused):
    """Not 64 lower-case hexadecimal digits."""

    code = "sha256"


class BadTime(Refused):
    """Not RFC 3339 with an offset, or not a date."""

    code = "waktu"


class BadNip(Refused):
    """Not a valid NIP of 18 digits."""

    code = "nip-tidak-sah"


class NumericNip(Refused):
    """A spreadsheet holds the NIP as a number and has lost digits."""

    code = "nip-angka"


class WeakPassword(Refused):
    """Refused by security.md A3; `extensions` name the rule."""

    code = "sandi-lemah"


class BadCode(Refused):
    """An activation code that is wrong, used, expired or of nobody: one answer."""

    code = "kode-tidak-sah"


class BadTicket(Refused):
    """Foreign, forged or for another activity."""

    code = "tiket-tidak-sah"


class ContentDiffers(Refused):
    """The same id came with other content."""

    code = "beda-isi"


class NotInvited(Refused):
    """The person is not in the activity's audience."""

    code = "bukan-peserta"


class NotYetOpen(Refused):
    """The activity's window has not opened."""

    code = "belum-dibuka"


class WindowClosed(Refused):
    """The activity takes no check-ins at this time."""

    code = "sudah-ditutup"


class TooOld(Refused):
    """Arrived more than 72 hours after closing (security.md T4)."""

    code = "terlambat-kirim"


class SenselessSetting(Refused):
    """A setting that does not go with the others; `extensions` name the rule."""

    code = "pengaturan-janggal"


class ConfirmationNeeded(Refused):
    """The number of leavers has to be typed in."""

    code = "perlu-konfirmasi"


class TooMany(ApelError):
    """Too often; `extensions["retry_after"]` in seconds."""

    code = "terlalu-sering"


class Unavailable(ApelError):
    """A neighbour of ours does not answer; nothing was decided."""

    code = "sibuk"
