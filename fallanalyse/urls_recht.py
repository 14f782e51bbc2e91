"""What Leitung and Datenschutz keep for the whole Jugendamt."""

from django.urls import path

from fallanalyse.views import loeschfristen, recht

app_name = "recht"

urlpatterns = [
    path("", recht.RechtslageListView.as_view(), name="list"),
    path("loeschfristen/", loeschfristen.LoeschfristenView.as_view(), name="loeschfristen"),
]
