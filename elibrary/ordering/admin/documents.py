"""Incoming documents of an order: stored with it, opened as downloads."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache

from core.admin.steps import FormStep
from core.files.uploads.checks import UploadRefused, check_upload
from core.people.access import user_of
from elibrary.ordering.access import get_order_document_for
from elibrary.ordering.admin.steps import OrderStepView
from elibrary.ordering.services.documents import COMES_IN, KINDS, MOST_BYTES, document_add, document_opened


class DocumentForm(forms.Form):
    kind = forms.ChoiceField(label="Jenis", choices=COMES_IN)
    file = forms.FileField(label="Berkas", help_text="PDF, foto, Word, atau Excel, paling besar 10 MB.")

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        try:
            check_upload(file, allowed=KINDS, most_bytes=MOST_BYTES)
        except UploadRefused as refusal:
            raise forms.ValidationError(str(refusal), code="refused") from refusal
        return file


class AddDocument(OrderStepView, FormStep):
    permission = "elibrary.change_order"
    form_class = DocumentForm
    button = "Simpan dokumen"

    def act(self, form: forms.Form) -> str:
        try:
            document_add(order=self.object, by=user_of(self.request), **form.cleaned_data)
        except UploadRefused as refusal:
            form.add_error("file", str(refusal))
        return "Dokumen disimpan."


@never_cache
def open_document(request: HttpRequest, pk: int, document_id: int) -> HttpResponseBase:
    """A download that no browser opens as a page of this site; recorded in the audit log."""
    document = get_order_document_for(request.user, pk, document_id)
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    document_opened(document=document, by=user_of(request))
    response = FileResponse(
        document.file.open("rb"), as_attachment=True, filename=document.name, content_type="application/octet-stream"
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
