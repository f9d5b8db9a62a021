from wagtail.admin.viewsets.model import ModelViewSet

from core.admin.read_only import InUseDeleteView
from courses.content.models.pages import Topic


class TopicViewSet(ModelViewSet):
    model = Topic
    icon = "tag"
    menu_label = "Topik"
    menu_name = "topik"
    url_prefix = "pelatihan/topik"
    url_namespace = "courses_topic"
    copy_view_enabled = False
    delete_view_class = InUseDeleteView
    list_display = ["name"]
    list_export = ["name", "slug"]
    search_fields = ["name"]
    search_backend_name = None
