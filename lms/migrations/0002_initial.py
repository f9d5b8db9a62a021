import uuid

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import core.personal_data.fields
import lms.certificates.models
import lms.profile.models.document


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("courses", "0001_initial"),
        ("lms", "0001_user"),
    ]

    operations = [
        migrations.CreateModel(
            name="RunSeats",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "run",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="seats", to="courses.courserun"
                    ),
                ),
                ("taken", models.PositiveIntegerField(default=0, verbose_name="terisi")),
                ("quota", models.PositiveIntegerField(blank=True, null=True, verbose_name="kuota")),
                ("last_waiting_number", models.PositiveIntegerField(default=0, verbose_name="nomor antrean terakhir")),
            ],
            options={
                "verbose_name": "kursi kelas",
                "verbose_name_plural": "kursi kelas",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("quota__isnull", True), ("taken__lte", models.F("quota")), _connector="OR"),
                        name="lms_seats_within_quota",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Enrolment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="enrolments", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="enrolments", to="courses.courserun"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("enrolled", "mengikuti"), ("completed", "selesai"), ("cancelled", "keluar")],
                        default="enrolled",
                        max_length=10,
                        verbose_name="keadaan",
                    ),
                ),
                ("enrolled_at", models.DateTimeField(auto_now_add=True, verbose_name="mendaftar")),
                ("evaluation_submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="evaluasi dikirim")),
                ("completed_at", models.DateTimeField(blank=True, null=True, verbose_name="selesai")),
            ],
            options={
                "verbose_name": "peserta kelas",
                "verbose_name_plural": "peserta kelas",
                "ordering": ["-enrolled_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "cancelled"), _negated=True),
                        fields=("user", "run"),
                        name="lms_enrolment_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "completed"), _negated=True),
                            models.Q(("completed_at__isnull", False), ("evaluation_submitted_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="lms_enrolment_completed_has_times",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LessonProgress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="progress", to="lms.enrolment"
                    ),
                ),
                (
                    "lesson",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="courses.lessonpage"
                    ),
                ),
                ("completed_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="selesai")),
                (
                    "received_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Bila dilaporkan kemudian: kapan laporannya sampai.",
                        null=True,
                        verbose_name="diterima",
                    ),
                ),
                (
                    "clock_note",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ahead", "jam perangkat terlalu cepat"),
                            ("before", "jam perangkat menunjuk waktu sebelum pendaftaran"),
                        ],
                        max_length=6,
                        verbose_name="catatan jam",
                    ),
                ),
            ],
            options={
                "verbose_name": "kemajuan belajar",
                "verbose_name_plural": "kemajuan belajar",
                "constraints": [
                    models.UniqueConstraint(fields=("enrolment", "lesson"), name="lms_progress_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("received_at__isnull", True), ("received_at__gte", models.F("completed_at")), _connector="OR"
                        ),
                        name="lms_progress_received_after_done",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="attempts", to="lms.enrolment"
                    ),
                ),
                (
                    "test",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attempts",
                        to="courses.test",
                        verbose_name="tes",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "sedang dikerjakan"), ("submitted", "dikirim"), ("closed", "ditutup sistem")],
                        default="open",
                        max_length=9,
                        verbose_name="keadaan",
                    ),
                ),
                ("pass_mark", models.PositiveSmallIntegerField(verbose_name="nilai lulus (%)")),
                ("started_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="mulai")),
                ("deadline", models.DateTimeField(blank=True, null=True, verbose_name="batas waktu")),
                ("revision", models.PositiveIntegerField(default=0, verbose_name="banyaknya simpanan")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="selesai")),
                ("right_count", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="jawaban benar")),
                ("mark", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="nilai")),
                ("passed", models.BooleanField(blank=True, null=True, verbose_name="lulus")),
            ],
            options={
                "verbose_name": "pengerjaan tes",
                "verbose_name_plural": "pengerjaan tes",
                "ordering": ["started_at", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "open")), fields=["deadline"], name="lms_attempt_open_deadline"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")), fields=("enrolment", "test"), name="lms_attempt_open_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at", None),
                                ("mark", None),
                                ("passed", None),
                                ("right_count", None),
                                ("state", "open"),
                            ),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("ended_at__isnull", False),
                                ("mark__isnull", False),
                                ("passed__isnull", False),
                                ("right_count__isnull", False),
                                ("ended_at__gte", models.F("started_at")),
                                models.Q(
                                    models.Q(("mark__gte", models.F("pass_mark")), ("passed", True)),
                                    models.Q(("mark__lt", models.F("pass_mark")), ("passed", False)),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="lms_attempt_ended_with_mark",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mark", None), ("mark__lte", 100), _connector="OR"),
                        name="lms_attempt_mark_percent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("deadline", None), ("deadline__gt", models.F("started_at")), _connector="OR"),
                        name="lms_attempt_deadline_after_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AttemptQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "attempt",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="items", to="lms.attempt"),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="asked", to="courses.question"
                    ),
                ),
                ("version", models.PositiveIntegerField(verbose_name="versi")),
                ("position", models.PositiveSmallIntegerField(verbose_name="urutan")),
                ("copy", models.JSONField(verbose_name="salinan pertanyaan")),
                ("given", models.JSONField(default=list, verbose_name="jawaban")),
                ("is_right", models.BooleanField(blank=True, null=True, verbose_name="benar")),
            ],
            options={
                "verbose_name": "jawaban tes",
                "verbose_name_plural": "jawaban tes",
                "ordering": ["attempt", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("attempt", "question"), name="lms_attempt_question_once"),
                    models.UniqueConstraint(fields=("attempt", "position"), name="lms_attempt_position_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="attendances", to="lms.enrolment"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="courses.runsession",
                        verbose_name="pertemuan",
                    ),
                ),
                (
                    "method",
                    models.CharField(
                        choices=[("qr", "kode QR"), ("code", "kode enam angka"), ("staff", "dicatat petugas")],
                        max_length=5,
                        verbose_name="cara",
                    ),
                ),
                ("taken_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="dicatat")),
                (
                    "taken_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Kosong: peserta mencatat sendiri.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="petugas",
                    ),
                ),
            ],
            options={
                "verbose_name": "kehadiran",
                "verbose_name_plural": "kehadiran",
                "constraints": [
                    models.UniqueConstraint(fields=("enrolment", "session"), name="lms_attendance_once"),
                    models.CheckConstraint(
                        condition=models.Q(("method", "staff"), ("taken_by__isnull", True), _connector="OR"),
                        name="lms_attendance_taken_by_staff",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CertificateSeries",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(unique=True, verbose_name="tahun")),
                (
                    "pattern",
                    models.CharField(default="SJW/{number:05d}/115.1/{year}", max_length=60, verbose_name="pola nomor"),
                ),
                ("last_number", models.PositiveIntegerField(default=0, verbose_name="nomor terakhir")),
            ],
            options={
                "verbose_name": "seri nomor sertifikat",
                "verbose_name_plural": "seri nomor sertifikat",
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="kode")),
                ("number", models.CharField(max_length=80, unique=True, verbose_name="nomor")),
                (
                    "enrolment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="certificates",
                        to="lms.enrolment",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="certificates",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="certificates", to="courses.courserun"
                    ),
                ),
                ("holder_name", models.CharField(max_length=150, verbose_name="nama")),
                ("course_title", models.CharField(max_length=255, verbose_name="pelatihan")),
                ("issued_at", models.DateTimeField(verbose_name="diterbitkan")),
                (
                    "pdf",
                    models.FileField(
                        max_length=200,
                        storage=lms.certificates.models.certificate_storage,
                        upload_to="certificates",
                        verbose_name="berkas",
                    ),
                ),
                ("sha256", models.CharField(max_length=64, verbose_name="sidik jari berkas")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="dicabut")),
                ("revocation_reason", models.CharField(blank=True, max_length=200, verbose_name="alasan pencabutan")),
            ],
            options={
                "verbose_name": "sertifikat",
                "verbose_name_plural": "sertifikat",
                "ordering": ["-issued_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None)),
                        fields=("enrolment",),
                        name="lms_certificate_enrolment_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None)),
                        fields=("holder", "run"),
                        name="lms_certificate_person_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revocation_reason", ""), ("revoked_at", None)),
                            models.Q(("revoked_at__isnull", False), models.Q(("revocation_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="lms_certificate_revoked_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("holder_name", ""), _negated=True), name="lms_certificate_has_name"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="pengguna",
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[("account", "Akun dan pelatihan"), ("class_data", "Data diri untuk kelas")],
                        max_length=40,
                        verbose_name="tujuan",
                    ),
                ),
                ("text_version", models.CharField(max_length=20, verbose_name="versi naskah")),
                ("given_at", models.DateTimeField(verbose_name="diberikan")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="ditarik")),
            ],
            options={
                "verbose_name": "persetujuan",
                "verbose_name_plural": "persetujuan",
                "ordering": ["-given_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("user", "purpose"),
                        name="lms_consent_one_in_force",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at__isnull", True), ("withdrawn_at__gte", models.F("given_at")), _connector="OR"
                        ),
                        name="lms_consent_withdrawn_after_given",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonalDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="peserta",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("letter", "Surat Permohonan"), ("identity", "Identitas Diri")],
                        max_length=10,
                        verbose_name="jenis",
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        max_length=200,
                        storage=core.files.models.site_media.document_storage,
                        upload_to="documents",
                        verbose_name="berkas",
                    ),
                ),
                ("content_type", models.CharField(max_length=40, verbose_name="jenis berkas")),
                ("size", models.PositiveIntegerField(verbose_name="ukuran")),
                ("sha256", models.CharField(max_length=64, verbose_name="sidik jari berkas")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "menunggu"), ("accepted", "diterima"), ("refused", "ditolak")],
                        default="waiting",
                        max_length=10,
                        verbose_name="keadaan",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        help_text="Dibaca peserta. Tulis apa yang harus diperbaiki.",
                        max_length=200,
                        verbose_name="alasan",
                    ),
                ),
                ("uploaded_at", models.DateTimeField(verbose_name="diunggah")),
                ("checked_at", models.DateTimeField(blank=True, null=True, verbose_name="diperiksa")),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diperiksa oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "berkas peserta",
                "verbose_name_plural": "berkas peserta",
                "ordering": ["uploaded_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "kind"), name="lms_document_one_of_a_kind"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(models.Q(("state", "refused"), _negated=True), ("reason", "")),
                            models.Q(("state", "refused"), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="lms_document_refused_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("checked_at", None), ("state", "waiting")),
                            models.Q(models.Q(("state", "waiting"), _negated=True), ("checked_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="lms_document_checked_with_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExtraAttempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="extra_attempts", to="lms.enrolment"
                    ),
                ),
                (
                    "test",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extra_attempts",
                        to="courses.test",
                        verbose_name="tes",
                    ),
                ),
                ("after_sittings", models.PositiveIntegerField(verbose_name="sesudah pengerjaan")),
                ("reason", models.CharField(max_length=300, verbose_name="alasan")),
                (
                    "given_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="petugas",
                    ),
                ),
                ("given_at", models.DateTimeField(auto_now_add=True, verbose_name="diberikan")),
            ],
            options={
                "verbose_name": "kesempatan tambahan",
                "verbose_name_plural": "kesempatan tambahan",
                "ordering": ["given_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("enrolment", "test", "after_sittings"), name="lms_extra_attempt_once"),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("reason", ""), _negated=True), ("after_sittings__gt", 0)),
                        name="lms_extra_attempt_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitation",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="peserta",
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diundang oleh",
                    ),
                ),
                (
                    "import_run",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.importrun",
                        verbose_name="dari berkas",
                    ),
                ),
                (
                    "course_run",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="courses.courserun",
                        verbose_name="untuk kelas",
                    ),
                ),
                ("sent_at", models.DateTimeField(verbose_name="dikirim")),
                ("expires_at", models.DateTimeField(verbose_name="berlaku sampai")),
                ("times_sent", models.PositiveSmallIntegerField(default=1, verbose_name="kali dikirim")),
                ("accepted_at", models.DateTimeField(blank=True, null=True, verbose_name="diterima")),
            ],
            options={
                "verbose_name": "undangan",
                "verbose_name_plural": "undangan",
                "ordering": ["-sent_at", "-pk"],
                "default_permissions": ("view", "change"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("accepted_at", None)), fields=["sent_at"], name="lms_invitation_waiting"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("sent_at"))), name="lms_invitation_expires_later"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PeopleImport",
            fields=[],
            options={
                "verbose_name": "impor peserta",
                "verbose_name_plural": "impor peserta",
                "proxy": True,
                "default_permissions": ("add", "view"),
            },
            bases=("core.importrun",),
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="courses.coursepage"
                    ),
                ),
                (
                    "lesson",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="courses.lessonpage"
                    ),
                ),
                ("title", models.CharField(max_length=255, verbose_name="judul pelajaran")),
                (
                    "text",
                    models.TextField(
                        blank=True, validators=[django.core.validators.MaxLengthValidator(10000)], verbose_name="catatan"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, verbose_name="versi")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="diubah")),
            ],
            options={
                "verbose_name": "catatan pribadi",
                "verbose_name_plural": "catatan pribadi",
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["user", "course"], name="lms_note_of_a_course")],
                "constraints": [models.UniqueConstraint(fields=("user", "lesson"), name="lms_note_once")],
            },
        ),
        migrations.CreateModel(
            name="Profile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="profile",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="pengguna",
                    ),
                ),
                (
                    "regency",
                    models.CharField(
                        choices=[
                            ("35.01", "Kabupaten Pacitan"),
                            ("35.02", "Kabupaten Ponorogo"),
                            ("35.03", "Kabupaten Trenggalek"),
                            ("35.04", "Kabupaten Tulungagung"),
                            ("35.05", "Kabupaten Blitar"),
                            ("35.06", "Kabupaten Kediri"),
                            ("35.07", "Kabupaten Malang"),
                            ("35.08", "Kabupaten Lumajang"),
                            ("35.09", "Kabupaten Jember"),
                            ("35.10", "Kabupaten Banyuwangi"),
                            ("35.11", "Kabupaten Bondowoso"),
                            ("35.12", "Kabupaten Situbondo"),
                            ("35.13", "Kabupaten Probolinggo"),
                            ("35.14", "Kabupaten Pasuruan"),
                            ("35.15", "Kabupaten Sidoarjo"),
                            ("35.16", "Kabupaten Mojokerto"),
                            ("35.17", "Kabupaten Jombang"),
                            ("35.18", "Kabupaten Nganjuk"),
                            ("35.19", "Kabupaten Madiun"),
                            ("35.20", "Kabupaten Magetan"),
                            ("35.21", "Kabupaten Ngawi"),
                            ("35.22", "Kabupaten Bojonegoro"),
                            ("35.23", "Kabupaten Tuban"),
                            ("35.24", "Kabupaten Lamongan"),
                            ("35.25", "Kabupaten Gresik"),
                            ("35.26", "Kabupaten Bangkalan"),
                            ("35.27", "Kabupaten Sampang"),
                            ("35.28", "Kabupaten Pamekasan"),
                            ("35.29", "Kabupaten Sumenep"),
                            ("35.71", "Kota Kediri"),
                            ("35.72", "Kota Blitar"),
                            ("35.73", "Kota Malang"),
                            ("35.74", "Kota Probolinggo"),
                            ("35.75", "Kota Pasuruan"),
                            ("35.76", "Kota Mojokerto"),
                            ("35.77", "Kota Madiun"),
                            ("35.78", "Kota Surabaya"),
                            ("35.79", "Kota Batu"),
                        ],
                        max_length=5,
                        verbose_name="kabupaten/kota",
                    ),
                ),
                ("phone", core.personal_data.fields.EncryptedTextField(blank=True, null=True, verbose_name="nomor telepon")),
                ("phone_hash", models.CharField(blank=True, db_index=True, editable=False, max_length=64, null=True)),
                ("nik", core.personal_data.fields.EncryptedTextField(blank=True, null=True, verbose_name="NIK")),
                ("nik_hash", models.CharField(blank=True, db_index=True, default="", editable=False, max_length=64)),
                (
                    "nik_state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "belum diisi"),
                            ("confirmed", "dipegang akun ini"),
                            ("contested", "menunggu pemeriksaan petugas"),
                        ],
                        default="",
                        max_length=10,
                        verbose_name="keadaan NIK",
                    ),
                ),
                ("nik_warnings", models.JSONField(blank=True, default=list, verbose_name="catatan NIK")),
                (
                    "gender",
                    models.CharField(
                        blank=True,
                        choices=[("male", "Laki-laki"), ("female", "Perempuan")],
                        max_length=6,
                        verbose_name="jenis kelamin",
                    ),
                ),
                ("birth_date", models.DateField(blank=True, null=True, verbose_name="tanggal lahir")),
                ("business_name", models.CharField(blank=True, max_length=150, verbose_name="nama usaha")),
                (
                    "business_sector",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("food", "Makanan dan minuman"),
                            ("farming", "Pertanian, peternakan, perikanan"),
                            ("clothing", "Pakaian, batik, kain"),
                            ("craft", "Kerajinan"),
                            ("trade", "Perdagangan, toko, warung"),
                            ("services", "Jasa"),
                            ("manufacture", "Industri pengolahan lain"),
                            ("other", "Lainnya"),
                        ],
                        max_length=12,
                        verbose_name="bidang usaha",
                    ),
                ),
                ("nib", models.CharField(blank=True, max_length=13, verbose_name="NIB")),
                ("cooperative", models.CharField(blank=True, max_length=150, verbose_name="koperasi")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dibuat")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="diubah")),
            ],
            options={
                "verbose_name": "profil",
                "verbose_name_plural": "profil",
                "permissions": [("reveal_nik", "Dapat membuka NIK peserta")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "regency__in",
                                [
                                    "35.01",
                                    "35.02",
                                    "35.03",
                                    "35.04",
                                    "35.05",
                                    "35.06",
                                    "35.07",
                                    "35.08",
                                    "35.09",
                                    "35.10",
                                    "35.11",
                                    "35.12",
                                    "35.13",
                                    "35.14",
                                    "35.15",
                                    "35.16",
                                    "35.17",
                                    "35.18",
                                    "35.19",
                                    "35.20",
                                    "35.21",
                                    "35.22",
                                    "35.23",
                                    "35.24",
                                    "35.25",
                                    "35.26",
                                    "35.27",
                                    "35.28",
                                    "35.29",
                                    "35.71",
                                    "35.72",
                                    "35.73",
                                    "35.74",
                                    "35.75",
                                    "35.76",
                                    "35.77",
                                    "35.78",
                                    "35.79",
                                ],
                            )
                        ),
                        name="lms_profile_known_regency",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("phone__isnull", True), ("phone_hash__isnull", True)),
                            models.Q(("phone__isnull", False), ("phone_hash__isnull", False)),
                            _connector="OR",
                        ),
                        name="lms_profile_phone_with_hash",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("nik__isnull", True), ("nik_hash", ""), ("nik_state", "")),
                            models.Q(
                                ("nik__isnull", False),
                                ("nik_state__in", ["confirmed", "contested"]),
                                models.Q(("nik_hash", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="lms_profile_nik_with_hash",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("nik_state", "confirmed")),
                        fields=("nik_hash",),
                        name="lms_profile_nik_one_confirmed_holder",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("gender__in", ["", "male", "female"]),
                            (
                                "business_sector__in",
                                ["", "food", "farming", "clothing", "craft", "trade", "services", "manufacture", "other"],
                            ),
                        ),
                        name="lms_profile_known_choices",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DuplicateNik",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="duplicate_niks",
                        to="lms.profile",
                        verbose_name="pengisi terakhir",
                    ),
                ),
                ("nik_hash", models.CharField(db_index=True, editable=False, max_length=64)),
                ("opened_at", models.DateTimeField(auto_now_add=True, verbose_name="masuk antrean")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("claimant", "milik pengisi terakhir"),
                            ("holder", "milik pemegang pertama"),
                            ("released", "tidak lagi ganda"),
                        ],
                        max_length=10,
                        verbose_name="keputusan",
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="diputuskan")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diputuskan oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "NIK ganda",
                "verbose_name_plural": "NIK ganda",
                "ordering": ["decided_at", "opened_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("decided_at", None)), fields=("profile",), name="lms_duplicate_nik_open_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("outcome", "")),
                            models.Q(("decided_at__isnull", False), models.Q(("outcome", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="lms_duplicate_nik_decided_with_outcome",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="lms.enrolment",
                        verbose_name="peserta kelas",
                    ),
                ),
                (
                    "lesson",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="courses.lessonpage",
                        verbose_name="pelajaran",
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        validators=[django.core.validators.MaxLengthValidator(1000)], verbose_name="pertanyaan"
                    ),
                ),
                ("asked_at", models.DateTimeField(auto_now_add=True, verbose_name="ditanyakan")),
                ("token", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="kode kiriman")),
                (
                    "told_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="pengajar diberi tahu"),
                ),
                (
                    "answer",
                    models.TextField(
                        blank=True, validators=[django.core.validators.MaxLengthValidator(3000)], verbose_name="jawaban"
                    ),
                ),
                ("answer_version", models.PositiveIntegerField(default=0, editable=False, verbose_name="versi jawaban")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="dijawab")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dijawab oleh",
                    ),
                ),
                ("shared", models.BooleanField(default=False, verbose_name="terlihat oleh peserta kelas")),
                ("hidden_at", models.DateTimeField(blank=True, null=True, verbose_name="disembunyikan")),
            ],
            options={
                "verbose_name": "pertanyaan peserta",
                "verbose_name_plural": "pertanyaan peserta",
                "ordering": ["-asked_at", "-pk"],
                "indexes": [
                    models.Index(condition=models.Q(("told_at", None)), fields=["told_at"], name="lms_question_untold"),
                    models.Index(condition=models.Q(("shared", True)), fields=["enrolment"], name="lms_question_shared"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("enrolment", "token"), name="lms_question_once"),
                    models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="lms_question_not_empty"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answer_version", 0), ("answered_at", None)),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                ("answer_version__gt", 0),
                                ("answered_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="lms_question_answer_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("shared", False),
                            models.Q(models.Q(("answer", ""), _negated=True), ("hidden_at", None)),
                            _connector="OR",
                        ),
                        name="lms_question_shared_is_answered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reminders", to="lms.enrolment"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("start_soon", "kelas segera mulai"),
                            ("start_eve", "kelas mulai besok"),
                            ("meeting_eve", "pertemuan besok"),
                            ("end_soon", "kelas segera berakhir"),
                            ("end_eve", "kelas berakhir besok"),
                            ("stalled", "lama tidak dilanjutkan"),
                        ],
                        max_length=12,
                        verbose_name="jenis",
                    ),
                ),
                ("day", models.DateField(verbose_name="tentang tanggal")),
                ("told_on", models.DateField(verbose_name="diberitahukan")),
            ],
            options={
                "verbose_name": "pengingat",
                "verbose_name_plural": "pengingat",
                "constraints": [
                    models.UniqueConstraint(fields=("enrolment", "kind", "day"), name="lms_reminder_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "stalled")), fields=("enrolment",), name="lms_reminder_stalled_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DataExport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="data_export", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "sedang disiapkan"), ("ready", "siap diunduh"), ("failed", "gagal")],
                        default="waiting",
                        max_length=10,
                        verbose_name="keadaan",
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        blank=True,
                        max_length=200,
                        storage=core.files.models.site_media.document_storage,
                        upload_to="exports",
                        verbose_name="berkas",
                    ),
                ),
                ("requested_at", models.DateTimeField(verbose_name="diminta")),
                ("expires_at", models.DateTimeField(blank=True, null=True, verbose_name="berlaku sampai")),
            ],
            options={
                "verbose_name": "salinan data",
                "verbose_name_plural": "salinan data",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ready"), _negated=True),
                            models.Q(models.Q(("file", ""), _negated=True), ("expires_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="lms_export_ready_has_file",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ErasureRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="erasure_requests",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="pemohon",
                    ),
                ),
                ("account_number", models.PositiveBigIntegerField(verbose_name="nomor akun")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("requested", "menunggu petugas"),
                            ("approved", "sedang dijalankan"),
                            ("done", "selesai"),
                            ("cancelled", "dibatalkan"),
                        ],
                        default="requested",
                        max_length=10,
                        verbose_name="keadaan",
                    ),
                ),
                ("requested_at", models.DateTimeField(verbose_name="diminta")),
                ("due_at", models.DateTimeField(verbose_name="batas waktu")),
                ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="disetujui")),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="disetujui oleh",
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="berakhir")),
                ("reminded_at", models.DateTimeField(blank=True, null=True, verbose_name="diingatkan")),
            ],
            options={
                "verbose_name": "permintaan hapus data",
                "verbose_name_plural": "permintaan hapus data",
                "ordering": ["due_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["requested", "approved"])),
                        fields=("account_number",),
                        name="lms_erasure_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("state__in", ["requested", "approved"])),
                            models.Q(("ended_at__isnull", False), ("state__in", ["done", "cancelled"])),
                            _connector="OR",
                        ),
                        name="lms_erasure_ended_with_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RunMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participant_messages",
                        to="courses.courserun",
                        verbose_name="kelas",
                    ),
                ),
                ("subject", models.CharField(max_length=150, verbose_name="judul")),
                ("text", models.TextField(max_length=5000, verbose_name="isi")),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="penulis",
                    ),
                ),
                ("sent_at", models.DateTimeField(auto_now_add=True, verbose_name="dikirim")),
                ("recipient_count", models.PositiveIntegerField(default=0, verbose_name="jumlah penerima")),
                ("recipients", models.ManyToManyField(related_name="+", to="lms.enrolment", verbose_name="penerima")),
            ],
            options={
                "verbose_name": "pesan kelas",
                "verbose_name_plural": "pesan kelas",
                "ordering": ["-sent_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="RosterChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("move", "dipindahkan"), ("take_out", "dikeluarkan")], max_length=10, verbose_name="jenis"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roster_changes",
                        to="courses.courserun",
                        verbose_name="kelas",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roster_changes_into",
                        to="courses.courserun",
                        verbose_name="kelas tujuan",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="alasan")),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="petugas",
                    ),
                ),
                ("ordered_at", models.DateTimeField(auto_now_add=True, verbose_name="diminta")),
            ],
            options={
                "verbose_name": "perubahan daftar peserta",
                "verbose_name_plural": "perubahan daftar peserta",
                "ordering": ["-ordered_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "move"), ("target__isnull", False)),
                            models.Q(("kind", "take_out"), ("target", None), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="lms_roster_change_whole",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RosterLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="lms.rosterchange"
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="lms.enrolment"),
                ),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "menunggu"),
                            ("moved", "dipindahkan"),
                            ("taken_out", "dikeluarkan"),
                            ("already", "sudah ada di kelas tujuan"),
                            ("full", "kelas tujuan penuh"),
                            ("cancelled", "kelas tujuan dibatalkan"),
                            ("completed", "sudah menyelesaikan kelas"),
                            ("left", "sudah keluar dari kelas"),
                            ("elsewhere", "sudah dipindahkan ke kelas lain"),
                        ],
                        default="",
                        max_length=10,
                        verbose_name="hasil",
                    ),
                ),
            ],
            options={
                "verbose_name": "hasil perubahan",
                "verbose_name_plural": "hasil perubahan",
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("change", "enrolment"), name="lms_roster_line_once")],
            },
        ),
        migrations.CreateModel(
            name="WaitingEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="waiting_entries",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="peserta",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waiting_entries",
                        to="courses.courserun",
                        verbose_name="kelas",
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="nomor urut")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "menunggu"),
                            ("offered", "ditawari kursi"),
                            ("accepted", "mengambil kursi"),
                            ("expired", "tawaran lewat"),
                            ("declined", "melepas kursi"),
                            ("left", "keluar"),
                            ("closed", "pendaftaran berakhir"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="keadaan",
                    ),
                ),
                ("joined_at", models.DateTimeField(verbose_name="masuk daftar")),
                ("offered_at", models.DateTimeField(blank=True, null=True, verbose_name="ditawari")),
                ("offer_expires_at", models.DateTimeField(blank=True, null=True, verbose_name="kursi disimpan sampai")),
                ("reminded_at", models.DateTimeField(blank=True, null=True, verbose_name="diingatkan")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="berakhir")),
            ],
            options={
                "verbose_name": "antrean kelas",
                "verbose_name_plural": "daftar tunggu",
                "ordering": ["run", "number"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("offer_expires_at__isnull", False)),
                        fields=["offer_expires_at"],
                        name="lms_waiting_offers",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("run", "number"), name="lms_waiting_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["waiting", "offered"])),
                        fields=("user", "run"),
                        name="lms_waiting_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("offer_expires_at__isnull", False), ("offered_at__isnull", False), ("state", "offered")
                            ),
                            models.Q(models.Q(("state", "offered"), _negated=True), ("offer_expires_at", None)),
                            _connector="OR",
                        ),
                        name="lms_waiting_offer_has_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("state__in", ["waiting", "offered"])),
                            models.Q(
                                models.Q(("state__in", ["waiting", "offered"]), _negated=True), ("ended_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="lms_waiting_ended_with_time",
                    ),
                ],
            },
        ),
    ]
