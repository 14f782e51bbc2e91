"""Where the pages of a measure are, and what the form of a new one sends."""

from django.urls import reverse

NEU = {"version": "1", "text": "Leitbild schreiben", "reichweite": "kommunal"}


def url(was, massnahme, *args):
    return reverse(f"kommunen:{was}", args=[massnahme.kommune.slug, massnahme.pk, *args])


def create_url(teilnahme):
    return reverse("kommunen:massnahme_create", args=[teilnahme.kommune.slug])
