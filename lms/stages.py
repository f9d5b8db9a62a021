"""What stands between a right password and being logged in."""

from typing import Any

from allauth.account.stages import EmailVerificationStage


class ReachableStage(EmailVerificationStage):
    """The e-mail address has to be proved, unless the person came in by a number that is.

    Whoever types an address still has to prove that one, also when a number of theirs is proved.
    """

    def handle(self) -> tuple[Any, bool]:
        user = self.login.user
        if user is not None and user.phone_hash and not self.login.email:
            return None, True
        return super().handle()
