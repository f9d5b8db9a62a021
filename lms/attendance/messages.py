"""Error messages of check-in, for participants."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lms.attendance import checkin
from lms.attendance.errors import NotInThisClass
from lms.enrolment.errors import RunCancelled


def hour_of(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "H.i")


def refusal_sentence(error: Exception) -> str:
    if isinstance(error, checkin.TooEarly):
        opening = date_format(timezone.localtime(error.opens_at), "j F Y, H.i")
        return _("Kehadiran belum dibuka. Kode berlaku mulai %(opening)s WIB; coba lagi pada waktu itu.") % {
            "opening": opening
        }
    for kind, sentence in _sentences().items():
        if isinstance(error, kind):
            return sentence
    return _("Anda sudah keluar dari kelas ini, jadi kehadiran tidak bisa dicatat.")


def _sentences() -> dict[type[Exception], str]:
    return {
        checkin.CheckInOver: _("Waktu mencatat kehadiran sudah lewat. Bila Anda hadir, minta petugas mencatatnya."),
        checkin.CodeExpired: _("Kode ini sudah berganti. Pindai atau ketik kode yang tampil di layar sekarang."),
        checkin.CodeWrong: _("Kode ini tidak cocok. Pindai atau ketik kode yang tampil di layar sekarang."),
        NotInThisClass: _("Anda belum terdaftar di kelas ini. Daftar dulu, atau hubungi petugas di tempat."),
        RunCancelled: _("Kelas ini dibatalkan, jadi kehadiran tidak dicatat lagi."),
    }
