"""WHATSAPP_URL: the account at the WhatsApp Cloud API. Without it, logging in by telephone number is off.

``whatsapp://<token>@graph.facebook.com/<phone-number-id>?version=v23.0&code_template=…&notice_template=…&lang=id
&app_secret=…&verify_token=…``. The last two are of the webhook for delivery reports, which is closed without them.
"""

import re
from ipaddress import ip_address
from urllib.parse import SplitResult, parse_qs, unquote

from config.env import SettingsError, text, url
from core.messages.whatsapp_account import WhatsAppAccount

_DEFAULTS = {"version": "v23.0", "lang": "id", "app_secret": "", "verify_token": "", "timeout": "10"}
_REQUIRED = ("code_template", "notice_template")


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _query(parts: SplitResult) -> dict[str, str]:
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    unknown = sorted(set(query) - {*_DEFAULTS, *_REQUIRED})
    if unknown:
        raise SettingsError(f"WHATSAPP_URL memuat pilihan yang tidak dikenal: {', '.join(unknown)}.")
    missing = [name for name in _REQUIRED if not query.get(name)]
    if missing:
        raise SettingsError(f"WHATSAPP_URL tidak menyebut {' dan '.join(missing)}; lihat docs/operations.md.")
    return {**_DEFAULTS, **query}


def _check_host(parts: SplitResult, host: str, number_id: str) -> None:
    if not parts.username or not host or not re.fullmatch(r"[0-9]{1,32}", number_id):
        raise SettingsError("WHATSAPP_URL ditulis whatsapp://TOKEN@graph.facebook.com/ID-NOMOR?code_template=…")
    if parts.scheme == "whatsapp+http" and not _is_this_machine(host):
        raise SettingsError("WHATSAPP_URL: whatsapp+http hanya untuk mesin ini sendiri; pakai whatsapp:// (HTTPS).")


def _check_query(query: dict[str, str]) -> None:
    if not re.fullmatch(r"v[0-9]{1,3}\.[0-9]", query["version"]):
        raise SettingsError("WHATSAPP_URL: version ditulis seperti v23.0.")
    if not re.fullmatch(r"[1-9][0-9]?", query["timeout"]):
        raise SettingsError("WHATSAPP_URL: timeout adalah detik, 1 sampai 99.")
    if bool(query["app_secret"]) != bool(query["verify_token"]):
        raise SettingsError("WHATSAPP_URL: app_secret dan verify_token diisi keduanya atau tidak sama sekali.")


def _account() -> WhatsAppAccount | None:
    if not text("WHATSAPP_URL"):
        return None
    parts = url("WHATSAPP_URL", "", schemes={"whatsapp", "whatsapp+http"})
    number_id, host = parts.path.strip("/"), parts.hostname or ""
    _check_host(parts, host, number_id)
    query = _query(parts)
    _check_query(query)
    return {
        "version": query["version"],
        "lang": query["lang"],
        "code_template": query["code_template"],
        "notice_template": query["notice_template"],
        "app_secret": query["app_secret"],
        "verify_token": query["verify_token"],
        "token": unquote(parts.username or ""),
        "host": host,
        "port": parts.port,
        "tls": parts.scheme == "whatsapp",
        "number_id": number_id,
        "timeout": float(query["timeout"]),
    }


WHATSAPP = _account()
