from django.urls import include, path

from netzwerk.views import netzwerk, protokoll, veranstaltung

netzwerke = [
    path("", netzwerk.NetzwerkListView.as_view(), name="list"),
    path("<slug:slug>/", netzwerk.NetzwerkDetailView.as_view(), name="detail"),
]

veranstaltungen = [
    path("", veranstaltung.VeranstaltungListView.as_view(), name="list"),
    path("neu/", veranstaltung.VeranstaltungCreateView.as_view(), name="neu"),
    path("<uuid:pk>/", veranstaltung.VeranstaltungDetailView.as_view(), name="detail"),
    path("<uuid:pk>/einladung.ics", veranstaltung.KalenderView.as_view(), name="kalender"),
    path(
        "<uuid:pk>/bearbeiten/", veranstaltung.VeranstaltungUpdateView.as_view(), name="bearbeiten"
    ),
    path("<uuid:pk>/absagen/", veranstaltung.absagen, name="absagen"),
    path("<uuid:pk>/protokoll/", protokoll.protokoll, name="protokoll"),
    path(
        "<uuid:pk>/protokoll/freigeben/",
        veranstaltung.protokoll_freigeben,
        name="protokoll_freigeben",
    ),
    path(
        "<uuid:pk>/aufgaben/<int:aufgabe>/",
        veranstaltung.aufgabe_erledigt,
        name="aufgabe_erledigt",
    ),
]

urlpatterns = [
    path("netzwerk/", include((netzwerke, "netzwerk"))),
    path("veranstaltungen/", include((veranstaltungen, "veranstaltung"))),
]
