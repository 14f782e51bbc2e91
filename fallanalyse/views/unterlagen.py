"""The documents an office needs, as Word and PDF."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET

from fallanalyse import permissions
from fallanalyse.unterlagen import UNTERLAGEN
from fallanalyse.unterlagen.tatsachen import tatsachen_for
from kinderschutz import audit, pdf
from kinderschutz.models import Aktion

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
INHALTSTYP = {"docx": DOCX, "pdf": "application/pdf"}


@require_GET
def unterlagen(request):
    permissions.require(permissions.can_recht(request.user))
    return render(
        request,
        "fallanalyse/unterlagen.html",
        {"unterlagen": UNTERLAGEN.values(), "mit_pdf": pdf.is_possible()},
    )


@require_GET
def unterlage(request, name, format):
    """Hand out the document as it is filled today."""
    permissions.require(permissions.can_recht(request.user))
    if name not in UNTERLAGEN or format not in INHALTSTYP:
        raise Http404
    dokument = UNTERLAGEN[name].dokument(tatsachen_for(request.user))
    if format == "pdf":
        try:
            inhalt = pdf.pdf(
                render_to_string("fallanalyse/unterlage_pdf.html", {"dokument": dokument})
            )
        except pdf.PdfNichtMoeglich as grund:
            messages.error(request, str(grund))
            return redirect("recht:unterlagen")
    else:
        # Loaded here: most processes never need it.
        from kinderschutz.word import docx

        inhalt = docx(dokument)
    audit.record(Aktion.EXPORTIERT, objektart="unterlage", kennung=f"{name}.{format}")
    return HttpResponse(
        inhalt,
        content_type=INHALTSTYP[format],
        headers={
            "Content-Disposition": f'attachment; filename="{name}.{format}"',
            "X-Content-Type-Options": "nosniff",
        },
    )
