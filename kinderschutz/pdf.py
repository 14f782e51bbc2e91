"""
PDF from HTML: tagged (PDF/UA-1), in German, with its fonts inside, and nothing from the network.

WeasyPrint is loaded when the first PDF is made: it needs libraries of the system (Pango, HarfBuzz)
that may be missing, and costs memory that most processes never need.
"""

import mimetypes
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders

# Addresses of our own static files in HTML and CSS: static:kinderschutz/pdf.css
SCHEME = "static"
BASE_CSS = "kinderschutz/pdf.css"
VARIANT = "pdf/ua-1"


class PdfNichtMoeglich(Exception):
    """This machine cannot make PDF. The message is German and may be shown to the user."""


def pdf(html, *css):
    """
    Return the PDF of this page as bytes.

    `html` is a whole document with `lang` and `<title>`; the styles every document shares come
    first, then `css` (texts of style sheets). Only static files are loaded, everything else is
    left out.

    :raises PdfNichtMoeglich: if the libraries of the system are missing
    """
    weasyprint = _weasyprint()
    fetcher = _static_only(weasyprint)
    sheets = [_read(BASE_CSS)[0].decode(), *css]
    fonts = weasyprint.text.fonts.FontConfiguration()
    stylesheets = [
        weasyprint.CSS(string=sheet, base_url=f"{SCHEME}:", url_fetcher=fetcher, font_config=fonts)
        for sheet in sheets
    ]
    page = weasyprint.HTML(string=html, base_url=f"{SCHEME}:", url_fetcher=fetcher)
    return page.write_pdf(stylesheets=stylesheets, font_config=fonts, pdf_variant=VARIANT)


def is_possible():
    """Say whether this machine can make PDF at all."""
    try:
        _weasyprint()
    except PdfNichtMoeglich:
        return False
    return True


def _weasyprint():
    from PIL import ImageFile

    # WeasyPrint lets the whole process read pictures that are cut off; attachments must not be.
    strict = ImageFile.LOAD_TRUNCATED_IMAGES
    try:
        import weasyprint
        import weasyprint.text.fonts
    except (ImportError, OSError) as error:
        raise PdfNichtMoeglich(
            "PDF gibt es hier gerade nicht: Auf dem Server fehlen Bibliotheken (Pango, HarfBuzz). "
            "Ihre IT richtet sie mit `apt-get install libpango-1.0-0 libpangoft2-1.0-0 "
            "libharfbuzz-subset0` ein."
        ) from error
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = strict
    return weasyprint


def _static_only(weasyprint):
    """Return what loads pictures and fonts: our own static files, never anything else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class StaticOnly(URLFetcher):
        def fetch(self, url, headers=None):
            parts = urlsplit(url)
            if parts.scheme != SCHEME or parts.netloc:
                raise ValueError("Only static files are loaded.")
            content, kind = _read(unquote(parts.path).lstrip("/"))
            return URLFetcherResponse(url, content, {"Content-Type": kind})

    return StaticOnly()


def _read(name):
    """Return (content, kind) of a static file, also where they were collected."""
    path = finders.find(name)
    if path is None:
        path = Path(settings.STATIC_ROOT) / name
        if not path.resolve().is_relative_to(Path(settings.STATIC_ROOT).resolve()):
            raise ValueError("not a static file")
    return Path(path).read_bytes(), mimetypes.guess_type(name)[0] or "application/octet-stream"
