"""Staff screens of question imports: upload, report, apply, and the example file."""

from typing import Any

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import FileResponse

from core.documents.xlsx import Column, Sheet, workbook_response
from core.imports.admin import ImportViewSet, RunView, StartFile, UploadView
from core.imports.forms import SpreadsheetForm
from core.imports.models import ImportRun
from courses.content.models.pages import CoursePage
from courses.questions.imports.columns import LABELS
from courses.questions.services.imports import QUESTIONS, questions_upload

NAME = "impor-pertanyaan"
_WIDE = {"text": 50, "explanation": 40}
EXAMPLES: tuple[dict[str, str], ...] = (
    {
        "kind": "Pilih satu",
        "topic": "Harga",
        "text": "Contoh: Apa yang dihitung dalam biaya pokok?",
        "choice_a": "Bahan dan tenaga",
        "choice_b": "Keuntungan",
        "choice_c": "Harga pesaing",
        "answer": "A",
        "explanation": "Keuntungan ditambahkan sesudah biaya pokok.",
    },
    {
        "kind": "Pilih beberapa",
        "text": "Contoh: Mana yang termasuk bahan baku keripik?",
        "choice_a": "Singkong",
        "choice_b": "Minyak",
        "choice_c": "Spanduk",
        "answer": "A, B",
    },
    {"kind": "Benar atau salah", "text": "Contoh: Ongkos kirim adalah biaya.", "answer": "Benar"},
    {"kind": "Jawaban angka", "text": "Contoh: Biaya pokok Rp20.000, untung 25 %. Berapa harga jual?", "answer": "25.000"},
    {"kind": "Jawaban kata", "text": "Contoh: Apa singkatan Nomor Induk Berusaha?", "answer": "NIB; N.I.B."},
)


class QuestionsFileForm(SpreadsheetForm):
    import_kind = QUESTIONS
    label = "Daftar pertanyaan"
    limits = "paling besar 2 MB dan 1.000 pertanyaan"
    start_url_name = f"{NAME}:start"

    course = forms.ModelChoiceField(label="Pelatihan", queryset=CoursePage.objects.none(), empty_label="Pilih pelatihan")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        course = self.fields["course"]
        assert isinstance(course, forms.ModelChoiceField)
        course.queryset = CoursePage.objects.defer("body").order_by("title")

    def send(self, *, by: AbstractBaseUser) -> ImportRun:
        return questions_upload(file=self.cleaned_data["file"], course=self.cleaned_data["course"], by=by)


class QuestionsUploadView(UploadView):
    page_title = "Impor pertanyaan"
    asked = {"course": "pelatihan"}


class QuestionsRunView(RunView):
    page_title = "Daftar pertanyaan"
    template_name = "courses/questions/admin/import.html"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        course = CoursePage.objects.filter(pk=self.object.options.get("course")).defer("body").first()
        return super().get_context_data(**kwargs, course=course)


def example() -> FileResponse:
    """A workbook with the known headings and one row of each kind; all cells are text, or Excel would make dates of some."""
    columns = [Column(label, _WIDE.get(name, 18), wrap=name in _WIDE, text=True) for name, label in LABELS.items()]
    rows = [[row.get(name, "") for name in LABELS] for row in EXAMPLES]
    return workbook_response([Sheet("Pertanyaan", columns, rows)], filename="daftar-pertanyaan-contoh")


class QuestionImportViewSet(ImportViewSet):
    name = NAME
    icon = "upload"
    menu_label = "Impor pertanyaan"
    url_prefix = "pelatihan/impor-pertanyaan"
    report_name = "laporan-impor-pertanyaan"
    form_class = QuestionsFileForm
    start_file = StartFile("contoh/", example)
    add_view_class = QuestionsUploadView
    inspect_view_class = QuestionsRunView
