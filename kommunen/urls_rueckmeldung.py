from django.urls import path

from kommunen.views import rueckmeldung

app_name = "rueckmeldung"
urlpatterns = [
    path("", rueckmeldung.ListeView.as_view(), name="list"),
    path("neu/", rueckmeldung.AnfrageCreateView.as_view(), name="neu"),
    path("antwort/<uuid:pk>/", rueckmeldung.AntwortView.as_view(), name="antwort"),
    path("<uuid:pk>/", rueckmeldung.AnfrageView.as_view(), name="anfrage"),
    path("<uuid:pk>/frist/", rueckmeldung.FristView.as_view(), name="frist"),
    path("<uuid:pk>/schliessen/", rueckmeldung.schliessen, name="schliessen"),
    path("<uuid:pk>/wieder_oeffnen/", rueckmeldung.wieder_oeffnen, name="wieder_oeffnen"),
]
