"""Answers that are files. What is to be saved is never shown as a page of ours."""

from pathlib import PurePath

from django.http import HttpResponse

from kinderschutz.dateipruefung import Dateiart

# By the ending of the name, which our code gives.
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
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
}


def als_download(inhalt, dateiname):
    """
    Return the answer that saves the file under this name; the ending tells what it is.

    For a file that somebody brought, the view stands under `csp_update({"sandbox": True})`.
    """
    return _antwort(inhalt, dateiname, "attachment")


def zum_ansehen(inhalt, dateiname):
    """Return the answer that shows a file of our own making; saved, it has this name."""
    return _antwort(inhalt, dateiname, "inline")


def _antwort(inhalt, dateiname, wie):
    return HttpResponse(
        inhalt,
        content_type=INHALTSTYP[PurePath(dateiname).suffix.removeprefix(".")],
        headers={
            "Content-Disposition": f'{wie}; filename="{dateiname}"',
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
        },
    )
