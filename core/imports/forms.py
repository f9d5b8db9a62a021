"""Forms that a file comes in by: the same for every import."""

from typing import Any, ClassVar

from django import forms
from django.urls import reverse
from django.utils.html import format_html

from core.django_patches.no_model_clean import NoModelCleanMixin
from core.files.uploads.checks import UploadRefused
from core.imports.driver import check_file, upload
from core.imports.kinds import ImportKind
from core.imports.models import ImportRun

EXAMPLE = "Unduh berkas contoh"


class ImportFileForm(NoModelCleanMixin, forms.ModelForm):
    """One file. A subclass names its import and declares the field ``file``; with fields of its own also ``send``."""

    import_kind: ClassVar[ImportKind[Any]]

    class Meta:
        model = ImportRun
        fields: tuple[str, ...] = ()

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            check_file(self.import_kind, file)
        except UploadRefused as refusal:
            raise forms.ValidationError(str(refusal), code="refused") from refusal
        return file

    def send(self, *, by: Any) -> ImportRun:
        """Raises UploadRefused and imports.AlreadyChecking."""
        return upload(self.import_kind, file=self.cleaned_data["file"], by=by)


class SpreadsheetForm(ImportFileForm):
    """A list in a workbook. A subclass says what it lists, how much of it we take, and the address of its start file."""

    label: ClassVar[str]
    limits: ClassVar[str]
    start_url_name: ClassVar[str]

    file = forms.FileField(widget=forms.FileInput(attrs={"accept": ".xlsx"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = self.label
        self.fields["file"].help_text = format_html(
            'Excel (XLSX), {}. <a href="{}">{}</a>', self.limits, reverse(self.start_url_name), EXAMPLE
        )
