"""Shared wording of the forms of accounts and profiles."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

PASSWORD_HINT = _("Paling sedikit 8 huruf atau angka, tidak hanya angka, dan tidak mudah ditebak.")
EMAIL = {"label": _("Alamat e-mail"), "help_text": _("Contoh: siti@contoh.id")}
CODE_ATTRS = {"inputmode": "numeric", "autocomplete": "one-time-code", "maxlength": "12", "autocapitalize": "none"}


class WordingMixin:
    """Sets labels and hints (``WORDING``) of allauth's fields, removes its placeholders, names fields in errors."""

    WORDING: dict[str, dict[str, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, forms.Field] = self.fields  # type: ignore[attr-defined]
        for name, words in self.WORDING.items():
            fields[name].label, fields[name].help_text = words["label"], words["help_text"]
            fields[name].widget.attrs.update(words.get("attrs", {}))
        for field in fields.values():
            field.widget.attrs.pop("placeholder", None)
            _set_required_message(field)


def _set_required_message(field: forms.Field) -> None:
    if field.error_messages.get("required") != forms.Field.default_error_messages["required"] or not field.label:
        return
    label = str(field.label)
    verb = gettext("Pilih") if isinstance(field, forms.ChoiceField) else gettext("Isi")
    field.error_messages["required"] = f"{verb} {label[0].lower()}{label[1:]}."
    if isinstance(field, forms.EmailField):
        field.error_messages["invalid"] = gettext("Alamat e-mail belum lengkap. Contoh: siti@contoh.id")
