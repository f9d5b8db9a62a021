"""Blocks of the typed fields of a service standard."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from wagtail import blocks

from cms.standards.imports.check import LINK

link_validator = RegexValidator(LINK, "Isi alamat di situs ini (/pelatihan/) atau alamat lengkap (https://…).")


class TimeUnit(models.TextChoices):
    """Units of the decree. "hari" is a calendar day, never "hari kerja"."""

    MINUTE = "minute", "menit"
    HOUR = "hour", "jam"
    DAY = "day", "hari"
    WEEK = "week", "minggu"
    MONTH = "month", "bulan"


class RequirementGroupBlock(blocks.StructBlock):
    """A list of requirements. Different requirements of cooperatives and UMKM are separate groups."""

    title = blocks.CharBlock(
        label="Untuk siapa", required=False, max_length=120, help_text="Kosongkan bila syaratnya sama untuk semua."
    )
    items = blocks.ListBlock(blocks.CharBlock(max_length=300), label="Syarat", min_num=1)

    class Meta:
        label = "Kelompok syarat"
        icon = "list-ul"


class StepBlock(blocks.StructBlock):
    """One step of the procedure; ``actor`` is optional, as the decree rarely names it."""

    text = blocks.CharBlock(label="Langkah", max_length=300)
    actor = blocks.CharBlock(label="Pelaku", required=False, max_length=120)

    class Meta:
        label = "Langkah"
        icon = "order-down"


class DurationSpanBlock(blocks.StructBlock):
    """Either numbers with a unit or the text of the decree ("Sesuai dengan Permohonan")."""

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

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Raises StructBlockValidationError when both forms are given or the minimum exceeds the maximum.

        A missing or incomplete form is an error on publication only, not for a draft.
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
    """A complaint channel, named as in the decree."""

    name = blocks.CharBlock(label="Kanal", max_length=120)
    url = blocks.CharBlock(label="Alamat web", required=False, max_length=300, validators=[link_validator])

    class Meta:
        label = "Kanal pengaduan"
        icon = "mail"


class ItemBlock(blocks.CharBlock):
    """One list item of a component."""

    class Meta:
        label = "Butir"
        icon = "dot"
