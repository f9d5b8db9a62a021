"""Groups and their exact permissions. Apps add theirs in ``ready``; ``manage.py setup_site`` makes the database agree."""

from collections import defaultdict

CONTENT_EDITOR = "Editor Konten"
CONTENT_APPROVER = "Penyetuju Konten"
CURRICULUM_ANALYST = "Analis Kurikulum"
TRAINER = "Pengajar"
LIBRARIAN = "Pustakawan"
ADMINISTRATOR = "Admin"

ROLES = (CONTENT_EDITOR, CONTENT_APPROVER, CURRICULUM_ANALYST, TRAINER, LIBRARIAN, ADMINISTRATOR)

_permissions: dict[str, set[str]] = defaultdict(set)


def register_role_permissions(role: str, *permissions: str) -> None:
    """Give ``role`` permissions named as Django does ("elibrary.add_book"). Raises ValueError for an unknown role."""
    if role not in ROLES:
        raise ValueError(role)
    _permissions[role].update(permissions)


def model_permissions(app: str, *models: str) -> list[str]:
    """Every permission that Django makes for models with ``default_permissions`` left as they are."""
    return [f"{app}.{verb}_{model}" for model in models for verb in ("view", "add", "change", "delete")]


def role_permissions() -> dict[str, set[str]]:
    """Every role with its exact permissions; all of them may open the admin."""
    return {role: {"wagtailadmin.access_admin", *_permissions[role]} for role in ROLES}
