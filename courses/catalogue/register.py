from core.pages.presenters import register_presenter
from core.search.registry import register_search_provider
from core.setup_steps import register_site_setup
from courses.catalogue import search
from courses.catalogue.presenters import present_course, present_course_index
from courses.catalogue.site_tree import set_up
from courses.content.models.pages import CourseIndexPage, CoursePage


def register() -> None:
    register_presenter(CourseIndexPage, present_course_index)
    register_presenter(CoursePage, present_course)
    register_search_provider(search.PROVIDER)
    search.connect()
    register_site_setup("Pelatihan", set_up, order=30)
