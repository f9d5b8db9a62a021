"""People who log in with a telephone number, and what the outbox would send them."""

import re
from typing import Any

from core.messages.models import Notification
from lms.profile.models.profile import Profile
from lms.users.models import User
from lms.users.phone import hashed
from tests.factories.lms import PASSWORD, UserFactory

NUMBER = "+6281234567890"
CODE = "/akun/nomor/kode/"


def phone_user(number: str = NUMBER, **fields: Any) -> User:
    """An account with a proved number and no e-mail address."""
    user = User(phone_hash=hashed(number), full_name="Bu Tatik", **fields)
    user.set_password(PASSWORD)
    user.save()
    Profile.objects.create(user=user, regency="35.78", phone=number, phone_hash=hashed(number))
    return user


def user_with_both(number: str = NUMBER, **fields: Any) -> User:
    user: User = UserFactory(phone_hash=hashed(number), **fields)
    Profile.objects.create(user=user, regency="35.78", phone=number, phone_hash=hashed(number))
    return user


def messages_to(number: str) -> list[Notification]:
    """Oldest first. Numbers are encrypted, so each row is looked at."""
    return [one for one in Notification.objects.order_by("pk") if one.sealed_address == number]


def code_by_whatsapp(number: str = NUMBER) -> str:
    last = messages_to(number)[-1]
    assert last.template == "code"
    assert re.fullmatch(r"\d{6}", last.body_text)
    return str(last.body_text)
