"""The terms of a run's certificate as sentences, derived from its completion rule."""

from django.utils.translation import gettext as _

from courses.questions.models.test import Test
from courses.runs.models.run import CourseRun
from courses.runs.requirements import DOCUMENTS


def certificate_terms(*, run: CourseRun, test: Test | None, meetings: int) -> list[str]:
    """In the order in which participants fulfil them; the evaluation, which issues the certificate, is always the last.

    ``test`` is the run's final test, ``meetings`` the number of its meetings: the caller has read them already.
    """
    terms = []
    if run.requirements:
        terms.append(_data_term(run))
    if run.requires_lessons:
        terms.append(_("Selesaikan semua pelajaran."))
    if run.attendance_percent is not None:
        terms.append(_attendance_term(run.attendance_percent, meetings))
    if test is not None:
        terms.append(_("Lulus tes akhir dengan nilai %(mark)d atau lebih.") % {"mark": test.pass_mark})
    return [
        *terms,
        _("Isi evaluasi singkat: pendapat Anda tentang kelas, bukan ujian. Sertifikat terbit begitu evaluasi terkirim."),
    ]


def meetings_needed(*, percent: int, meetings: int) -> int:
    """The fewest of ``meetings`` whose percentage, rounded up, reaches ``percent``."""
    return meetings * (percent - 1) // 100 + 1


def _data_term(run: CourseRun) -> str:
    if set(DOCUMENTS).isdisjoint(run.requirements):
        return _("Lengkapi data yang diminta kelas ini.")
    return _("Lengkapi data dan berkas yang diminta kelas ini; petugas memeriksa berkasnya.")


def _attendance_term(percent: int, meetings: int) -> str:
    if not meetings:
        return _("Hadir di paling sedikit %(percent)d%% dari pertemuan; jadwalnya menyusul.") % {"percent": percent}
    needed = meetings_needed(percent=percent, meetings=meetings)
    if needed == meetings:
        return _("Hadir di semua pertemuan (%(meetings)d kali).") % {"meetings": meetings}
    return _("Hadir di paling sedikit %(needed)d dari %(meetings)d pertemuan.") % {"needed": needed, "meetings": meetings}
