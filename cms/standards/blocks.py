"""Blocks of the information site: the typed parts of a service standard and the ways in on the home page."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from wagtail import blocks

from cms.standards.imports.check import LINK

link_validator = RegexValidator(LINK, "Isi alamat di situs ini (/pelatihan/) atau alamat lengkap (https://…).")


class TimeUnit(models.TextChoices):
    """Units as the decree prints them: "hari" stays "hari", it is never read as "hari kerja"."""

    MINUTE = "minute", "menit"
    HOUR = "hour", "jam"
    DAY = "day", "hari"
    WEEK = "week", "minggu"
    MONTH = "month", "bulan"


class RequirementGroupBlock(blocks.StructBlock):
    """One list of requirements. A service may ask different things of cooperatives and of UMKM: one group each."""

    title = blocks.CharBlock(
        label="Untuk siapa", required=False, max_length=120, help_text="Kosongkan bila syaratnya sama untuk semua."
    )
    items = blocks.ListBlock(blocks.CharBlock(max_length=300), label="Syarat", min_num=1)

    class Meta:
        label = "Kelompok syarat"
        icon = "list-ul"


class StepBlock(blocks.StructBlock):
    """One step of the procedure, in order; the decree seldom says who takes it."""

    text = blocks.CharBlock(label="Langkah", max_length=300)
    actor = blocks.CharBlock(label="Pelaku", required=False, max_length=120)

    class Meta:
        label = "Langkah"
        icon = "order-down"


class DurationSpanBlock(blocks.StructBlock):
    """Numbers with a unit, or the decree's own words ("Sesuai dengan Permohonan"): exactly one of the two."""

    label = blocks.CharBlock(label="Tahap", required=False, max_length=120, help_text="Misalnya: Proses Pendaftaran.")
    minimum = blocks.IntegerBlock(label="Paling cepat", required=False, min_value=1)
    maximum = blocks.IntegerBlock(label="Paling lama", required=False, min_value=1)
    unit = blocks.ChoiceBlock(label="Satuan", choices=TimeUnit.choices, required=False)
    words = blocks.CharBlock(
        label="Kata-kata keputusan", required=False, max_length=200, help_text="Hanya bila waktunya bukan angka."
    )

    class Meta:
        label = "Jangka waktu"
        icon = "time"

    def clean(self, value: Any) -> Any:
        """Raises StructBlockValidationError when both forms are given or the numbers contradict.

        That one form is given whole is asked when the page is sent in, not of a draft.
        """
        cleaned = super().clean(value)
        errors: dict[str, ValidationError] = {}
        minimum, maximum = cleaned["minimum"], cleaned["maximum"]
        if cleaned["words"]:
            if minimum or maximum or cleaned["unit"]:
                errors["words"] = ValidationError("Isi angka dan satuan, atau kata-kata keputusan; jangan keduanya.")
        elif self.is_deferred_validation:
            pass
        elif not maximum:
            errors["maximum"] = ValidationError("Isi paling lama dan satuannya, atau kata-kata keputusan.")
        elif not cleaned["unit"]:
            errors["unit"] = ValidationError("Pilih satuan waktunya.")
        if minimum and maximum and minimum > maximum:
            errors["minimum"] = ValidationError("Paling cepat tidak boleh melebihi paling lama.")
        if errors:
            raise blocks.StructBlockValidationError(block_errors=errors)
        return cleaned


class ComplaintChannelBlock(blocks.StructBlock):
    """A way to complain, named as in the decree."""

    name = blocks.CharBlock(label="Kanal", max_length=120)
    url = blocks.CharBlock(label="Alamat web", required=False, max_length=300, validators=[link_validator])

    class Meta:
        label = "Kanal pengaduan"
        icon = "mail"


class ItemBlock(blocks.CharBlock):
    """One printed bullet of a component."""

    class Meta:
        label = "Butir"
        icon = "dot"
