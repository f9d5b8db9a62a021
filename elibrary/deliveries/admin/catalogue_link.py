"""On the page of a catalogue import: the link by which its publisher reads the results of their records."""

from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from core.admin.panels import Action
from core.people.access import user_of
from elibrary.catalogue.admin.imports import CatalogueRunView
from elibrary.catalogue.models.catalogue_import import CatalogueImport
from elibrary.deliveries.services.links import LinkChanged, catalogue_link_create, catalogue_link_revoke
from elibrary.publishers.models import Publisher


@method_decorator(never_cache, name="dispatch")
class PublisherLinkView(CatalogueRunView):
    """Make, renew or revoke the link by which the publisher reads the results of their records.

    Its address is shown once, in this very answer.
    """

    permission_required = "add"
    http_method_names: ClassVar[list[str]] = ["post"]

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        publisher = get_object_or_404(Publisher, slug=self.object.options["publisher"])
        seen = request.POST.get("tautan", "")
        number = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 19 else None
        try:
            if request.POST.get("langkah") == "buat":
                made = catalogue_link_create(publisher=publisher, by=user_of(request), replacing=number)
                return self.render_to_response(self.get_context_data(made=made))
            if request.POST.get("langkah") == "cabut" and number is not None:
                catalogue_link_revoke(publisher=publisher, link=number, by=user_of(request))
                messages.success(request, "Tautan dicabut. Halamannya tidak dapat dibuka lagi.")
        except LinkChanged:
            messages.warning(request, "Tautan penerbit ini baru saja berubah. Tidak ada yang dibuat lagi.")
        return redirect("impor-katalog:inspect", self.object.pk)


PUBLISHER_LINK = Action(
    CatalogueImport,
    "link",
    "tautan/<uuid:pk>/",
    lambda viewset: viewset.construct_view(PublisherLinkView, **viewset.get_inspect_view_kwargs()),
)
