"""The public site. Secrets come from the environment alone; the process names what is missing and refuses to start."""

from urllib.parse import urlsplit

from cryptography.fernet import Fernet

from config.env import SettingsError, flag, integer, items, required

from .base import *  # noqa: F403

_secrets = required("SECRET_KEY", "FIELD_ENCRYPTION_KEYS", "FIELD_HASH_KEY", "ALLOWED_HOSTS", "SITE_URL")
SECRET_KEY = _secrets["SECRET_KEY"]
FIELD_ENCRYPTION_KEYS = items("FIELD_ENCRYPTION_KEYS")
FIELD_HASH_KEY = _secrets["FIELD_HASH_KEY"]
ALLOWED_HOSTS = items("ALLOWED_HOSTS")
DEBUG = False

if JOB_FAULT_POINT:
    raise SettingsError("SIJAWARA_FAULT_POINT hanya untuk uji: proses berhenti sendiri di titik itu. Hapus dari lingkungan.")
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10 or SECRET_KEY.startswith(("django-insecure-", "development-only-")):
    raise SettingsError("SECRET_KEY terlalu lemah: pakai sedikitnya 50 tanda acak. Cara membuatnya di docs/operations.md.")
if len(FIELD_HASH_KEY) < 32 or FIELD_HASH_KEY.startswith("development-only-"):
    raise SettingsError(
        "FIELD_HASH_KEY terlalu lemah: pakai sedikitnya 32 tanda acak. Cara membuatnya di docs/operations.md."
    )
for _number, _key in enumerate(FIELD_ENCRYPTION_KEYS, start=1):
    try:
        Fernet(_key)
    except ValueError:
        raise SettingsError(
            f"FIELD_ENCRYPTION_KEYS: kunci ke-{_number} bukan kunci Fernet. Cara membuatnya di docs/operations.md."
        ) from None

# Where the site stands, as people type it: https://si-jawara.contoh.go.id
_site = urlsplit(_secrets["SITE_URL"])
if _site.scheme != "https" or not _site.hostname or _site.path not in {"", "/"} or _site.query or _site.username:
    raise SettingsError("SITE_URL harus https://nama-situs tanpa jalur di belakangnya.")
SITE_URL = WAGTAILADMIN_BASE_URL = f"https://{_site.netloc}"
if "*" in ALLOWED_HOSTS:
    raise SettingsError("ALLOWED_HOSTS tidak boleh memuat *: sebutkan nama situsnya.")
if not any(
    _site.hostname == host.lower() or (host[:1] == "." and f".{_site.hostname}".endswith(host)) for host in ALLOWED_HOSTS
):
    raise SettingsError(f"ALLOWED_HOSTS tidak memuat {_site.hostname}, nama situs di SITE_URL.")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# nginx speaks HTTPS to the world and sets X-Forwarded-Proto and X-Forwarded-For itself, whatever a client sends.
_proxies = integer("TRUSTED_PROXY_COUNT", 1)
if _proxies:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = _proxies
SECURE_SSL_REDIRECT = flag("SECURE_SSL_REDIRECT", True)
# Probes reach the web process directly, over plain HTTP.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = integer("SECURE_HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = flag("SECURE_HSTS_INCLUDE_SUBDOMAINS", True)
# Says that the name may go on the browsers' list; nothing happens until its owner sends it in.
SECURE_HSTS_PRELOAD = flag("SECURE_HSTS_PRELOAD", True)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

# Names with a hash of their content, compressed once: browsers keep them for ever.
STORAGES["staticfiles"] = {"BACKEND": "core.files.static_files.MemoizedManifestStorage"}
WHITENOISE_MAX_AGE = 3600
