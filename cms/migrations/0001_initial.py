import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import wagtail.fields
from django.db import migrations, models

import cms.home.routing
import cms.pages.models.reserved_paths
import cms.standards.models.service
import core.django_patches.ancestors


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("core", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Audience",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="nama")),
            ],
            options={
                "verbose_name": "kelompok pengguna",
                "verbose_name_plural": "kelompok pengguna",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="ContactPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                ("lead", models.TextField(blank=True, max_length=400, verbose_name="pengantar")),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [("text", 0), ("figure", 3), ("steps", 8), ("callout", 12)],
                        blank=True,
                        block_lookup={
                            0: ("core.pages.blocks.body.TextBlock", (), {}),
                            1: ("wagtail.images.blocks.ImageBlock", [], {"label": "Gambar"}),
                            2: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Keterangan", "max_length": 200, "required": False},
                            ),
                            3: ("wagtail.blocks.StructBlock", [[("image", 1), ("caption", 2)]], {}),
                            4: ("wagtail.blocks.CharBlock", (), {"label": "Langkah", "max_length": 120}),
                            5: ("wagtail.blocks.TextBlock", (), {"label": "Penjelasan", "required": False, "rows": 3}),
                            6: ("wagtail.blocks.StructBlock", [[("title", 4), ("text", 5)]], {}),
                            7: ("wagtail.blocks.ListBlock", (6,), {"label": "Langkah", "max_num": 20, "min_num": 1}),
                            8: ("wagtail.blocks.StructBlock", [[("steps", 7)]], {}),
                            9: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [("info", "Info"), ("success", "Contoh baik"), ("warning", "Perhatian")],
                                    "label": "Jenis",
                                },
                            ),
                            10: ("wagtail.blocks.CharBlock", (), {"label": "Judul", "max_length": 80}),
                            11: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {"features": ["bold", "italic", "ul", "link"], "label": "Isi"},
                            ),
                            12: ("wagtail.blocks.StructBlock", [[("tone", 9), ("title", 10), ("text", 11)]], {}),
                        },
                        help_text="Alamat dan nomor diambil dari Kontak dinas.",
                        verbose_name="keterangan tambahan",
                    ),
                ),
            ],
            options={
                "verbose_name": "halaman kontak",
                "verbose_name_plural": "halaman kontak",
            },
            bases=(
                cms.pages.models.reserved_paths.UnreservedSlugMixin,
                core.django_patches.ancestors.KnownAncestors,
                "wagtailcore.page",
                models.Model,
            ),
        ),
        migrations.CreateModel(
            name="FaqPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                ("lead", models.TextField(blank=True, max_length=400, verbose_name="pengantar")),
                (
                    "groups",
                    wagtail.fields.StreamField(
                        [("group", 5)],
                        block_lookup={
                            0: ("wagtail.blocks.CharBlock", (), {"label": "Tentang apa", "max_length": 120}),
                            1: ("wagtail.blocks.CharBlock", (), {"label": "Pertanyaan", "max_length": 200}),
                            2: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {"features": ["bold", "italic", "ol", "ul", "link", "document-link"], "label": "Jawaban"},
                            ),
                            3: ("wagtail.blocks.StructBlock", [[("question", 1), ("answer", 2)]], {}),
                            4: ("wagtail.blocks.ListBlock", (3,), {"label": "Pertanyaan", "min_num": 1}),
                            5: ("wagtail.blocks.StructBlock", [[("title", 0), ("questions", 4)]], {}),
                        },
                        verbose_name="kelompok pertanyaan",
                    ),
                ),
            ],
            options={
                "verbose_name": "halaman tanya jawab",
                "verbose_name_plural": "halaman tanya jawab",
            },
            bases=(
                cms.pages.models.reserved_paths.UnreservedSlugMixin,
                core.django_patches.ancestors.KnownAncestors,
                "wagtailcore.page",
                models.Model,
            ),
        ),
        migrations.CreateModel(
            name="HomePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                (
                    "lead",
                    models.TextField(
                        help_text="Dua kalimat: situs ini apa, dan untuk siapa.", max_length=400, verbose_name="pengantar"
                    ),
                ),
                (
                    "ways_in",
                    wagtail.fields.StreamField(
                        [("way", 3)],
                        block_lookup={
                            0: ("wagtail.blocks.CharBlock", (), {"label": "Judul", "max_length": 60}),
                            1: ("wagtail.blocks.CharBlock", (), {"label": "Penjelasan", "max_length": 200}),
                            2: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "label": "Alamat",
                                    "max_length": 300,
                                    "validators": [
                                        django.core.validators.RegexValidator(
                                            "^(/(?!/)|https?://)\\S*$",
                                            "Isi alamat di situs ini (/pelatihan/) atau alamat lengkap (https://…).",
                                        )
                                    ],
                                },
                            ),
                            3: ("wagtail.blocks.StructBlock", [[("title", 0), ("text", 1), ("url", 2)]], {}),
                        },
                        verbose_name="pintu masuk",
                    ),
                ),
            ],
            options={
                "verbose_name": "beranda",
                "verbose_name_plural": "beranda",
            },
            bases=(cms.home.routing.SingleQueryRouteMixin, "wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="InfoPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                ("lead", models.TextField(blank=True, max_length=400, verbose_name="pengantar")),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [("text", 0), ("figure", 3), ("steps", 8), ("callout", 12)],
                        block_lookup={
                            0: ("core.pages.blocks.body.TextBlock", (), {}),
                            1: ("wagtail.images.blocks.ImageBlock", [], {"label": "Gambar"}),
                            2: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Keterangan", "max_length": 200, "required": False},
                            ),
                            3: ("wagtail.blocks.StructBlock", [[("image", 1), ("caption", 2)]], {}),
                            4: ("wagtail.blocks.CharBlock", (), {"label": "Langkah", "max_length": 120}),
                            5: ("wagtail.blocks.TextBlock", (), {"label": "Penjelasan", "required": False, "rows": 3}),
                            6: ("wagtail.blocks.StructBlock", [[("title", 4), ("text", 5)]], {}),
                            7: ("wagtail.blocks.ListBlock", (6,), {"label": "Langkah", "max_num": 20, "min_num": 1}),
                            8: ("wagtail.blocks.StructBlock", [[("steps", 7)]], {}),
                            9: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [("info", "Info"), ("success", "Contoh baik"), ("warning", "Perhatian")],
                                    "label": "Jenis",
                                },
                            ),
                            10: ("wagtail.blocks.CharBlock", (), {"label": "Judul", "max_length": 80}),
                            11: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {"features": ["bold", "italic", "ul", "link"], "label": "Isi"},
                            ),
                            12: ("wagtail.blocks.StructBlock", [[("tone", 9), ("title", 10), ("text", 11)]], {}),
                        },
                        verbose_name="isi",
                    ),
                ),
            ],
            options={
                "verbose_name": "halaman",
                "verbose_name_plural": "halaman",
            },
            bases=(
                cms.pages.models.reserved_paths.UnreservedSlugMixin,
                core.django_patches.ancestors.KnownAncestors,
                "wagtailcore.page",
                models.Model,
            ),
        ),
        migrations.CreateModel(
            name="NewsIndexPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                ("lead", models.TextField(blank=True, max_length=400, verbose_name="pengantar")),
            ],
            options={
                "verbose_name": "daftar berita",
                "verbose_name_plural": "daftar berita",
            },
            bases=(
                cms.pages.models.reserved_paths.UnreservedSlugMixin,
                core.django_patches.ancestors.KnownAncestors,
                "wagtailcore.page",
                models.Model,
            ),
        ),
        migrations.CreateModel(
            name="OfficeContact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "site",
                    models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to="wagtailcore.site"),
                ),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="nama dinas")),
                ("street", models.CharField(blank=True, max_length=200, verbose_name="jalan")),
                ("city", models.CharField(blank=True, max_length=80, verbose_name="kota")),
                ("postal_code", models.CharField(blank=True, max_length=10, verbose_name="kode pos")),
                (
                    "phones",
                    models.CharField(blank=True, help_text="Pisahkan dengan koma.", max_length=200, verbose_name="telepon"),
                ),
                (
                    "fax",
                    models.CharField(
                        blank=True, help_text="Pisahkan dengan koma.", max_length=200, verbose_name="faksimile"
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("website", models.URLField(blank=True, verbose_name="situs web")),
                ("lapor_url", models.URLField(blank=True, verbose_name="alamat SP4N LAPOR!")),
            ],
            options={
                "verbose_name": "kontak dinas",
            },
        ),
        migrations.CreateModel(
            name="ServicePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                (
                    "change_note",
                    models.TextField(
                        blank=True,
                        help_text="Satu atau dua kalimat untuk warga. Wajib bila halaman ini sudah pernah terbit.",
                        max_length=500,
                        verbose_name="apa yang berubah",
                    ),
                ),
                (
                    "change_basis",
                    models.CharField(
                        blank=True,
                        help_text="Nomor keputusan atau surat yang menjadi dasarnya.",
                        max_length=200,
                        verbose_name="dasar perubahan",
                    ),
                ),
                ("reviewed_on", models.DateField(blank=True, null=True, verbose_name="terakhir ditinjau")),
                ("review_due", models.DateField(blank=True, null=True, verbose_name="ditinjau lagi paling lambat")),
                (
                    "requirements",
                    wagtail.fields.StreamField(
                        [("group", 3)],
                        block_lookup={
                            0: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Kosongkan bila syaratnya sama untuk semua.",
                                    "label": "Untuk siapa",
                                    "max_length": 120,
                                    "required": False,
                                },
                            ),
                            1: ("wagtail.blocks.CharBlock", (), {"max_length": 300}),
                            2: ("wagtail.blocks.ListBlock", (1,), {"label": "Syarat", "min_num": 1}),
                            3: ("wagtail.blocks.StructBlock", [[("title", 0), ("items", 2)]], {}),
                        },
                        verbose_name="persyaratan",
                    ),
                ),
                (
                    "procedure",
                    wagtail.fields.StreamField(
                        [("step", 2)],
                        block_lookup={
                            0: ("wagtail.blocks.CharBlock", (), {"label": "Langkah", "max_length": 300}),
                            1: ("wagtail.blocks.CharBlock", (), {"label": "Pelaku", "max_length": 120, "required": False}),
                            2: ("wagtail.blocks.StructBlock", [[("text", 0), ("actor", 1)]], {}),
                        },
                        verbose_name="sistem, mekanisme, dan prosedur",
                    ),
                ),
                (
                    "durations",
                    wagtail.fields.StreamField(
                        [("span", 5)],
                        block_lookup={
                            0: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Misalnya: Proses Pendaftaran.",
                                    "label": "Tahap",
                                    "max_length": 120,
                                    "required": False,
                                },
                            ),
                            1: (
                                "wagtail.blocks.IntegerBlock",
                                (),
                                {"label": "Paling cepat", "min_value": 1, "required": False},
                            ),
                            2: (
                                "wagtail.blocks.IntegerBlock",
                                (),
                                {"label": "Paling lama", "min_value": 1, "required": False},
                            ),
                            3: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("minute", "menit"),
                                        ("hour", "jam"),
                                        ("day", "hari"),
                                        ("week", "minggu"),
                                        ("month", "bulan"),
                                    ],
                                    "label": "Satuan",
                                    "required": False,
                                },
                            ),
                            4: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Hanya bila waktunya bukan angka.",
                                    "label": "Kata-kata keputusan",
                                    "max_length": 200,
                                    "required": False,
                                },
                            ),
                            5: (
                                "wagtail.blocks.StructBlock",
                                [[("label", 0), ("minimum", 1), ("maximum", 2), ("unit", 3), ("words", 4)]],
                                {},
                            ),
                        },
                        verbose_name="jangka waktu pelayanan",
                    ),
                ),
                (
                    "durations_are_alternatives",
                    models.BooleanField(
                        default=False,
                        help_text="Centang bila warga memilih salah satu (tertulis atau langsung). Kosongkan bila tahapnya berurutan.",
                        verbose_name="waktu di atas adalah pilihan",
                    ),
                ),
                (
                    "duration_minutes",
                    models.PositiveIntegerField(
                        db_index=True, editable=False, null=True, verbose_name="waktu yang dapat dibandingkan (menit)"
                    ),
                ),
                (
                    "duration_has_words",
                    models.BooleanField(default=False, editable=False, verbose_name="sebagian waktu berupa kata-kata"),
                ),
                (
                    "fee_amount",
                    models.PositiveIntegerField(
                        db_index=True,
                        help_text="Angka saja; 0 bila tidak ada biaya.",
                        null=True,
                        verbose_name="biaya (rupiah)",
                    ),
                ),
                (
                    "fee_basis",
                    models.CharField(
                        blank=True, help_text="Misalnya: orang, dokumen.", max_length=120, verbose_name="dihitung per"
                    ),
                ),
                ("fee_words", models.CharField(max_length=200, verbose_name="kata-kata keputusan tentang biaya")),
                ("product", models.TextField(max_length=400, verbose_name="produk pelayanan")),
                (
                    "complaint_channels",
                    wagtail.fields.StreamField(
                        [("channel", 2)],
                        block_lookup={
                            0: ("wagtail.blocks.CharBlock", (), {"label": "Kanal", "max_length": 120}),
                            1: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "label": "Alamat web",
                                    "max_length": 300,
                                    "required": False,
                                    "validators": [
                                        django.core.validators.RegexValidator(
                                            "^(/(?!/)|https?://)\\S*$",
                                            "Isi alamat di situs ini (/pelatihan/) atau alamat lengkap (https://…).",
                                        )
                                    ],
                                },
                            ),
                            2: ("wagtail.blocks.StructBlock", [[("name", 0), ("url", 1)]], {}),
                        },
                        verbose_name="penanganan pengaduan",
                    ),
                ),
                (
                    "facilities",
                    wagtail.fields.StreamField(
                        [("item", 0)],
                        block_lookup={0: ("cms.standards.blocks.ItemBlock", (), {"max_length": 400})},
                        verbose_name="sarana, prasarana, dan fasilitas",
                    ),
                ),
                (
                    "competence",
                    wagtail.fields.StreamField(
                        [("item", 0)],
                        block_lookup={0: ("cms.standards.blocks.ItemBlock", (), {"max_length": 400})},
                        verbose_name="kompetensi pelaksana",
                    ),
                ),
                ("supervision", models.TextField(max_length=1000, verbose_name="pengawasan internal")),
                ("staff_number", models.PositiveSmallIntegerField(null=True, verbose_name="jumlah pelaksana (orang)")),
                (
                    "staff_roles",
                    wagtail.fields.StreamField(
                        [("item", 0)],
                        block_lookup={0: ("cms.standards.blocks.ItemBlock", (), {"max_length": 400})},
                        verbose_name="pelaksana, seperti tercetak",
                    ),
                ),
                ("service_guarantee", models.TextField(max_length=1000, verbose_name="jaminan pelayanan")),
                (
                    "safety_guarantee",
                    wagtail.fields.StreamField(
                        [("item", 0)],
                        block_lookup={0: ("cms.standards.blocks.ItemBlock", (), {"max_length": 400})},
                        verbose_name="jaminan keamanan dan keselamatan pelayanan",
                    ),
                ),
                (
                    "evaluation",
                    wagtail.fields.StreamField(
                        [("item", 0)],
                        block_lookup={0: ("cms.standards.blocks.ItemBlock", (), {"max_length": 400})},
                        verbose_name="evaluasi kinerja pelaksana",
                    ),
                ),
                (
                    "summary",
                    models.CharField(
                        help_text="Satu kalimat: layanan ini memberi apa.", max_length=250, verbose_name="ringkasan"
                    ),
                ),
                ("action_label", models.CharField(blank=True, max_length=40, verbose_name="tulisan tombol")),
                (
                    "action_url",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^(/(?!/)|https?://)\\S*$",
                                "Isi alamat di situs ini (/pelatihan/) atau alamat lengkap (https://…).",
                            )
                        ],
                        verbose_name="alamat tombol",
                    ),
                ),
                ("decree_number", models.CharField(max_length=80, verbose_name="nomor keputusan")),
                ("decree_date", models.DateField(null=True, verbose_name="tanggal keputusan")),
                ("decree_valid_from", models.DateField(null=True, verbose_name="berlaku sejak")),
                ("audience_source", models.CharField(blank=True, max_length=200, verbose_name="sumber 'untuk siapa'")),
                (
                    "audience_checked_on",
                    models.DateField(blank=True, null=True, verbose_name="'untuk siapa' diperiksa tanggal"),
                ),
                (
                    "responsible",
                    models.CharField(
                        blank=True, help_text="Jabatan, bukan nama orang.", max_length=120, verbose_name="penanggung jawab"
                    ),
                ),
                ("responsible_source", models.CharField(blank=True, max_length=200, verbose_name="sumber penanggung jawab")),
                (
                    "responsible_checked_on",
                    models.DateField(blank=True, null=True, verbose_name="penanggung jawab diperiksa tanggal"),
                ),
                (
                    "decree_key",
                    models.SlugField(
                        blank=True,
                        editable=False,
                        help_text="Names the standard in the data file, whatever the page's slug.",
                        max_length=100,
                    ),
                ),
                (
                    "audiences",
                    modelcluster.fields.ParentalManyToManyField(blank=True, to="cms.audience", verbose_name="untuk siapa"),
                ),
            ],
            options={
                "verbose_name": "standar pelayanan",
                "verbose_name_plural": "standar pelayanan",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("decree_key", ""), _negated=True),
                        fields=("decree_key",),
                        name="cms_service_decree_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("responsible", ""),
                            models.Q(
                                models.Q(("responsible_source", ""), _negated=True),
                                ("responsible_checked_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="cms_service_responsible_has_source",
                        violation_error_message="Penanggung jawab harus disertai sumber dan tanggal diperiksa.",
                    ),
                ],
            },
            bases=(
                cms.standards.models.service.ComparableDuration,
                core.django_patches.ancestors.KnownAncestors,
                "wagtailcore.page",
                models.Model,
            ),
        ),
        migrations.CreateModel(
            name="ServiceIndexPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                ("lead", models.TextField(blank=True, max_length=400, verbose_name="pengantar")),
            ],
            options={
                "verbose_name": "daftar layanan",
                "verbose_name_plural": "daftar layanan",
            },
            bases=(core.django_patches.ancestors.KnownAncestors, "wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="ServiceLegalBasis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="legal_basis_links", to="cms.servicepage"
                    ),
                ),
                (
                    "legal_basis",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="service_links",
                        to="core.legalbasis",
                        verbose_name="peraturan",
                    ),
                ),
            ],
            options={
                "verbose_name": "dasar hukum layanan",
                "verbose_name_plural": "dasar hukum layanan",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StandardsImport",
            fields=[],
            options={
                "verbose_name": "perbandingan keputusan",
                "verbose_name_plural": "perbandingan keputusan",
                "proxy": True,
                "default_permissions": ("add", "view"),
            },
            bases=("core.importrun",),
        ),
        migrations.CreateModel(
            name="WorkUnitPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                ("official_name", models.CharField(blank=True, max_length=200, verbose_name="nama resmi dalam keputusan")),
                ("lead", models.TextField(blank=True, max_length=400, verbose_name="pengantar")),
            ],
            options={
                "verbose_name": "unit kerja",
                "verbose_name_plural": "unit kerja",
            },
            bases=(core.django_patches.ancestors.KnownAncestors, "wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="NewsPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                ("date", models.DateField(default=django.utils.timezone.localdate, verbose_name="tanggal berita")),
                (
                    "summary",
                    models.TextField(
                        help_text="Satu atau dua kalimat: apa yang berubah untuk warga.",
                        max_length=300,
                        verbose_name="ringkasan",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        help_text="Disebut sebagai penulis. Kosong berarti dinas.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="cms.workunitpage",
                        verbose_name="unit kerja",
                    ),
                ),
                (
                    "image",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.siteimage",
                        verbose_name="gambar",
                    ),
                ),
                (
                    "image_alt",
                    models.CharField(
                        blank=True,
                        help_text="Apa yang terlihat, untuk yang tidak melihat gambarnya. Kosong: teks gambar itu sendiri yang dipakai.",
                        max_length=200,
                        verbose_name="teks alternatif gambar",
                    ),
                ),
                (
                    "image_is_decorative",
                    models.BooleanField(
                        default=False, help_text="Pembaca layar akan melewatinya.", verbose_name="gambar ini hanya hiasan"
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [("text", 0), ("figure", 3), ("steps", 8), ("callout", 12)],
                        block_lookup={
                            0: ("core.pages.blocks.body.TextBlock", (), {}),
                            1: ("wagtail.images.blocks.ImageBlock", [], {"label": "Gambar"}),
                            2: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Keterangan", "max_length": 200, "required": False},
                            ),
                            3: ("wagtail.blocks.StructBlock", [[("image", 1), ("caption", 2)]], {}),
                            4: ("wagtail.blocks.CharBlock", (), {"label": "Langkah", "max_length": 120}),
                            5: ("wagtail.blocks.TextBlock", (), {"label": "Penjelasan", "required": False, "rows": 3}),
                            6: ("wagtail.blocks.StructBlock", [[("title", 4), ("text", 5)]], {}),
                            7: ("wagtail.blocks.ListBlock", (6,), {"label": "Langkah", "max_num": 20, "min_num": 1}),
                            8: ("wagtail.blocks.StructBlock", [[("steps", 7)]], {}),
                            9: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [("info", "Info"), ("success", "Contoh baik"), ("warning", "Perhatian")],
                                    "label": "Jenis",
                                },
                            ),
                            10: ("wagtail.blocks.CharBlock", (), {"label": "Judul", "max_length": 80}),
                            11: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {"features": ["bold", "italic", "ul", "link"], "label": "Isi"},
                            ),
                            12: ("wagtail.blocks.StructBlock", [[("tone", 9), ("title", 10), ("text", 11)]], {}),
                        },
                        verbose_name="isi",
                    ),
                ),
            ],
            options={
                "verbose_name": "berita",
                "verbose_name_plural": "berita",
            },
            bases=(core.django_patches.ancestors.KnownAncestors, "wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="UnitEditors",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "unit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="editors",
                        to="cms.workunitpage",
                        verbose_name="unit kerja",
                    ),
                ),
                (
                    "group",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="auth.group",
                        verbose_name="kelompok",
                    ),
                ),
            ],
            options={
                "verbose_name": "editor unit kerja",
                "verbose_name_plural": "editor unit kerja",
            },
        ),
    ]
