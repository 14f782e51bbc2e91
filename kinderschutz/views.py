"""Switching the acting Rolle, signing in without leaving the page, and answers to failures."""

import sys

from allauth.account.forms import LoginForm
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.views import defaults
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from kinderschutz.background import background
from kinderschutz.identity import SESSION_KEY


@require_POST
def rolle_wechseln(request):
    """Act in another of one's own Rollen from the next page on."""
    gewaehlt = request.POST.get("rolle", "")
    rolle = next((rolle for rolle in request.user.rollen if str(rolle.pk) == gewaehlt), None)
    if rolle is None:
        messages.error(request, "Diese Rolle gehört Ihnen nicht oder ist abgelaufen.")
    else:
        request.session[SESSION_KEY] = gewaehlt
        messages.success(request, f"Sie arbeiten jetzt als {rolle.bezeichnung}.")
    return redirect("arbeit")


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_POST
def anmelden_in_der_seite(request):
    """
    Sign in by script, so that what was typed stays on the page, in the `rolle` of that page.

    Answers JSON: 200 {"csrf"}, 400 {"fehler"}, 409 {"weiter"} when a second step is needed, 429
    {"fehler"} after too many attempts.
    """
    form = LoginForm(request.POST, request=request)
    if not ratelimit.consume(request, action="login") or form.has_error(
        "__all__", "too_many_login_attempts"
    ):
        return JsonResponse(
            {"fehler": "Zu viele Versuche. Bitte warten Sie einige Minuten."}, status=429
        )
    if not form.is_valid():
        return JsonResponse({"fehler": "E-Mail-Adresse oder Passwort stimmen nicht."}, status=400)
    # The sign-in keeps it. Whether the Rolle is hers, the next request asks.
    request.session[SESSION_KEY] = request.POST.get("rolle", "")
    response = form.login(request)
    if not request.user.is_authenticated:
        return JsonResponse({"weiter": response["Location"]}, status=409)
    return JsonResponse({"csrf": get_token(request)})


# That many seconds before the end a page says so.
WARNEN_AB = 5 * 60


@background
@require_http_methods(["GET", "POST"])
def sitzung(request):
    """
    Tell a page whose session it is and how many seconds it lasts; a POST prolongs it first.

    Answers JSON: 200 {"person", "endet_in", "warnen_ab", "verlaengerbar"}, 401 after the end.
    """
    if request.method == "POST":
        request.session.prolong()
    return JsonResponse(
        {
            "person": str(request.user.pk),
            "endet_in": int(request.session.remaining().total_seconds()),
            "warnen_ab": min(WARNEN_AB, settings.SESSION_COOKIE_AGE // 4),
            "verlaengerbar": request.session.can_be_prolonged(),
        }
    )


def gibt_es_nicht(request):
    """:raises Http404: always: a page of allauth that this application does not want"""
    raise Http404


ZU_GROSS = (
    "Das ist zu viel Text auf einmal. Er steht noch hier, ist aber nicht gespeichert. Bitte kürzen "
    "Sie ihn oder teilen Sie ihn auf."
)


def bad_request(request, exception):
    """Answer 413 where somebody sent more than we take, 400 otherwise: Django's `handler400`."""
    if not isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        return defaults.bad_request(request, exception)
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"meldung": ZU_GROSS}, status=413)
    return HttpResponse(render_to_string("413.html", request=request), status=413)


def server_error(request):
    """
    Answer 503 where the database is away or too slow, 500 otherwise: Django's `handler500`.

    It is the one place that every layer comes through, the session before all views as well. No
    context: its processors would ask the database.
    """
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "60"})
    return HttpResponse(render_to_string("500.html"), status=500)
