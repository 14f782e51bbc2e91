"""The documents an office needs, as Word and PDF."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET

from fallanalyse import permissions
from fallanalyse.unterlagen import UNTERLAGEN
from fallanalyse.unterlagen.tatsachen import tatsachen_for
from kinderschutz import audit, pdf
from kinderschutz.dateiausgabe import als_download
from kinderschutz.models import Aktion

FORMATE = ("docx", "pdf")


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
    if name not in UNTERLAGEN or format not in FORMATE:
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
    dateiname = f"{name}.{format}"
    audit.record(Aktion.EXPORTIERT, objektart="unterlage", kennung=dateiname)
    return als_download(inhalt, dateiname)
