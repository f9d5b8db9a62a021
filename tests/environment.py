"""Starts the site in a process of its own with an environment that the test chooses, as a server would."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

NO_REDIS = "redis://127.0.0.1:1/1"
"""Nothing listens there."""

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SITE_URL": "https://si-jawara.example.id",
    "ALLOWED_HOSTS": "si-jawara.example.id",
    "SECRET_KEY": "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF3hJ6kL9nP2rS5tU8wX",
    "FIELD_ENCRYPTION_KEYS": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
    "FIELD_HASH_KEY": "zY9xW8vU7tS6rQ5pO4nM3lK2jI1hG0fE",
    "CELERY_BROKER_URL": "redis://127.0.0.1:1/0",
    "CACHE_URL": NO_REDIS,
    "EMAIL_URL": "smtp+tls://user:p%40ss@mail.example.id:587",
    "DEFAULT_FROM_EMAIL": "Si-Jawara+ <halo@example.id>",
}


def bare_environment(*, var: Path | str, **environment: str) -> dict[str, str]:
    """Nothing but ``environment``, the state folder and what a shell needs."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "SIJAWARA_VAR": str(var), **environment}


def run_python(
    *arguments: str, var: Path | str, timeout: float = 120, **environment: str
) -> subprocess.CompletedProcess[str]:
    """``python *arguments`` with nothing in the environment but ``environment`` and what a shell needs."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=bare_environment(var=var, **environment),
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )


def setting(expression: str, *, var: Path | str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Print ``expression`` over ``s``, the settings, without starting the apps."""
    environment.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    code = f"from django.conf import settings as s; print({expression})"
    return run_python("-c", code, var=var, **environment)
