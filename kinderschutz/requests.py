"""Private pages, and a sign-in that keeps the text."""

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import JsonResponse


class PrivatePagesMiddleware:
    """Let no browser or proxy keep a signed-in page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        was_signed_in = request.user.is_authenticated
        response = self.get_response(request)
        if request.user.is_authenticated:
            response["Cache-Control"] = "no-store"
        elif was_signed_in:
            response["Cache-Control"] = "no-store"
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response


class SignInMiddleware(LoginRequiredMiddleware):
    """Send to the sign-in; tell a script with 401, so that it can ask inside the page."""

    def handle_no_permission(self, request, view_func):
        if request.headers.get("Accept", "").startswith("application/json"):
            return JsonResponse(
                {"fehler": "Sie sind nicht mehr angemeldet. Ihr Text ist noch da."}, status=401
            )
        return super().handle_no_permission(request, view_func)
