"""The results of a run's test for its staff: marks by person, and how each question was answered by all."""

from collections.abc import Iterator

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin.widgets.button import HeaderButton

from core.documents import xlsx
from courses.runs.access import runs_for
from courses.runs.models.run import CourseRun
from lms.assessment.selectors.results import (
    FAILED,
    NOT_ATTEMPTED,
    PASSED,
    USED_UP,
    QuestionShare,
    marks_page,
    marks_rows,
    marks_summary,
    question_shares,
)
from lms.assessment.services.results import marks_exported
from lms.enrolment.admin_screens import RunScreen

GIVE = "lms.add_extraattempt"
CHOICES = (
    ("", "semua"),
    (PASSED, "lulus"),
    (FAILED, "belum lulus"),
    (NOT_ATTEMPTED, "belum mengerjakan"),
    (USED_UP, "kesempatan habis"),
)


class ResultsScreen(RunScreen):
    permission = "lms.view_attempt"

    def between(self) -> list[dict[str, str]]:
        return []


class TestResults(ResultsScreen, TemplateView):
    """Without a post-test the screen explains how to require one."""

    __test__ = False  # pytest: a screen, not a class of tests
    template_name = "lms/assessment/admin/results.html"
    page_title = "Hasil tes"
    header_icon = "clipboard-list"

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if self.run.post_test_id is None:
            return []
        address = reverse("lms_test:export", args=[self.run.pk])
        return [HeaderButton("Unduh XLSX", url=address, icon_name="download", priority=10)]

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        if self.run.post_test_id is None:
            return super().get_context_data()
        words, wanted = self.request.GET.get("q", "").strip(), self.request.GET.get("hasil", "")
        return super().get_context_data(
            test=self.run.post_test,
            words=words,
            wanted=wanted,
            choices=CHOICES,
            page_obj=marks_page(run=self.run, words=words, wanted=wanted, number=self.request.GET.get("p")),
            may_give=self.request.user.has_perm(GIVE),
            shares=question_shares(run=self.run),
            **marks_summary(run=self.run),
        )


class ResultsDownload(ResultsScreen, View):
    """Two sheets: marks by person, and questions with the share of right answers."""

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        run = get_object_or_404(runs_for(request.user).select_related("post_test"), pk=self.run.pk)
        if run.post_test is None:
            return redirect("lms_test:results", run.pk)
        if request.method == "GET":
            marks_exported(run=run, by=self.request.user)
        return workbook(run)


def workbook(run: CourseRun) -> FileResponse:
    columns = [
        xlsx.Column("Nomor peserta", 10),
        xlsx.Column("Nama", 30),
        xlsx.Column("Pengerjaan", 12),
        xlsx.Column("Nilai terbaik", 12),
        xlsx.Column("Lulus", 8),
        xlsx.Column("Terakhir selesai", 18),
    ]
    marks = xlsx.Sheet("Nilai", columns, marks_rows(run=run), frozen_columns=2)
    titles = ("Topik", "Jenis", "Kata-kata", "Ditanyakan", "Dijawab", "Benar", "Benar (%)")
    asked = [xlsx.Column("Pertanyaan", 60, wrap=True), *(xlsx.Column(title) for title in titles)]
    questions = xlsx.Sheet("Pertanyaan", asked, _question_rows(question_shares(run=run)), frozen_columns=1)
    return xlsx.workbook_response([marks, questions], filename=f"hasil-tes-{run.name}")


def _question_rows(shares: list[QuestionShare]) -> Iterator[list[object]]:
    for share in shares:
        question = share.question
        wording = "sekarang" if share.is_current else "yang lama"
        head = [question.text, question.topic, question.get_kind_display(), wording]
        yield [*head, share.asked, share.answered, share.right, share.percent]
