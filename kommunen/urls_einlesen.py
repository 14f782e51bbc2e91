from django.urls import path

from kommunen.views import einlesen

urlpatterns = [
    path("", einlesen.ListeView.as_view(), name="list"),
    path("neu/", einlesen.neu, name="create"),
    path("<uuid:pk>/", einlesen.seite, name="detail"),
    path("<uuid:pk>/original/", einlesen.original, name="original"),
    path("<uuid:pk>/uebernehmen/", einlesen.uebernehmen, name="uebernehmen"),
    path("<uuid:pk>/verwerfen/", einlesen.verwerfen, name="verwerfen"),
]
