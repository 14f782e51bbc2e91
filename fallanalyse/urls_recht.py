"""What Leitung and Datenschutz keep for the whole Jugendamt."""

from django.urls import path

from fallanalyse.views import festlegen, recht, unterlagen

app_name = "recht"

urlpatterns = [
    path("", recht.RechtslageListView.as_view(), name="list"),
    path("loeschfristen/", festlegen.LoeschfristenView.as_view(), name="loeschfristen"),
    path("unterlagen/", unterlagen.unterlagen, name="unterlagen"),
    path("unterlagen/<slug:name>.<slug:format>", unterlagen.unterlage, name="unterlage"),
]
