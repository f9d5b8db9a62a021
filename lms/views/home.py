"""The participant's home, and all of their certificates."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from lms.selectors_home import certificate_list, certificate_url, home_of
from lms.views.decorators import LearnerRequest, learner_page


@learner_page("GET")
def class_list(request: LearnerRequest) -> HttpResponse:
    """ "Kelas saya": the next step, the days ahead, the classes, the certificates."""
    home = home_of(user=request.user, number=request.GET.get("page"))
    certificates = [(each, certificate_url(each)) for each in home.certificates]
    context = {
        "home": home,
        "page_obj": home.page_obj,
        "classes": home.classes,
        "waiting": home.waiting,
        "certificates": certificates,
        "today": timezone.localdate(),
    }
    return render(request, "lms/class_list.html", context)


@learner_page("GET")
def own_certificates(request: LearnerRequest) -> HttpResponse:
    page = certificate_list(user=request.user, number=request.GET.get("page"))
    certificates = [(each, certificate_url(each)) for each in page.object_list]
    return render(request, "lms/own_certificates.html", {"page_obj": page, "certificates": certificates})
