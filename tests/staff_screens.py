"""Which screens of ours in the admin a test looks at, by the table of addresses: each once, by the first role that may."""

from core.people.roles import ADMINISTRATOR, CONTENT_APPROVER, CURRICULUM_ANALYST, LIBRARIAN
from tests.test_url_permissions import DESK
from tests.url_world import World, template_of

PEOPLE = (LIBRARIAN, CURRICULUM_ANALYST, CONTENT_APPROVER, ADMINISTRATOR)


def screens(world: World, person: str) -> dict[str, str]:
    """Routes by the address that ``person`` is the first to open."""
    found: dict[str, str] = {}
    for row in DESK:
        if next((each for each in PEOPLE if row.outcomes()[each] == 200), None) == person:
            found.setdefault(world.address(row.at or template_of(row.route)), row.route)
    return found
