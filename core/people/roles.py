"""Groups and their exact permissions. Subjects add theirs in ``register.py``; ``manage.py setup_site`` writes the groups."""

from core.registry import Registry

CONTENT_EDITOR = "Editor Konten"
CONTENT_APPROVER = "Penyetuju Konten"
CURRICULUM_ANALYST = "Analis Kurikulum"
TRAINER = "Pengajar"
LIBRARIAN = "Pustakawan"
ADMINISTRATOR = "Admin"

ROLES = (CONTENT_EDITOR, CONTENT_APPROVER, CURRICULUM_ANALYST, TRAINER, LIBRARIAN, ADMINISTRATOR)

_granted: Registry[tuple[str, str]] = Registry("role permissions")
"""Role and permission."""


def register_role_permissions(role: str, *permissions: str) -> None:
    """Give ``role`` permissions named as Django does ("elibrary.add_book"). Raises ValueError for an unknown role."""
    if role not in ROLES:
        raise ValueError(role)
    for permission in permissions:
        _granted.register((role, permission), (role, permission))


def model_permissions(app: str, *models: str) -> list[str]:
    """Every permission that Django makes for models with ``default_permissions`` left as they are."""
    return [f"{app}.{verb}_{model}" for model in models for verb in ("view", "add", "change", "delete")]


def role_permissions() -> dict[str, set[str]]:
    """Every role with its exact permissions; all of them may open the admin."""
    granted = {role: {"wagtailadmin.access_admin"} for role in ROLES}
    for role, permission in _granted:
        granted[role].add(permission)
    return granted
