"""A number for every request, in log lines, audit rows and on the error page."""

import logging
import uuid
from contextvars import ContextVar

_request_id = ContextVar("request_id", default="-")


class RequestIdMiddleware:
    """Number the request and answer with the number."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.request_id = uuid.uuid4().hex[:12]
        # Not reset afterwards: Django logs refused requests only when all middleware is done.
        _request_id.set(request.request_id)
        response = self.get_response(request)
        response["X-Request-ID"] = request.request_id
        return response


class RequestIdFilter(logging.Filter):
    """Give every log line the number of its request."""

    def filter(self, record):
        record.request_id = _request_id.get()
        return True
