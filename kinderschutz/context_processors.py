from django.conf import settings

from kinderschutz.demo_konten import KONTEN, PASSWORT
from kinderschutz.identity import rolle_of
from kinderschutz.navigation import navigation_for


def layout(request):
    """Give the page head what it shows: navigation, the acting Rolle and those to switch to."""
    user = getattr(request, "user", None)
    rolle = rolle_of(user)
    return {
        "navigation": navigation_for(rolle, request.path),
        "rolle": rolle.bezeichnung if rolle else "",
        "rollen": [
            {"pk": str(eine.pk), "text": eine.bezeichnung, "aktiv": eine == rolle}
            for eine in getattr(user, "rollen", [])
        ],
        "demo": settings.DEMO,
        "zweiter_faktor_pflicht": settings.SECOND_FACTOR_REQUIRED,
    }


def demo_konten(request):
    """Show the demo accounts on the sign-in page: in a demo start only, and nowhere else."""
    match = request.resolver_match
    if not settings.DEMO or match is None or match.view_name != "account_login":
        return {}
    return {
        "demo_konten": [
            {"email": konto.email, "rolle": konto.was, "passwort": PASSWORT} for konto in KONTEN
        ]
    }
