"""The parts of WHATSAPP_URL; imports nothing, because the settings read it."""

from typing import TypedDict


class WhatsAppAccount(TypedDict):
    """``timeout`` is in seconds. ``app_secret`` and ``verify_token`` are empty where the webhook is closed."""

    version: str
    lang: str
    code_template: str
    notice_template: str
    app_secret: str
    verify_token: str
    timeout: float
    token: str
    host: str
    port: int | None
    tls: bool
    number_id: str
