"""The edit and copy forms of pages that a second person approves."""

from typing import Any

from django import forms
from modelcluster.models import get_all_child_m2m_relations
from wagtail.admin.forms.pages import CopyForm, WagtailAdminPageForm
from wagtail.blocks.stream_block import StreamBlockValidationError

from core.publishing.authors import authors_since_publication
from core.publishing.checks import four_eyes_errors


class GatedPageForm(WagtailAdminPageForm):
    """Says beside the fields and in a summary what keeps the page from being sent in or published. Drafts save freely."""

    override_reason = forms.CharField(
        label="Alasan menerbitkan perubahan sendiri",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Hanya administrator penuh, hanya bila tidak ada orang lain yang dapat menyetujui. Alasan ini dicatat.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.for_user is None or not self.for_user.is_superuser:
            del self.fields["override_reason"]

    def is_valid(self) -> bool:
        """Checked after the fields, on the page as the form would leave it: with its rows of the formsets."""
        is_valid = super().is_valid()
        if self.is_bound and not getattr(self, "_is_gate_checked", False):
            self._is_gate_checked = True
            self.instance.override_reason = self.cleaned_data.get("override_reason", "")
            self._tell(self._gate_errors())
        return is_valid and not self.errors

    def _gate_errors(self) -> dict[str, str]:
        if not self._goes_on():
            return {}
        self._show_what_was_sent()
        errors = self.instance.publication_errors() | self.instance.explanation_errors()
        return errors | self._own_work_errors() if "action-publish" in self.data else errors

    def _show_what_was_sent(self) -> None:
        """Put rows, choices and emptied fields on the page: Django leaves the old value where it found an error."""
        for name, formset in self.formsets.items():
            if formset.is_valid():
                formset.save(commit=False)
            elif all(form in formset.deleted_forms or not form.is_valid() for form in formset.forms):
                setattr(self.instance, name, [])
        for field in get_all_child_m2m_relations(self.instance):
            if field.name in self.cleaned_data:
                field.save_form_data(self.instance, self.cleaned_data[field.name])
        for name in set(self.errors) & {field.name for field in self.instance._meta.fields}:
            sent = self[name].data
            if sent in ("", None):
                setattr(self.instance, name, self.instance._meta.get_field(name).get_default())
            elif hasattr(sent, "stream_block"):
                setattr(self.instance, name, sent)

    def _goes_on(self) -> bool:
        """Whether this request sends the page in, approves or publishes it."""
        names = ("action-publish", "action-submit", "action-restart-workflow")
        approves = "action-workflow-action" in self.data and self.data.get("workflow-action-name") == "approve"
        return approves or any(self.data.get(name) for name in names)

    def _own_work_errors(self) -> dict[str, str]:
        """What is known before saving. A change made in this very form is found when it is published."""
        page, user = self.instance, self.for_user
        is_own = page.pk is None or user.pk in authors_since_publication(page)
        return four_eyes_errors(user=user, is_own=is_own, reason=page.override_reason)

    def _tell(self, errors: dict[str, str]) -> None:
        """Each message beside its field, unless something is said there already, and all of them in one sentence on top."""
        for found in self.errors.values():
            for error in found.as_data():
                if isinstance(error, StreamBlockValidationError):
                    error.message = "Ada butir yang kosong atau salah."  # Wagtail's English; the places stay marked
        for name, message in errors.items():
            if name in self.fields and name not in self.errors:
                self.add_error(name, message)
        if errors:
            self.add_error(None, " ".join(["Belum dapat diajukan atau diterbitkan.", *dict.fromkeys(errors.values())]))


class DraftCopyForm(CopyForm):
    """A copy is a draft of whoever copies: there is nothing to tick about publishing it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("publish_copies", None)
