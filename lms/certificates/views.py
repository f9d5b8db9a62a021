"""A certificate for its holder, and the public check."""

import uuid

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lms.certificates.access import get_certificate_for
from lms.certificates.codes import normalise_code
from lms.certificates.forms import CertificateCodeForm
from lms.certificates.selectors import certificate_by_code
from lms.enrolment.access import get_enrolment_for
from lms.users.decorators import AuthenticatedRequest, learner_page


@learner_page("GET")
def class_certificate(request: AuthenticatedRequest, run_id: uuid.UUID) -> FileResponse:
    """The frozen file, for its owner alone."""
    certificate = get_certificate_for(get_enrolment_for(request.user, run_id))
    name = f"Sertifikat {certificate.code}.pdf"
    return FileResponse(certificate.pdf.open("rb"), as_attachment=True, filename=name, content_type="application/pdf")


@never_cache
@require_safe
def certificate_form(request: HttpRequest) -> HttpResponse:
    """The form for the printed code. A GET form: it changes nothing and needs no CSRF token."""
    form = CertificateCodeForm(request.GET if "kode" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("certificate_check", code=form.cleaned_data["kode"])
    return render(request, "lms/certificates/form.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_safe
def certificate_check(request: HttpRequest, code: str) -> HttpResponse:
    """The verification page of a code. It shows a name, so it is excluded from search engines."""
    written = normalise_code(code)
    if written and written != code:
        return redirect("certificate_check", code=written)
    certificate = certificate_by_code(code=written) if written else None
    if certificate is None:
        response = render(
            request, "lms/certificates/unknown.html", {"code": code, "form": CertificateCodeForm()}, status=404
        )
    else:
        response = render(request, "lms/certificates/check.html", {"certificate": certificate})
    response["X-Robots-Tag"] = "noindex"
    return response
