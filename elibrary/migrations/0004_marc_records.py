import base64
import binascii
import hashlib
import json

import django.db.models.deletion
from django.db import migrations, models
from pymarc import Record


def move_out_of_offers(apps, schema_editor):
    """Until now a record lay in the offer as base64 of ISO 2709; the offer keeps its fingerprint."""
    Offer, MarcRecord = apps.get_model("elibrary", "Offer"), apps.get_model("elibrary", "MarcRecord")
    for offer in Offer.objects.exclude(record__marc="").filter(record__has_key="marc").iterator(chunk_size=200):
        leader, fields = _read(offer.record["marc"])
        if fields:
            MarcRecord.objects.create(offer=offer, leader=leader, fields=fields)
        written = json.dumps([leader, fields], ensure_ascii=True, separators=(",", ":"))
        offer.record["marc"] = hashlib.sha256(written.encode()).hexdigest() if fields else ""
        offer.save(update_fields=["record"])


def _read(encoded):
    try:
        record = Record(base64.b64decode(encoded), force_utf8=True)
    except (binascii.Error, ValueError, LookupError):
        return "", []
    fields = [
        [one.tag, one.data or ""]
        if one.control_field
        else [one.tag, "".join(one.indicators), [[part.code, part.value] for part in one.subfields]]
        for one in record.fields
    ]
    return str(record.leader), fields


class Migration(migrations.Migration):
    dependencies = [
        ("elibrary", "0003_orders"),
    ]

    operations = [
        migrations.CreateModel(
            name="MarcRecord",
            fields=[
                (
                    "offer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="marc_record",
                        serialize=False,
                        to="elibrary.offer",
                        verbose_name="penawaran",
                    ),
                ),
                ("leader", models.CharField(max_length=24, verbose_name="label (leader)")),
                ("fields", models.JSONField(default=list, verbose_name="ruas")),
                ("mended", models.JSONField(blank=True, default=list, verbose_name="yang diperbaiki saat dibaca")),
            ],
            options={
                "verbose_name": "rekaman MARC",
                "verbose_name_plural": "rekaman MARC",
                "default_permissions": (),
            },
        ),
        migrations.RunPython(move_out_of_offers, migrations.RunPython.noop),
    ]
