"""Encryption of personal text at rest, and the keyed hash that keeps it unique and findable.

Fernet (AES-128-CBC with HMAC-SHA-256) under ``FIELD_ENCRYPTION_KEYS``, newest key first: the first encrypts, all decrypt,
so a key is changed by putting the new one in front and running ``manage.py rotate_field_keys``.
"""

import hashlib
import hmac
import unicodedata
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class UnreadableValue(ValueError):
    """The stored value was not encrypted by any of the keys that are set."""


@lru_cache(maxsize=8)
def _fernets(keys: tuple[str, ...]) -> tuple[Fernet, ...]:
    try:
        fernets = tuple(Fernet(key) for key in keys)
    except ValueError as error:
        raise ImproperlyConfigured(
            "FIELD_ENCRYPTION_KEYS berisi kunci yang tidak sah; setiap kunci 32 bita dalam base64 yang aman untuk URL."
        ) from error
    if not fernets:
        raise ImproperlyConfigured("FIELD_ENCRYPTION_KEYS kosong; isi paling sedikit satu kunci.")
    return fernets


def _all() -> MultiFernet:
    return MultiFernet(_fernets(tuple(settings.FIELD_ENCRYPTION_KEYS)))


def _newest() -> Fernet:
    return _fernets(tuple(settings.FIELD_ENCRYPTION_KEYS))[0]


def encrypt(text: str) -> str:
    """``text`` under the newest key; another token each time."""
    return _newest().encrypt(text.encode()).decode("ascii")


def decrypt(token: str) -> str:
    """The text behind ``token``, whichever of the keys wrote it. Raises UnreadableValue."""
    try:
        return _all().decrypt(token.encode()).decode()
    except InvalidToken:
        raise UnreadableValue("Nilai tersandi tidak cocok dengan kunci mana pun.") from None


def encrypt_bytes(content: bytes) -> bytes:
    """A file's content under the newest key."""
    return _newest().encrypt(content)


def decrypt_bytes(token: bytes) -> bytes:
    """The content behind ``token``, whichever of the keys wrote it. Raises UnreadableValue."""
    try:
        return _all().decrypt(token)
    except InvalidToken:
        raise UnreadableValue("Berkas tersandi tidak cocok dengan kunci mana pun.") from None


def is_current(token: str) -> bool:
    """Whether the newest key wrote ``token``."""
    try:
        _newest().decrypt(token.encode())
    except InvalidToken:
        return False
    return True


def renew(token: str) -> str:
    """``token`` under the newest key; unchanged when it already is. Raises UnreadableValue."""
    return token if is_current(token) else encrypt(decrypt(token))


def keyed_hash(value: str, *, purpose: str) -> str:
    """HMAC-SHA-256 of the normalised value: equal values meet, nobody without FIELD_HASH_KEY can try numbers out.

    ``purpose`` ("phone", "nik") keeps the same digits in two fields from having the same hash.
    """
    normalised = unicodedata.normalize("NFKC", value).strip().casefold()
    message = f"{purpose}\0{normalised}".encode()
    return hmac.new(settings.FIELD_HASH_KEY.encode(), message, hashlib.sha256).hexdigest()
