"""The account, referenced by everything of a participant. Staff are accounts in groups."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from core.personal_data.fields import masked_phone as masked


class UserManager(BaseUserManager["User"]):
    """Creates accounts by e-mail address; there is no user name. Accounts by number:
    lms.accounts.services.phone_accounts."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        if not email:
            raise ValueError("An account needs an e-mail address.")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, **{**fields, "is_staff": True, "is_superuser": True})

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):  # type: ignore[django-manager-missing]  # Wagtail's are untyped
    """An account, identified by its e-mail address in lower case (unique whatever the case typed), by a telephone number
    that was proved by a code, or by both: one of them is always there.

    ``phone_hash`` is the keyed hash of the proved number; the number itself is stored encrypted in the profile.
    """

    PERSONAL_FIELDS: ClassVar[set[str]] = {"email", "full_name", "password", "phone_hash"}

    email = models.EmailField("alamat e-mail", unique=True, null=True, blank=True)
    phone_hash = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    full_name = models.CharField("nama lengkap", max_length=150, blank=True)
    is_staff = models.BooleanField("petugas", default=False)
    is_active = models.BooleanField("aktif", default=True)
    is_demo = models.BooleanField(
        "akun contoh", default=False, help_text="Kata sandinya tercetak di layar; tidak boleh ada di situs publik."
    )
    date_joined = models.DateTimeField("terdaftar sejak", default=timezone.now)

    objects = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        verbose_name = "pengguna"
        verbose_name_plural = "pengguna"
        constraints = [
            models.UniqueConstraint(Lower("email"), name="lms_user_email_any_case"),
            models.CheckConstraint(
                condition=(Q(email__isnull=False) & ~Q(email="")) | (Q(email__isnull=True) & Q(phone_hash__isnull=False)),
                name="lms_user_email_or_phone",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name or f"Pengguna {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = (self.email or "").strip().lower() or None
        super().save(*args, **kwargs)

    @property
    def proven_phone(self) -> str:
        """The proved number for log-in, or an empty string."""
        profile = getattr(self, "profile", None) if self.phone_hash else None
        return (profile.phone or "") if profile else ""

    @property
    def masked_phone(self) -> str:
        """The proved number, masked."""
        return masked(self.proven_phone) if self.phone_hash else ""

    @property
    def role_names(self) -> str:
        return ", ".join(group.name for group in self.groups.all())

    @property
    def staff_name(self) -> str:
        """The name of a member of staff; nothing for participants, whose names a list of accounts doesn't need."""
        return self.full_name if self.is_staff else ""

    def get_full_name(self) -> str:
        return self.full_name

    @property
    def first_name(self) -> str:
        """The name in Wagtail's sidebar, which would show the e-mail address otherwise."""
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name.split(" ")[0] if self.full_name else ""
