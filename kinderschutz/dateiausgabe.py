"""Handing out a kept file: to be saved, never to be shown as a page of ours."""

from django.http import HttpResponse

from kinderschutz.dateipruefung import Dateiart

INHALTSTYP = {
    Dateiart.PDF: "application/pdf",
    Dateiart.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Dateiart.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Dateiart.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Dateiart.ODT: "application/vnd.oasis.opendocument.text",
    Dateiart.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    Dateiart.ODP: "application/vnd.oasis.opendocument.presentation",
    Dateiart.JPG: "image/jpeg",
    Dateiart.PNG: "image/png",
    Dateiart.TXT: "text/plain; charset=utf-8",
}


def als_download(inhalt, *, art, dateiname):
    """Return the answer of a view (under `csp_update({"sandbox": True})`); the name is ours."""
    return HttpResponse(
        inhalt,
        content_type=INHALTSTYP[art],
        headers={
            "Content-Disposition": f'attachment; filename="{dateiname}"',
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
        },
    )
