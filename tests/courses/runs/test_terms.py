"""What a run asks for its certificate, in sentences."""

import pytest

from courses.questions.models.test import Test
from courses.runs.models.run import CourseRun
from courses.runs.terms import certificate_terms, meetings_needed
from lms.attendance.completion import AttendanceCount

LAST = "Isi evaluasi singkat: pendapat Anda tentang kelas, bukan ujian. Sertifikat terbit begitu evaluasi terkirim."


def terms(*, test=None, meetings=0, **fields):
    return certificate_terms(run=CourseRun(**fields), test=test, meetings=meetings)


def test_a_run_without_a_rule_asks_for_the_evaluation_alone():
    assert terms(requires_lessons=False) == [LAST]


def test_each_part_of_the_rule_is_one_sentence_in_the_order_of_fulfilment():
    assert terms(requirements=["nik"], attendance_percent=75, test=Test(pass_mark=60), meetings=8) == [
        "Lengkapi data yang diminta kelas ini.",
        "Selesaikan semua pelajaran.",
        "Hadir di paling sedikit 6 dari 8 pertemuan.",
        "Lulus tes akhir dengan nilai 60 atau lebih.",
        LAST,
    ]


def test_documents_are_checked_by_staff():
    assert "petugas memeriksa berkasnya" in terms(requirements=["nik", "letter"])[0]


def test_attendance_names_a_percentage_only_while_there_are_no_meetings():
    assert "75% dari pertemuan" in terms(requires_lessons=False, attendance_percent=75)[0]
    assert terms(requires_lessons=False, attendance_percent=75, meetings=2)[0] == "Hadir di semua pertemuan (2 kali)."


@pytest.mark.parametrize("percent", range(1, 101))
def test_the_number_of_meetings_promised_is_the_one_that_completion_accepts(percent):
    for meetings in range(1, 15):
        needed = meetings_needed(percent=percent, meetings=meetings)
        assert AttendanceCount(needed, meetings, percent).is_fulfilled
        assert not AttendanceCount(needed - 1, meetings, percent).is_fulfilled
