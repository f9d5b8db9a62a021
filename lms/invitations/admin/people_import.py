"""Staff screens for lists of people: upload, report, apply; and the file to start from."""

from typing import Any

from django import forms
from django.http import FileResponse
from django.utils import timezone

from core.documents.xlsx import Column, Sheet, workbook_response
from core.imports.admin import ImportViewSet, RunView, StartFile, UploadView
from core.imports.forms import SpreadsheetForm
from core.imports.models import ImportRun
from courses.runs.models.run import CourseRun
from lms.invitations.imports.columns import LABELS
from lms.invitations.services.people_import import PEOPLE, people_upload
from lms.users.models import User

NAME = "impor-peserta"
EXAMPLE = {
    "full_name": "Contoh: Siti Aminah (hapus baris ini)",
    "email": "siti@contoh.id",
    "nik": "3578015708900001",
    "regency": "Kota Surabaya",
    "phone": "081234567890",
    "gender": "P",
    "birth_date": "17-08-1990",
    "business_name": "Keripik Bu Siti",
    "business_sector": "Makanan dan minuman",
    "nib": "1234567890123",
    "cooperative": "",
}


class ClassChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: CourseRun) -> str:
        return f"{obj.course.title}: {obj.name}"


class PeopleFileForm(SpreadsheetForm):
    import_kind = PEOPLE
    label = "Daftar peserta"
    limits = "paling besar 5 MB dan 10.000 orang"
    start_url_name = f"{NAME}:start"

    course_run = ClassChoice(
        label="Daftarkan juga ke kelas",
        queryset=CourseRun.objects.none(),
        required=False,
        empty_label="Tidak, hanya buat akun",
        help_text="Hanya kelas yang pendaftarannya sedang dibuka. Kuota dan persyaratan kelas tetap berlaku.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = timezone.now()
        runs = CourseRun.objects.not_over_at(now).filter(enrolment_opens__lte=now, course__live=True)
        field = self.fields["course_run"]
        assert isinstance(field, ClassChoice)
        field.queryset = runs.select_related("course").order_by("course__title", "name")

    def send(self, *, by: User) -> ImportRun:
        return people_upload(file=self.cleaned_data["file"], course_run=self.cleaned_data["course_run"], by=by)


class PeopleUploadView(UploadView):
    page_title = "Impor peserta"
    asked = {"course_run": "kelas"}


class PeopleRunView(RunView):
    page_title = "Daftar peserta"
    template_name = "lms/invitations/admin/people_import.html"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        number = self.object.options.get("course_run")
        course_run = CourseRun.objects.select_related("course").filter(pk=number).first() if number else None
        return super().get_context_data(**kwargs, course_run=course_run)


def example() -> FileResponse:
    """Headings that we know, and one row to write over. NIK and numbers are text from the start."""
    columns = [Column(label, 24, text=True) for label in LABELS.values()]
    sheet = Sheet("Peserta", columns, [[EXAMPLE[name] for name in LABELS]])
    return workbook_response([sheet], filename="daftar-peserta-contoh")


class PeopleImportViewSet(ImportViewSet):
    name = NAME
    icon = "upload"
    menu_label = "Impor peserta"
    report_name = "laporan-impor-peserta"
    form_class = PeopleFileForm
    start_file = StartFile("contoh/", example)
    add_view_class = PeopleUploadView
    inspect_view_class = PeopleRunView
