"""
Pages that exist in the tests only, beside the real ones: what the frame does must not depend on
what the pages of today happen to do.

Use: `pytestmark = pytest.mark.urls("kinderschutz.tests.probeseiten")` or override_settings.
"""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404, HttpResponse, JsonResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.urls import include, path

from kinderschutz import audit
from kinderschutz.models import Aktion, User
from kommunen.models import Rolle

_ROWS = engines["django"].from_string("{% for rolle in rollen %}[{{ rolle.pk }}]{% endfor %}")


def einstellungen(request):
    """Answer with what the database was told."""
    names = ("person", "rolle", "jugendamt", "projekt", "land", "analyse")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT " + ", ".join(f"current_setting('app.{name}', true)" for name in names)
        )
        values = cursor.fetchone()
    return JsonResponse({name: value or "" for name, value in zip(names, values, strict=True)})


def spaet_gerendert(request):
    """Read protected rows after the view has returned, as every TemplateResponse does."""
    return TemplateResponse(request, _ROWS, {"rollen": Rolle.objects.visible_to(request.user)})


def kaputt(request):
    """Change something, record it, then fail while holding what was typed."""
    getippt = request.POST.get("text", "") + request.GET.get("suche", "")
    User.objects.filter(pk=request.user.pk).update(name="geändert")
    audit.record(Aktion.GEAENDERT, request.user)
    raise ValueError(f"Unerwartet: {getippt}")


def fehlerseite(request):
    """Change something, record it, then answer 500 without an exception."""
    User.objects.filter(pk=request.user.pk).update(name="geändert")
    audit.record(Aktion.GEAENDERT, request.user)
    return HttpResponse(status=500)


def langsam(request):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 20")
        cursor.execute("SELECT pg_sleep(5)")
    return HttpResponse()


def verboten(request, pk):
    raise PermissionDenied


def unbekannt(request, pk):
    raise Http404


def gelesen(request, pk):
    audit.record(Aktion.GELESEN, objektart="probe", kennung=str(pk))
    return HttpResponse("gelesen")


def gespeichert(request):
    """A change that records nothing itself."""
    return HttpResponse(status=204)


def fehlerhaft(request):
    """A form that comes back with errors: nothing was changed."""
    return HttpResponse("Bitte prüfen Sie Ihre Angaben.")


@login_not_required
def oeffentlich(request):
    return HttpResponse("öffentlich")


urlpatterns = [
    path("probe/einstellungen/", einstellungen, name="probe_einstellungen"),
    path("probe/spaet/", spaet_gerendert, name="probe_spaet"),
    path("probe/kaputt/", kaputt, name="probe_kaputt"),
    path("probe/fehlerseite/", fehlerseite, name="probe_fehlerseite"),
    path("probe/langsam/", langsam, name="probe_langsam"),
    path("probe/verboten/<int:pk>/", verboten, name="probe_verboten"),
    path("probe/unbekannt/<int:pk>/", unbekannt, name="probe_unbekannt"),
    path("probe/gelesen/<int:pk>/", gelesen, name="probe_gelesen"),
    path("probe/gespeichert/", gespeichert, name="probe_gespeichert"),
    path("probe/fehlerhaft/", fehlerhaft, name="probe_fehlerhaft"),
    path("probe/oeffentlich/", oeffentlich, name="probe_oeffentlich"),
    path("", include("kinderschutz.urls")),
]
handler500 = "kinderschutz.views.server_error"
