"""The board among the reports of the admin."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.board.selectors import may_see_board
from cms.board.views import BoardView, MatrixView

_urls = [
    path("", BoardView.as_view(), name="index"),
    path("results/", BoardView.as_view(results_only=True), name="index_results"),
    path("matriks/", MatrixView.as_view(), name="matrix"),
]


class BoardMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_board(request.user)


@hooks.register("register_admin_urls")
def board_urls() -> list[URLPattern | URLResolver]:
    return [path("papan-layanan/", include((_urls, "cms_board")))]


@hooks.register("register_reports_menu_item")
def board_menu_item() -> MenuItem:
    url = reverse("cms_board:index")
    return BoardMenuItem("Papan standar pelayanan", url, name="papan-layanan", icon_name="table", order=100)
