from django.urls import path

from fallanalyse.views import bibliothek, katalog, umsetzung

app_name = "bibliothek"

urlpatterns = [
    path("", bibliothek.BibliothekView.as_view(), name="list"),
    path("katalog/", katalog.katalog, name="katalog"),
    path("katalog/<slug:kind>/neu/", katalog.eintrag, name="katalog_neu"),
    path("katalog/<slug:kind>/<uuid:pk>/", katalog.eintrag, name="katalog_eintrag"),
    path("empfehlungen/<uuid:pk>/", umsetzung.empfehlung, name="empfehlung"),
    path("empfehlungen/<uuid:pk>/umsetzen/", umsetzung.umsetzen, name="umsetzen"),
    path("empfehlungen/<uuid:pk>/verbinden/", umsetzung.verbinden, name="verbinden"),
    path("umsetzungen/<uuid:pk>/loesen/", umsetzung.loesen, name="loesen"),
    path("<uuid:pk>/", bibliothek.detail, name="detail"),
    path("<uuid:pk>/zurueckziehen/", bibliothek.zuruecknehmen, name="zuruecknehmen"),
]
