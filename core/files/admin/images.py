"""Wagtail's upload of many pictures, where a full disk is told as a sentence beside the file.

A picture becomes one only with its alternative text; until then Wagtail keeps the file as an upload, outside our form.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.images.views.multiple import AddView, CreateFromUploadedImageView

from core.files.uploads.checks import UploadRefused, refuse_when_disk_is_full


class DiskFullMixin:
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with refuse_when_disk_is_full():
                return super().post(request, *args, **kwargs)  # type: ignore[misc, no-any-return]
        except UploadRefused as refusal:
            return JsonResponse({"success": False, "error_message": str(refusal)})


class SiteImagesAddView(DiskFullMixin, AddView):
    pass


class SiteImageFromUploadView(DiskFullMixin, CreateFromUploadedImageView):
    pass


add_images = never_cache(require_admin_access(SiteImagesAddView.as_view()))
create_image_from_upload = never_cache(require_admin_access(SiteImageFromUploadView.as_view()))
