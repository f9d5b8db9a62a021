"""The field of forms in which people type an ISBN."""

from django import forms

from elibrary.formats.values.isbn import isbn13_of, read


class IsbnField(forms.CharField):
    """Cleans to thirteen digits, "" for empty input; what is wrong with the number is said, with what it may be."""

    def __init__(self, **options: object) -> None:
        defaults = {"label": "ISBN", "max_length": 40, "required": False}
        super().__init__(**{**defaults, **options})  # type: ignore[arg-type]

    def clean(self, value: object) -> str:
        text: str = super().clean(value).strip()
        found, faults = read(text)
        isbn = isbn13_of(found)
        if text and not isbn:
            said = [f"{fault.message} {fault.advice}" for fault in faults] or [
                "ISBN ini tidak benar. Periksa lagi angkanya."
            ]
            raise forms.ValidationError(said)
        return isbn
