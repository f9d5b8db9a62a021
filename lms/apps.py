from django.apps import AppConfig


class LmsConfig(AppConfig):
    name = "lms"
    verbose_name = "Peserta"

    def ready(self) -> None:
        """Subjects register from the bottom up, and so do receivers. Imported here: models have to be loaded."""
        from lms.accounts import register as accounts
        from lms.assessment import register as assessment
        from lms.attendance import register as attendance
        from lms.certificates import register as certificates
        from lms.discussion import register as discussion
        from lms.enrolment import register as enrolment
        from lms.invitations import register as invitations
        from lms.learning import register as learning
        from lms.privacy import register as privacy
        from lms.profile import register as profile
        from lms.reminders import register as reminders
        from lms.roster import register as roster
        from lms.users import register as users

        of_accounts = (users, privacy, profile, accounts)
        of_classes = (enrolment, learning, attendance, assessment, discussion, certificates, roster, invitations, reminders)
        for subject in (*of_accounts, *of_classes):
            subject.register()
