"""The tables of core, after those of others: their migrations take a quarter longer once ours are there."""

import uuid

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import modelsearch.index
import taggit.managers
import wagtail.images.models
import wagtail.models.media
from django.conf import settings
from django.db import migrations, models

import core.files.models.site_media
import core.personal_data.fields
import core.publishing.models.publication


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        # Not referred to. Each of their steps has Django render every model related to pages and accounts: few before ours.
        ("wagtailadmin", "0006_formstate"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailembeds", "0009_embed_cache_until"),
        ("wagtailforms", "0005_alter_formsubmission_form_data"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("wagtailsearch", "0010_add_text_fields"),
        ("wagtailsearchpromotions", "0008_query_verbose_name"),
        ("wagtailusers", "0015_userprofile_keyboard_shortcuts"),
    ]

    operations = [
        migrations.CreateModel(
            name="AllowedHost",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "host",
                    models.CharField(
                        help_text="Nama saja, misalnya katalog.penerbit.co.id; tanpa https:// dan tanpa garis miring.",
                        max_length=253,
                        unique=True,
                        verbose_name="host",
                    ),
                ),
                (
                    "port",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Kosongkan untuk porta biasa (443 dan 80). Diisi bila server memakai porta lain, misalnya 8443.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(65535),
                        ],
                        verbose_name="porta lain",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        help_text="Misalnya: umpan OPDS Balai Pustaka.", max_length=200, verbose_name="untuk apa"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dicatat")),
            ],
            options={
                "verbose_name": "host yang diizinkan",
                "verbose_name_plural": "host yang diizinkan",
                "ordering": ["host"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("host", django.db.models.functions.text.Lower(models.F("host"))),
                            models.Q(("host", ""), _negated=True),
                        ),
                        name="core_host_lower_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("port__isnull", True), models.Q(("port__gte", 1), ("port__lte", 65535)), _connector="OR"
                        ),
                        name="core_host_port_possible",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SecondPersonTask",
            fields=[
                (
                    "task_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.task",
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        help_text="Pages/snippets at this step in a workflow will be moderated or approved by these groups of users",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
            ],
            options={
                "verbose_name": "persetujuan orang kedua",
                "verbose_name_plural": "persetujuan orang kedua",
            },
            bases=("wagtailcore.task",),
        ),
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True, db_index=True, verbose_name="waktu")),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Kosong berarti sistem.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="pelaku",
                    ),
                ),
                ("action", models.CharField(db_index=True, max_length=80, verbose_name="tindakan")),
                ("subject_kind", models.CharField(max_length=80, verbose_name="jenis objek")),
                ("subject_id", models.CharField(max_length=64, verbose_name="objek")),
                ("before", models.JSONField(blank=True, default=dict, verbose_name="sebelum")),
                ("after", models.JSONField(blank=True, default=dict, verbose_name="sesudah")),
                ("request_id", models.CharField(blank=True, max_length=64, verbose_name="id permintaan")),
            ],
            options={
                "verbose_name": "catatan audit",
                "verbose_name_plural": "jejak audit",
                "ordering": ["-at", "-pk"],
                "indexes": [models.Index(fields=["subject_kind", "subject_id"], name="core_audit_subject")],
            },
        ),
        migrations.CreateModel(
            name="SiteImage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "collection",
                    models.ForeignKey(
                        default=wagtail.models.media.get_root_collection_id,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.collection",
                        verbose_name="collection",
                    ),
                ),
                ("title", models.CharField(max_length=255, verbose_name="title")),
                (
                    "file",
                    wagtail.images.models.WagtailImageField(
                        height_field="height",
                        upload_to=wagtail.images.models.get_upload_to,
                        verbose_name="file",
                        width_field="width",
                    ),
                ),
                ("description", models.CharField(blank=True, default="", max_length=255, verbose_name="description")),
                ("width", models.IntegerField(editable=False, verbose_name="width")),
                ("height", models.IntegerField(editable=False, verbose_name="height")),
                ("created_at", models.DateTimeField(auto_now_add=True, db_index=True, verbose_name="created at")),
                (
                    "uploaded_by_user",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by user",
                    ),
                ),
                ("focal_point_x", models.PositiveIntegerField(blank=True, null=True)),
                ("focal_point_y", models.PositiveIntegerField(blank=True, null=True)),
                ("focal_point_width", models.PositiveIntegerField(blank=True, null=True)),
                ("focal_point_height", models.PositiveIntegerField(blank=True, null=True)),
                ("file_size", models.PositiveIntegerField(editable=False, null=True)),
                ("file_hash", models.CharField(blank=True, db_index=True, editable=False, max_length=40)),
                (
                    "tags",
                    taggit.managers.TaggableManager(
                        blank=True, help_text=None, through="taggit.TaggedItem", to="taggit.Tag", verbose_name="tags"
                    ),
                ),
            ],
            options={
                "verbose_name": "gambar",
                "verbose_name_plural": "gambar",
                "abstract": False,
            },
            bases=(wagtail.images.models.ImageFileMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="SiteRendition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("filter_spec", models.CharField(db_index=True, max_length=255)),
                (
                    "file",
                    wagtail.images.models.WagtailImageField(
                        height_field="height",
                        storage=wagtail.images.models.get_rendition_storage,
                        upload_to=wagtail.images.models.get_rendition_upload_to,
                        width_field="width",
                    ),
                ),
                ("width", models.IntegerField(editable=False)),
                ("height", models.IntegerField(editable=False)),
                ("focal_point_key", models.CharField(blank=True, default="", editable=False, max_length=16)),
                (
                    "image",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="renditions", to="core.siteimage"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("image", "filter_spec", "focal_point_key"), name="core_rendition_once")
                ],
            },
            bases=(wagtail.images.models.ImageFileMixin, models.Model),
        ),
        migrations.CreateModel(
            name="SiteDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "collection",
                    models.ForeignKey(
                        default=wagtail.models.media.get_root_collection_id,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.collection",
                        verbose_name="collection",
                    ),
                ),
                ("title", models.CharField(max_length=255, verbose_name="title")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created at")),
                (
                    "uploaded_by_user",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by user",
                    ),
                ),
                ("file_size", models.PositiveBigIntegerField(editable=False, null=True)),
                ("file_hash", models.CharField(blank=True, editable=False, max_length=40)),
                (
                    "file",
                    models.FileField(
                        storage=core.files.models.site_media.private_storage, upload_to="documents", verbose_name="berkas"
                    ),
                ),
                (
                    "tags",
                    taggit.managers.TaggableManager(
                        blank=True, help_text=None, through="taggit.TaggedItem", to="taggit.Tag", verbose_name="tags"
                    ),
                ),
            ],
            options={
                "verbose_name": "dokumen",
                "verbose_name_plural": "dokumen",
                "abstract": False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=80, verbose_name="jenis")),
                (
                    "target",
                    models.CharField(
                        blank=True,
                        help_text="Kunci dari aplikasinya: penerbit, pelatihan, atau kelas.",
                        max_length=120,
                        verbose_name="untuk",
                    ),
                ),
                ("file_name", models.CharField(max_length=120, verbose_name="nama berkas")),
                (
                    "file",
                    models.FileField(
                        max_length=200,
                        storage=core.files.models.site_media.private_storage,
                        upload_to="imports",
                        verbose_name="berkas",
                    ),
                ),
                ("sha256", models.CharField(max_length=64, verbose_name="sidik berkas (SHA-256)")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("checking", "sedang diperiksa"),
                            ("refused", "ditolak"),
                            ("checked", "selesai diperiksa"),
                            ("applying", "sedang diterapkan"),
                            ("applied", "sudah diterapkan"),
                        ],
                        default="checking",
                        max_length=10,
                        verbose_name="keadaan",
                    ),
                ),
                (
                    "message",
                    models.TextField(blank=True, help_text="Kalimat untuk orang yang menunggu.", verbose_name="pesan"),
                ),
                ("chosen", models.JSONField(blank=True, default=list, verbose_name="dipilih")),
                (
                    "options",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        help_text="Yang dipilih saat mengunggah; bukan data pribadi.",
                        verbose_name="pilihan",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diunggah oleh",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="diunggah")),
                ("checked_at", models.DateTimeField(blank=True, null=True, verbose_name="diperiksa")),
                ("applied_at", models.DateTimeField(blank=True, null=True, verbose_name="diterapkan")),
            ],
            options={
                "verbose_name": "impor",
                "verbose_name_plural": "impor",
                "ordering": ["-created_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "checking")),
                        fields=("kind", "target", "sha256"),
                        name="core_import_checked_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            models.Q(("message", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="core_import_refused_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "applied"), _negated=True), ("applied_at__isnull", False), _connector="OR"
                        ),
                        name="core_import_applied_has_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="core.importrun"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="nomor")),
                ("key", models.CharField(max_length=120, verbose_name="kunci")),
                ("subject", models.CharField(max_length=300, verbose_name="objek")),
                ("part", models.CharField(max_length=120, verbose_name="bagian")),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("new", "baru"),
                            ("changed", "berubah"),
                            ("same", "sama"),
                            ("absent", "hilang dari berkas"),
                            ("note", "catatan"),
                            ("problem", "bermasalah"),
                        ],
                        max_length=10,
                        verbose_name="hasil",
                    ),
                ),
                ("before", models.TextField(blank=True, verbose_name="sekarang")),
                ("after", models.TextField(blank=True, verbose_name="dalam berkas")),
                ("message", models.TextField(blank=True, verbose_name="penjelasan")),
                ("advice", models.TextField(blank=True, verbose_name="yang perlu dilakukan")),
                ("needs_choice", models.BooleanField(default=False, verbose_name="hanya bila dipilih")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "belum diterapkan"),
                            ("done", "diterapkan"),
                            ("unchanged", "sudah sesuai"),
                            ("skipped", "dilewati"),
                        ],
                        default="",
                        max_length=10,
                        verbose_name="penerapan",
                    ),
                ),
            ],
            options={
                "verbose_name": "baris laporan impor",
                "verbose_name_plural": "baris laporan impor",
                "ordering": ["run", "number"],
                "indexes": [models.Index(fields=["run", "key"], name="core_import_line_subject")],
                "constraints": [models.UniqueConstraint(fields=("run", "number"), name="core_import_line_number_once")],
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=80, verbose_name="jenis")),
                ("subject", models.CharField(max_length=120, verbose_name="objek")),
                ("payload", models.JSONField(blank=True, default=dict, verbose_name="isi")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "menunggu"),
                            ("running", "berjalan"),
                            ("done", "selesai"),
                            ("failed", "gagal"),
                            ("superseded", "digantikan"),
                        ],
                        default="queued",
                        max_length=12,
                        verbose_name="keadaan",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="percobaan")),
                ("max_attempts", models.PositiveSmallIntegerField(default=3, verbose_name="batas percobaan")),
                ("run_after", models.DateTimeField(default=django.utils.timezone.now, verbose_name="tidak sebelum")),
                ("nudged_at", models.DateTimeField(blank=True, null=True)),
                ("lease_until", models.DateTimeField(blank=True, null=True, verbose_name="dipegang sampai")),
                ("lease_token", models.UUIDField(blank=True, null=True)),
                ("progress_done", models.PositiveIntegerField(default=0, verbose_name="selesai")),
                ("progress_total", models.PositiveIntegerField(default=0, verbose_name="dari")),
                (
                    "message",
                    models.CharField(
                        blank=True, help_text="Kalimat untuk orang yang menunggu.", max_length=500, verbose_name="pesan"
                    ),
                ),
                (
                    "error",
                    models.CharField(
                        blank=True,
                        help_text="Jenis galat terakhir; rinciannya di log.",
                        max_length=500,
                        verbose_name="galat",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diminta oleh",
                    ),
                ),
                ("request_id", models.CharField(blank=True, max_length=64, verbose_name="id permintaan")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dibuat")),
                ("started_at", models.DateTimeField(blank=True, null=True, verbose_name="dimulai")),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="berakhir")),
            ],
            options={
                "verbose_name": "pekerjaan latar",
                "verbose_name_plural": "pekerjaan latar",
                "ordering": ["-created_at"],
                "indexes": [
                    models.Index(fields=["state", "run_after"], name="core_job_due"),
                    models.Index(fields=["kind", "subject", "-created_at"], name="core_job_latest"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "queued")), fields=("kind", "subject"), name="core_job_one_queued"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "running")), fields=("kind", "subject"), name="core_job_one_running"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "running"), _negated=True),
                            models.Q(("lease_until__isnull", False), ("lease_token__isnull", False)),
                            _connector="OR",
                        ),
                        name="core_job_running_has_lease",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LegalBasis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("uu", "Undang-Undang"),
                            ("perpu", "Peraturan Pemerintah Pengganti Undang-Undang"),
                            ("pp", "Peraturan Pemerintah"),
                            ("perpres", "Peraturan Presiden"),
                            ("permen", "Peraturan Menteri"),
                            ("kepmen", "Keputusan Menteri"),
                            ("perda", "Peraturan Daerah"),
                            ("pergub", "Peraturan Gubernur"),
                            ("kepgub", "Keputusan Gubernur"),
                            ("other", "lainnya"),
                        ],
                        max_length=10,
                        verbose_name="jenis",
                    ),
                ),
                (
                    "issuer",
                    models.CharField(
                        blank=True,
                        help_text="Misalnya: Koperasi dan UKM, Provinsi Jawa Timur.",
                        max_length=120,
                        verbose_name="penerbit",
                    ),
                ),
                ("number", models.CharField(max_length=60, verbose_name="nomor")),
                ("year", models.PositiveSmallIntegerField(verbose_name="tahun")),
                ("title", models.CharField(max_length=400, verbose_name="tentang")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("unchecked", "belum diperiksa"),
                            ("in_force", "berlaku"),
                            ("amended", "diubah"),
                            ("revoked", "dicabut"),
                        ],
                        default="unchecked",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="core.legalbasis",
                        verbose_name="diubah atau dicabut oleh",
                    ),
                ),
                ("status_source", models.CharField(blank=True, max_length=300, verbose_name="sumber status")),
                ("status_checked_on", models.DateField(blank=True, null=True, verbose_name="diperiksa tanggal")),
            ],
            options={
                "verbose_name": "dasar hukum",
                "verbose_name_plural": "dasar hukum",
                "ordering": ["year", "kind", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "issuer", "number", "year"), name="core_legal_basis_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "unchecked"),
                            models.Q(models.Q(("status_source", ""), _negated=True), ("status_checked_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="core_legal_basis_status_has_source",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MediaFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="kode alamat")),
                (
                    "title",
                    models.CharField(
                        help_text="Dibaca peserta pada tautan dan pemutar.", max_length=120, verbose_name="judul"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("video", "Video"), ("audio", "Audio"), ("document", "Dokumen")],
                        editable=False,
                        max_length=8,
                        verbose_name="jenis",
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        editable=False,
                        max_length=200,
                        storage=core.files.models.site_media.private_storage,
                        upload_to="",
                        verbose_name="berkas",
                    ),
                ),
                ("content_type", models.CharField(editable=False, max_length=100, verbose_name="jenis isi")),
                ("size", models.PositiveBigIntegerField(editable=False, verbose_name="ukuran")),
                (
                    "page_count",
                    models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name="jumlah halaman"),
                ),
                ("captions", models.TextField(blank=True, editable=False, verbose_name="takarir (WebVTT)")),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diunggah oleh",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="diunggah")),
            ],
            options={
                "verbose_name": "berkas media",
                "verbose_name_plural": "berkas media",
                "ordering": ["-created_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="core_media_not_empty"),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "video"), ("captions", ""), _connector="OR"),
                        name="core_media_captions_of_video",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200, unique=True, verbose_name="kunci")),
                ("category", models.CharField(max_length=60, verbose_name="jenis pesan")),
                (
                    "channel",
                    models.CharField(
                        choices=[("email", "e-mail"), ("console", "layar terminal"), ("whatsapp", "WhatsApp")],
                        default="email",
                        max_length=12,
                        verbose_name="saluran",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notifications",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="penerima",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=254, verbose_name="alamat")),
                (
                    "sealed_address",
                    core.personal_data.fields.EncryptedTextField(
                        blank=True, editable=False, null=True, verbose_name="nomor"
                    ),
                ),
                (
                    "template",
                    models.CharField(
                        choices=[("notice", "pemberitahuan"), ("code", "kode")],
                        default="notice",
                        max_length=6,
                        verbose_name="bentuk",
                    ),
                ),
                ("subject", models.CharField(max_length=200, verbose_name="judul")),
                ("body_text", models.TextField(verbose_name="isi")),
                ("body_html", models.TextField(blank=True, verbose_name="isi HTML")),
                (
                    "sensitive",
                    models.BooleanField(default=False, help_text="Isinya dihapus begitu terkirim.", verbose_name="rahasia"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "menunggu"),
                            ("sending", "sedang dikirim"),
                            ("sent", "terkirim"),
                            ("uncertain", "tidak pasti"),
                            ("failed", "gagal"),
                            ("opted_out", "tidak diinginkan"),
                            ("no_address", "tidak ada alamat"),
                        ],
                        default="queued",
                        max_length=12,
                        verbose_name="keadaan",
                    ),
                ),
                ("error", models.CharField(blank=True, max_length=300, verbose_name="galat")),
                (
                    "delivery",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "belum ada kabar"),
                            ("sent", "dikirim WhatsApp"),
                            ("delivered", "sampai di ponsel"),
                            ("read", "dibaca"),
                            ("failed", "tidak sampai"),
                        ],
                        default="",
                        max_length=9,
                        verbose_name="kabar pengantaran",
                    ),
                ),
                ("delivery_at", models.DateTimeField(blank=True, null=True, verbose_name="kabar diterima")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dibuat")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="terkirim")),
            ],
            options={
                "verbose_name": "pemberitahuan",
                "verbose_name_plural": "pemberitahuan",
                "ordering": ["-created_at", "-pk"],
                "indexes": [models.Index(fields=["state", "created_at"], name="core_notification_state")],
            },
        ),
        migrations.CreateModel(
            name="NotificationOptOut",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notification_opt_outs",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("category", models.CharField(max_length=60, verbose_name="jenis pesan")),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "penolakan pemberitahuan",
                "verbose_name_plural": "penolakan pemberitahuan",
                "constraints": [models.UniqueConstraint(fields=("user", "category"), name="core_opt_out_once")],
            },
        ),
        migrations.CreateModel(
            name="NumberSeries",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("series", models.CharField(max_length=80, verbose_name="seri")),
                ("year", models.PositiveSmallIntegerField(verbose_name="tahun")),
                ("last", models.PositiveIntegerField(default=0, verbose_name="nomor terakhir")),
            ],
            options={
                "verbose_name": "seri nomor",
                "verbose_name_plural": "seri nomor",
                "ordering": ["series", "year"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("series", "year"), name="core_number_series_once"),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 2000), ("year__lte", 2200)), name="core_number_series_year"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProcessingEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True, db_index=True, verbose_name="waktu")),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="pemilik data",
                    ),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="Kosong berarti sistem.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="pelaku",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("collect", "dihimpun"),
                            ("access", "dilihat"),
                            ("reveal", "NIK dibuka"),
                            ("export", "disalin"),
                            ("correct", "diperbaiki"),
                            ("consent", "persetujuan"),
                            ("erase", "dihapus"),
                        ],
                        max_length=10,
                        verbose_name="tindakan",
                    ),
                ),
                ("what", models.CharField(max_length=120, verbose_name="data")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="alasan")),
                ("request_id", models.CharField(blank=True, max_length=64, verbose_name="id permintaan")),
            ],
            options={
                "verbose_name": "catatan pemrosesan",
                "verbose_name_plural": "log pemrosesan",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="publications",
                        to="wagtailcore.page",
                        verbose_name="halaman",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=core.publishing.models.publication.protect_from_purge,
                        related_name="publications",
                        to="wagtailcore.revision",
                        verbose_name="versi",
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="nomor")),
                ("note", models.TextField(max_length=500, verbose_name="apa yang berubah")),
                ("basis", models.CharField(blank=True, max_length=200, verbose_name="dasar perubahan")),
                ("published_at", models.DateTimeField(verbose_name="diterbitkan")),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diterbitkan oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "penerbitan",
                "verbose_name_plural": "riwayat penerbitan",
                "ordering": ["page", "-number"],
                "constraints": [models.UniqueConstraint(fields=("page", "number"), name="core_publication_number_once")],
            },
        ),
        migrations.CreateModel(
            name="ReviewNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.page",
                        verbose_name="halaman",
                    ),
                ),
                ("due", models.DateField(verbose_name="ditinjau paling lambat")),
                (
                    "stage",
                    models.CharField(
                        choices=[("month", "dalam 30 hari"), ("week", "dalam 7 hari"), ("overdue", "lewat batas")],
                        max_length=8,
                        verbose_name="tahap",
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="diberitahukan")),
            ],
            options={
                "verbose_name": "pengingat peninjauan",
                "verbose_name_plural": "pengingat peninjauan",
                "constraints": [models.UniqueConstraint(fields=("page", "due", "stage"), name="core_review_notice_once")],
            },
        ),
        migrations.CreateModel(
            name="Synonym",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "said",
                    models.CharField(
                        help_text="Kata atau ungkapan seperti yang diketik orang, misalnya: bungkus. Imbuhan tidak perlu ditulis berulang.",
                        max_length=60,
                        verbose_name="kata warga",
                    ),
                ),
                (
                    "meant",
                    models.CharField(
                        blank=True,
                        help_text="Kata yang dipakai halaman kita, misalnya: kemasan. Lebih dari satu: pisahkan dengan koma. Kosong: kata warga itu diabaikan bila ada kata lain.",
                        max_length=200,
                        verbose_name="kata di situs",
                    ),
                ),
            ],
            options={
                "verbose_name": "padanan kata",
                "verbose_name_plural": "padanan kata",
                "ordering": ["said"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("said"),
                        name="core_synonym_once",
                        violation_error_message="Kata ini sudah ada di daftar. Tambahkan artinya di sana.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("said", ""), _negated=True), name="core_synonym_says_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MissedQuery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("term", models.CharField(max_length=60, verbose_name="kata yang dicari")),
                ("day", models.DateField(verbose_name="tanggal")),
                ("count", models.PositiveIntegerField(default=1, verbose_name="berapa kali")),
            ],
            options={
                "verbose_name": "pencarian tanpa hasil",
                "verbose_name_plural": "pencarian tanpa hasil",
                "ordering": ["-day", "-count", "term"],
                "constraints": [
                    models.UniqueConstraint(fields=("day", "term"), name="core_missed_query_once_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("term", ""), _negated=True), ("count__gte", 1)),
                        name="core_missed_query_counts",
                    ),
                ],
            },
        ),
    ]
