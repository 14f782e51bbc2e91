from django.contrib import admin
from django.urls import include, path

from kinderschutz import views

urlpatterns = [
    path("", include("kommunen.urls")),
    path("fallanalysen/", include("fallanalyse.urls")),
    path("bibliothek/", include("fallanalyse.urls_bibliothek")),
    path("einladung/", include("fallanalyse.urls_einladung")),
    path("recht/", include("fallanalyse.urls_recht")),
    path("", include("netzwerk.urls")),
    path("rolle/", views.rolle_wechseln, name="rolle_wechseln"),
    path("anmelden/", views.anmelden_in_der_seite, name="anmelden_in_der_seite"),
    path("sitzung/", views.sitzung, name="sitzung"),
    # Whoever can change the address takes the account over; the Administration vouches for it.
    path("konto/email/", views.gibt_es_nicht, name="adresse_aendern"),
    path("konto/", include("allauth.urls")),
    path("verwaltung/", admin.site.urls),
]

handler400 = "kinderschutz.views.bad_request"
handler500 = "kinderschutz.views.server_error"
