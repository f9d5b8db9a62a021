"""What somebody fills in who has reviewed a page, and the switch of the reminders."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from wagtail.admin.widgets import AdminDateInput

from core.messages.services import has_opted_out, set_opt_out
from core.publishing.reviews.rules import year_after
from core.publishing.reviews.selectors import CATEGORY


class ReviewForm(forms.Form):
    """Today and a year from today, unless the person says otherwise."""

    reviewed_on = forms.DateField(
        label="Ditinjau pada", widget=AdminDateInput, error_messages={"required": "Isi tanggal tinjauan."}
    )
    review_due = forms.DateField(
        label="Ditinjau lagi paling lambat",
        widget=AdminDateInput,
        required=False,
        help_text="Paling lama satu tahun. Kosongkan untuk tepat satu tahun.",
    )
    note = forms.CharField(
        label="Catatan",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=500,
        help_text="Terlihat di riwayat halaman ini bagi petugas. Jangan menulis data pribadi.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.initial = {"reviewed_on": today, "review_due": year_after(today)}

    def clean_review_due(self) -> date | None:
        """Left as it was offered, it follows the day of the review: a year after that, not after today."""
        return self.cleaned_data["review_due"] if "review_due" in self.changed_data else None


class ReminderForm(forms.Form):
    """The switch on the person's own settings. Wagtail hands over the account as ``instance``."""

    wanted = forms.BooleanField(
        label="Kirim e-mail bila halaman yang saya urus perlu ditinjau",
        required=False,
        help_text="30 hari dan 7 hari sebelumnya, dan bila lewat batas.",
    )

    def __init__(self, *args: Any, instance: Any, **kwargs: Any) -> None:
        self.user = instance
        super().__init__(*args, **kwargs)
        self.initial = {"wanted": not has_opted_out(user=instance, category=CATEGORY)}

    def save(self) -> None:
        set_opt_out(user=self.user, category=CATEGORY, opted_out=not self.cleaned_data["wanted"])
