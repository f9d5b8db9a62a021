"""The librarian's forms."""

from django import forms

from core.files.uploads.checks import UploadRefused, check_upload
from core.files.uploads.kinds import PDF
from elibrary.books.models import Book
from elibrary.books.services.books import EDITABLE, MOST_BYTES


class BookForm(forms.ModelForm):
    """The record; the file stays the one that was read."""

    class Meta:
        model = Book
        fields = EDITABLE


class NewBookForm(BookForm):
    """The record and its file. A refused file is reported at its field before anything is stored."""

    file = forms.FileField(
        label="Berkas PDF",
        help_text="Paling besar 200 MB, tanpa kata sandi.",
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
    )
    field_order = ("file", *EDITABLE)

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        try:
            check_upload(file, allowed=[PDF], most_bytes=MOST_BYTES)
        except UploadRefused as refusal:
            raise forms.ValidationError(str(refusal), code="refused") from refusal
        return file
