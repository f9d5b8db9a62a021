"""The form of details and documents that a run may require, limited to some keys."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.files.uploads.checks import UploadRefused, check_upload
from courses.runs import requirements
from lms.consents.models import Consent
from lms.consents.selectors import has_consented
from lms.consents.services import OutdatedText, consent_give
from lms.consents.texts import current_text
from lms.profile import nik
from lms.profile.business import InvalidNib, Sector, parse_nib
from lms.profile.models.document import PersonalDocument
from lms.profile.models.profile import Gender, Profile, Regency
from lms.profile.selectors import FIELDS
from lms.profile.services.documents import KINDS, MOST_BYTES, document_upload
from lms.profile.services.profile import details_update
from lms.users.forms import WordingMixin
from lms.users.models import User


def regency_field() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Kabupaten/kota"), choices=[("", _("Pilih kabupaten/kota")), *Regency.choices])


YOUNGEST, OLDEST = 10, 100


class NikField(forms.CharField):
    """Any usual way of writing the 16 digits; empty gives None."""

    def clean(self, value: object) -> str | None:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return nik.parse(typed).number
        except nik.InvalidNik as error:
            raise forms.ValidationError(str(error), "invalid") from None


class NibField(forms.CharField):
    def clean(self, value: object) -> str:
        typed = super().clean(value)
        if not typed:
            return ""
        try:
            return parse_nib(typed)
        except InvalidNib:
            raise forms.ValidationError(
                _("NIB terdiri atas 13 angka. Periksa lagi di dokumen OSS Anda."), "invalid"
            ) from None


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


class BirthDateField(forms.DateField):
    """A plausible birth date (YOUNGEST to OLDEST years ago); also 17-8-1990 and 17/8/1990, for browsers without a date
    picker."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "autocomplete": "bday"})
        super().__init__(input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"], widget=widget, **kwargs)
        self.error_messages["invalid"] = _("Tanggal lahir tidak dikenali. Tulis seperti 17-8-1990.")

    def clean(self, value: object) -> date | None:
        day: date | None = super().clean(value)
        if day is None:
            return None
        today = timezone.localdate()
        if not today.year - OLDEST <= day.year or _age(day, today) < YOUNGEST:
            raise forms.ValidationError(_("Periksa lagi tahun lahir Anda."), "implausible")
        return day


class DocumentField(forms.FileField):
    """A file that is checked (type, size, content) before it is stored."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if file and file is not initial:
            try:
                check_upload(file, allowed=KINDS, most_bytes=MOST_BYTES)
            except UploadRefused as refusal:
                raise forms.ValidationError(str(refusal), code="refused") from refusal
        return file


def _text(label: str | Promise, hint: str | Promise, **attrs: str) -> forms.CharField:
    return forms.CharField(label=str(label), help_text=str(hint), max_length=150, widget=forms.TextInput(attrs=attrs))


def _document(label: str, hint: str | Promise) -> DocumentField:
    widget = forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png"})
    field = DocumentField(label=label, help_text=f"{hint} PDF, JPG, atau PNG, paling besar 5 MB.", widget=widget)
    field.error_messages["required"] = _("Pilih berkas %(label)s.") % {"label": label}
    return field


def fields_for(key: str) -> dict[str, forms.Field]:
    """The questions behind one key of courses.runs.requirements."""
    digits = {"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}
    made: dict[str, dict[str, forms.Field]] = {
        requirements.NIK: {
            "nik": NikField(
                label="NIK",
                help_text=_("16 angka di KTP atau kartu keluarga. Disimpan tersandi."),
                max_length=30,
                widget=forms.TextInput(attrs=digits),
                error_messages={"required": _("Isi NIK.")},
            )
        },
        requirements.GENDER: {
            "gender": forms.ChoiceField(label=_("Jenis kelamin"), choices=Gender.choices, widget=forms.RadioSelect)
        },
        requirements.BIRTH_DATE: {
            "birth_date": BirthDateField(label=_("Tanggal lahir"), help_text=_("Seperti di KTP. Contoh: 17-8-1990"))
        },
        requirements.BUSINESS: {
            "business_name": _text(_("Nama usaha"), _("Contoh: Keripik Bu Siti"), autocomplete="organization"),
            "business_sector": forms.ChoiceField(
                label=_("Bidang usaha"), choices=[("", _("Pilih bidang usaha")), *Sector.choices]
            ),
        },
        requirements.NIB: {
            "nib": NibField(
                label=_("NIB (Nomor Induk Berusaha)"),
                help_text=_("13 angka di dokumen dari OSS."),
                max_length=30,
                widget=forms.TextInput(attrs=digits),
                error_messages={"required": _("Isi NIB.")},
            )
        },
        requirements.COOPERATIVE: {"cooperative": _text(_("Nama koperasi"), _("Koperasi tempat Anda menjadi anggota."))},
        requirements.LETTER: {
            requirements.LETTER: _document("Surat Permohonan", _("Surat untuk dinas, sudah ditandatangani."))
        },
        requirements.IDENTITY: {
            requirements.IDENTITY: _document("Identitas Diri", _("Foto atau pindaian KTP yang terbaca."))
        },
    }
    return made[key]


class DetailsForm(WordingMixin, forms.Form):
    """Fields of ``keys``, and consent and kabupaten/kota where they have not been given yet."""

    def __init__(
        self, *args: Any, user: User, profile: Profile | None, keys: Iterable[str], required: bool, **kwargs: Any
    ) -> None:
        self.user, self.profile, self.keys = user, profile, list(keys)
        self.warnings: list[str] = []
        self.base_fields = self._questions(required)  # type: ignore[misc]  # BaseForm copies the instance's
        super().__init__(*args, **{**kwargs, "initial": self._saved()})

    def _questions(self, required: bool) -> dict[str, forms.Field]:
        fields = {name: field for key in self.keys for name, field in fields_for(key).items()}
        for field in fields.values():
            field.required = required
        if self.profile is None:
            fields = {"regency": regency_field(), **fields}
        if not has_consented(self.user, Consent.Purpose.CLASS_DATA):
            text = current_text(Consent.Purpose.CLASS_DATA)
            fields["consent"] = forms.BooleanField(
                label=text.words,
                help_text=_("Naskah persetujuan versi %(version)s") % {"version": text.version},
                error_messages={"required": _("Centang persetujuan ini supaya kami boleh menyimpan data Anda.")},
                widget=forms.CheckboxInput(attrs={"value": text.version}),
            )
        return fields

    def _saved(self) -> dict[str, object]:
        """Initial values. The NIK is never one: it is shown masked in the hint."""
        names = [name for key in self.keys for name in FIELDS.get(key, ()) if name != "nik"]
        return {name: getattr(self.profile, name) for name in names} if self.profile else {}

    def save(self) -> Profile | None:
        """Save all fields; return the profile, or None with an error on the form."""
        if not self.store_documents():
            return None
        answers = {
            name: value for name, value in self.cleaned_data.items() if name not in {"consent", *requirements.DOCUMENTS}
        }
        return details_update(user=self.user, answers=self._answers(answers))

    def _answers(self, answers: dict[str, object]) -> dict[str, object]:
        return answers

    def store_documents(self) -> bool:
        """Store valid files even if other fields have errors: a browser would require them to be selected again.

        Nothing is stored without consent. Fields of stored files are removed. False when a file can't be stored.
        """
        if not self._agree():
            return False
        for kind in PersonalDocument.Kind.values:
            file = self.cleaned_data.get(kind)
            if not file or kind in self.errors:
                continue
            try:
                document_upload(user=self.user, kind=kind, file=file)
            except UploadRefused as refusal:
                self.add_error(kind, str(refusal))
                return False
            del self.fields[kind]
        return True

    def _agree(self) -> bool:
        if "consent" not in self.fields:
            return True
        if not self.cleaned_data.get("consent"):
            return False
        try:
            consent_give(user=self.user, purpose=Consent.Purpose.CLASS_DATA, version=self.data["consent"])
        except OutdatedText:
            self.add_error("consent", _("Naskah ini baru saja berubah. Baca naskah yang baru, lalu kirim lagi."))
            return False
        return True


class AllDetailsForm(DetailsForm):
    """All details, to be corrected or emptied. The NIK is unchanged unless a new one is entered or it is removed."""

    remove_nik = "remove_nik"

    def _questions(self, required: bool) -> dict[str, forms.Field]:
        fields = super()._questions(required)
        if self.profile and self.profile.nik:
            saved = _("Tersimpan: %(nik)s. Isi hanya bila ingin menggantinya.") % {"nik": self.profile.masked_nik}
            fields["nik"].help_text = saved
            names = list(fields)
            names.insert(names.index("nik") + 1, self.remove_nik)
            fields[self.remove_nik] = forms.BooleanField(label=_("Kosongkan NIK yang tersimpan"), required=False)
            return {name: fields[name] for name in names}
        return fields

    def _answers(self, answers: dict[str, object]) -> dict[str, object]:
        removed = answers.pop(self.remove_nik, False)
        if not answers.get("nik"):
            answers.pop("nik", None)
            if removed:
                answers["nik"] = None
        return answers
