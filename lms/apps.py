from django.apps import AppConfig


class LmsConfig(AppConfig):
    name = "lms"
    verbose_name = "Peserta"

    def ready(self) -> None:
        """Subjects register bottom-up: those that others import come first, and so do their receivers of a signal."""
        from lms.accounts.register import register as register_accounts
        from lms.assessment.register import register as register_assessment
        from lms.attendance.register import register as register_attendance
        from lms.certificates.register import register as register_certificates
        from lms.discussion.register import register as register_discussion
        from lms.enrolment.register import register as register_enrolment
        from lms.invitations.register import register as register_invitations
        from lms.learning.register import register as register_learning
        from lms.privacy.register import register as register_privacy
        from lms.profile.register import register as register_profile
        from lms.reminders.register import register as register_reminders
        from lms.roster.register import register as register_roster
        from lms.users.register import register as register_users

        register_users()
        register_privacy()
        register_profile()
        register_accounts()
        register_enrolment()
        register_learning()
        register_attendance()
        register_assessment()
        register_discussion()
        register_certificates()
        register_roster()
        register_invitations()
        register_reminders()
