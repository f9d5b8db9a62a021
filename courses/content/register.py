from core.pages.page_cache import invalidate_on_change
from core.people.roles import ADMINISTRATOR, CURRICULUM_ANALYST, TRAINER, model_permissions, register_role_permissions
from courses.content.models.pages import Topic


def register() -> None:
    invalidate_on_change(Topic)  # shown by the course page and the list
    for role in (CURRICULUM_ANALYST, ADMINISTRATOR):
        register_role_permissions(role, *model_permissions("courses", "topic"), *model_permissions("core", "mediafile"))
    register_role_permissions(TRAINER, "core.view_mediafile", "core.add_mediafile", "core.change_mediafile")
