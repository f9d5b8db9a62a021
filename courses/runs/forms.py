"""Forms of runs, for staff."""

from django import forms
from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm

from courses.questions.models.test import Test
from courses.questions.selectors import counterpart_of, question_pool
from courses.runs.registry import seats_taken
from courses.runs.requirements import requirement_choices


class CourseRunForm(WagtailAdminModelForm):
    """Requirements and trainers are checkboxes; the test must have questions."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        tests = self.fields["post_test"].queryset.select_related("course")
        self.fields["post_test"].queryset = tests.order_by("course__title", "title")
        self.fields["instructors"].widget = forms.CheckboxSelectMultiple(choices=self.fields["instructors"].choices)
        self.fields["requirements"] = forms.MultipleChoiceField(
            label="Persyaratan peserta",
            choices=requirement_choices(),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            initial=self.instance.requirements,
            help_text=(
                "Diminta saat mendaftar; sertifikat menunggu sampai semuanya ada dan berkasnya diterima petugas. "
                "Minta hanya yang perlu: setiap data pribadi yang disimpan harus dijaga."
            ),
        )

    def clean_quota(self) -> int | None:
        """Raises ValidationError for a quota below the seats taken.

        An enrolment between this check and the save may exceed the quota by one.
        """
        quota: int | None = self.cleaned_data["quota"]
        taken = seats_taken(run=self.instance) if self.instance.pk else 0
        if quota is not None and quota < taken:
            raise ValidationError(
                f"{taken} kursi sudah terisi atau sedang ditawarkan kepada orang di daftar tunggu. "
                f"Isi paling sedikit {taken}, atau keluarkan peserta lebih dulu.",
                code="below_taken",
            )
        return quota

    def clean_post_test(self) -> Test | None:
        """The counterpart of the chosen test in the run's course. Raises ValidationError for a test without questions."""
        test: Test | None
        test, course = self.cleaned_data["post_test"], self.cleaned_data.get("course")
        if test is not None and course is not None:  # a copied course has its own, copied tests
            test = counterpart_of(test=test, course_id=course.pk) or test
        if test is not None and not question_pool(test=test).exists():
            raise ValidationError("Tes ini belum punya pertanyaan. Tulis dulu di Bank pertanyaan.", code="no_questions")
        return test

    def clean(self) -> dict[str, object]:
        """Raises ValidationError for required attendance without meetings and for deleting a meeting with attendance."""
        cleaned: dict[str, object] = super().clean() or self.cleaned_data
        sessions = self.formsets["sessions"].forms if "sessions" in self.formsets else []
        remaining = [form for form in sessions if not _is_deleted(form) and (form.instance.pk or form.has_changed())]
        if cleaned.get("attendance_percent") and not remaining:
            self.add_error(
                "attendance_percent",
                "Kelas ini belum punya pertemuan. Tambahkan pertemuannya di bawah Pertemuan, atau kosongkan isian ini.",
            )
        for form in sessions:
            if form.instance.pk and _is_deleted(form) and form.instance.is_in_use():
                raise ValidationError(
                    f"Pertemuan “{form.instance}” sudah memuat catatan kehadiran, jadi tidak bisa dihapus. "
                    "Waktu dan tempatnya masih bisa diubah."
                )
        return cleaned


def _is_deleted(form: forms.BaseForm) -> bool:
    return bool(form.data.get(f"{form.prefix}-DELETE"))


class CancelRunForm(forms.Form):
    reason = forms.CharField(
        label="Alasan pembatalan",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Dikirim kepada semua peserta dan tampil di kelas. Jangan memuat data pribadi.",
    )
