from django.urls import path

from kommunen.views import bericht

app_name = "bericht"
urlpatterns = [
    path("", bericht.ListeView.as_view(), name="list"),
    path("neu/", bericht.BeginnenView.as_view(), name="neu"),
    path("<uuid:pk>/", bericht.BerichtView.as_view(), name="detail"),
    path("<uuid:pk>/bearbeiten/", bericht.BearbeitenView.as_view(), name="bearbeiten"),
    path("<uuid:pk>/einfrieren/", bericht.EinfrierenView.as_view(), name="einfrieren"),
    path("<uuid:pk>/loeschen/", bericht.loeschen, name="loeschen"),
    path("<uuid:pk>/datei/<slug:art>/", bericht.datei, name="datei"),
]
