"""EMAIL_URL: files under the state folder, the console, or SMTP."""

from urllib.parse import unquote

from config.env import SettingsError, folder, folder_url, text, url

_url = url("EMAIL_URL", folder_url("file", "mail"), schemes={"file", "console", "smtp", "smtps", "smtp+tls"})

if _url.scheme == "file":
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(folder("EMAIL_URL", _url))
elif _url.scheme == "console":
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
else:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    if not _url.hostname:
        raise SettingsError("EMAIL_URL tidak menyebut server: smtp+tls://pengguna:sandi@mail.contoh.go.id:587")
    EMAIL_HOST = _url.hostname
    EMAIL_PORT = _url.port or {"smtp": 25, "smtps": 465, "smtp+tls": 587}[_url.scheme]
    EMAIL_HOST_USER = unquote(_url.username or "")
    EMAIL_HOST_PASSWORD = unquote(_url.password or "")
    EMAIL_USE_SSL = _url.scheme == "smtps"
    EMAIL_USE_TLS = _url.scheme == "smtp+tls"
    EMAIL_TIMEOUT = 20

DEFAULT_FROM_EMAIL = text("DEFAULT_FROM_EMAIL", "Si-Jawara+ <noreply@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
