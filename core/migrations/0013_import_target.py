"""One file may be checked for several targets at once: for two publishers, courses or classes."""

from typing import Any

from django.db import migrations, models

SENTENCE = "Berkas yang sama sedang diperiksa untuk tujuan lain. Unggah lagi sesudah selesai."


def refuse_second_targets(apps: Any, schema_editor: Any) -> None:
    """Going back: of the same file only the first stays on its way, as the rule was; the others say what to do."""
    checking = apps.get_model("core", "ImportRun").objects.filter(state="checking")
    seen = set()
    for run in checking.order_by("created_at", "pk").only("kind", "sha256"):
        if (run.kind, run.sha256) in seen:
            checking.filter(pk=run.pk).update(state="refused", message=SENTENCE)
        seen.add((run.kind, run.sha256))


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0012_allowed_host"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="importrun", name="core_import_checked_once_at_a_time"),
        migrations.RunPython(migrations.RunPython.noop, refuse_second_targets),
        migrations.AddField(
            model_name="importrun",
            name="target",
            field=models.CharField(
                blank=True,
                help_text="Kunci dari aplikasinya: penerbit, pelatihan, atau kelas.",
                max_length=120,
                verbose_name="untuk",
            ),
        ),
        migrations.AddConstraint(
            model_name="importrun",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "checking")),
                fields=("kind", "target", "sha256"),
                name="core_import_checked_once_at_a_time",
            ),
        ),
    ]
