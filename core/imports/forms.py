"""Forms that a file comes in by: the same for every import."""

from collections.abc import Collection
from typing import Any, ClassVar

from django import forms
from django.urls import reverse
from django.utils.html import format_html

from core.django_patches.no_model_clean import NoModelCleanMixin
from core.models.imports import ImportRun
from core.uploads.checks import UploadRefused, check_upload
from core.uploads.kinds import XLSX, FileKind
from core.uploads.office import refuse_other_office_files

EXAMPLE = "Unduh berkas contoh"


class ImportFileForm(NoModelCleanMixin, forms.ModelForm):
    """One file. A subclass declares the field ``file``, what it takes, and ``send``, which calls the app's service."""

    allowed: ClassVar[Collection[FileKind]] = ()
    most_bytes: ClassVar[int] = 0

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            self.check_file(file)
        except UploadRefused as refusal:
            raise forms.ValidationError(str(refusal), code="refused") from refusal
        return file

    def check_file(self, file: Any) -> None:
        """Raises UploadRefused."""
        check_upload(file, allowed=self.allowed, most_bytes=self.most_bytes)

    def send(self, *, by: Any) -> ImportRun:
        """Raises UploadRefused and imports.AlreadyChecking."""
        raise NotImplementedError


class SpreadsheetForm(ImportFileForm):
    """A list in a workbook. A subclass says what it lists, how much of it we take, and the address of its start file."""

    allowed = (XLSX,)
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

    def check_file(self, file: Any) -> None:
        refuse_other_office_files(file)
        super().check_file(file)
