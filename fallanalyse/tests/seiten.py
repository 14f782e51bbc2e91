"""Where the pages of an analysis are, and what one reads there."""

import re
from html import unescape

from django.urls import reverse


def url_of(name, analyse, *args):
    return reverse(f"fallanalyse:{name}", args=[analyse.pk, *args])


def schritt_url(analyse, schritt):
    return url_of("schritt", analyse, schritt)


def text_of(response):
    """Return what one reads on the page, without its tags."""
    return text_of_page(response.content.decode())


def text_of_page(seite):
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", seite)))
