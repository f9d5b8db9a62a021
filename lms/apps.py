from django.apps import AppConfig


class LmsConfig(AppConfig):
    name = "lms"
    verbose_name = "Peserta"

    def ready(self) -> None:
        from core.demo import register_demo_seed
        from core.services.field_keys import register_encrypted_store
        from core.services.notifications import register_category
        from core.services.off_switches import register_off_switch
        from core.sitemaps import fixed, register_sitemap
        from courses.runs.registry import register_run_link, register_seat_counter
        from courses.signals import run_cancelled
        from lms import checks, personal_data, signals, talk  # noqa: F401 - checks register themselves
        from lms.reminders import off_switch as reminders
        from lms.selectors_learning import seats_left_of, seats_taken_of
        from lms.services.cancellation import enqueue_messages
        from lms.services.erasure import FAREWELL
        from lms.services.second_factor import renew_secrets

        register_category("akun", label="Akun dan keamanan", optional=False)
        register_category("kelas", label="Kabar penting tentang kelas Anda", optional=False)
        register_seat_counter(left=seats_left_of, taken=seats_taken_of)
        register_run_link("Peserta", "lms_roster:index", "group", "lms.view_enrolment")
        register_run_link("Kehadiran", "lms_attendance:run", "tasks", "lms.view_attendance")
        register_run_link("Hasil tes", "lms_test:results", "clipboard-list", "lms.view_attempt")
        register_run_link("Daftar tunggu", "daftar-tunggu:index", "list-ol", "lms.view_waitingentry", query="run")
        register_run_link("Impor peserta", "impor-peserta:add", "upload", "lms.add_peopleimport", query="kelas")
        run_cancelled.connect(enqueue_messages, dispatch_uid="lms.run_cancelled")
        register_category("sertifikat", label="Sertifikat terbit", optional=True)
        register_category(reminders.CATEGORY, label="Pengingat kelas", optional=True)
        register_off_switch(reminders.CATEGORY, reminders.off_switch_url)
        register_category("data-diri", label="Data diri dan berkas", optional=False)
        register_category("petugas", label="Tugas petugas", optional=False, for_staff=True)
        register_category(FAREWELL, label="Akun dihapus", optional=False)
        talk.register()
        personal_data.register()
        signals.connect()
        register_encrypted_store("kode keamanan", renew_secrets)
        register_demo_seed("akun", "lms.demo.seed_accounts", order=10)
        register_sitemap("sertifikat", fixed("/sertifikat/"))
        _grant()


def _grant() -> None:
    """What those may do who look after participants."""
    from core import roles

    for role in (roles.ADMINISTRATOR, roles.CURRICULUM_ANALYST, roles.TRAINER):
        roles.register_role_permissions(role, "lms.view_attendance", "lms.change_attendance")
    for role in (roles.ADMINISTRATOR, roles.CURRICULUM_ANALYST):
        roles.register_role_permissions(
            role,
            "lms.view_certificate",
            "lms.change_certificate",
            "lms.view_profile",
            "lms.view_waitingentry",
            "lms.view_personaldocument",
            "lms.change_personaldocument",
            "lms.view_duplicatenik",
            "lms.change_duplicatenik",
            "lms.change_enrolment",
            "lms.add_peopleimport",
            "lms.view_peopleimport",
            "lms.view_invitation",
            "lms.change_invitation",
        )
    for role in (roles.ADMINISTRATOR, roles.CURRICULUM_ANALYST, roles.TRAINER):
        roles.register_role_permissions(role, "lms.view_enrolment", "lms.add_runmessage", "lms.view_attempt")
        roles.register_role_permissions(role, "lms.add_extraattempt")
    roles.register_role_permissions(roles.TRAINER, "lms.view_waitingentry")  # of the classes they teach
    roles.register_role_permissions(
        roles.ADMINISTRATOR,
        "lms.add_user",
        "lms.change_user",
        "lms.view_user",
        "lms.reveal_nik",
        "lms.view_erasurerequest",
        "lms.change_erasurerequest",
        "auth.add_group",
        "auth.change_group",
        "auth.delete_group",
        "auth.view_group",
    )
