"""
Reports and log lines of failures: places in the code, never what somebody typed or a row says.

Messages of exceptions count as content: the database quotes rows in them, Python quotes values.
"""

import copy
import logging
import traceback

from django.conf import settings
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

HIDDEN = SafeExceptionReporterFilter.cleansed_substitute
# What of the request's environment quotes its query.
QUOTING = ("QUERY_STRING", "HTTP_REFERER", "REQUEST_URI", "RAW_URI")


class NoContentReporterFilter(SafeExceptionReporterFilter):
    """Names of fields and variables stay, their values go."""

    def get_post_parameters(self, request):
        return dict.fromkeys(getattr(request, "POST", {}), HIDDEN)

    def get_traceback_frame_variables(self, request, tb_frame):
        return [(name, HIDDEN) for name in tb_frame.f_locals]

    def get_safe_request_meta(self, request):
        meta = super().get_safe_request_meta(request)
        return meta | {name: HIDDEN for name in QUOTING if name in meta}


class NoContentReporter(ExceptionReporter):
    """Django's report of a failure without its message, person and query."""

    def get_traceback_data(self):
        data = super().get_traceback_data()
        if settings.DEBUG:
            return data
        for frame in data["frames"]:
            if frame["exc_cause"]:
                frame["exc_cause"] = type(frame["exc_cause"]).__name__
        if self.request is not None:
            data["request_GET_items"] = [(name, HIDDEN) for name in self.request.GET]
            # What people call their files.
            data["request_FILES_items"] = [(name, HIDDEN) for name in self.request.FILES]
            data["request_insecure_uri"] = self.request.path
            data["user_str"] = HIDDEN
        return data | {"exception_value": HIDDEN, "exception_notes": "", "unicode_hint": ""}


class NoContentFormatter(logging.Formatter):
    """Log lines whose tracebacks name the kinds of the exceptions, without their messages."""

    def format(self, record):
        # Another handler may have left its own text of the exception in the record.
        record = copy.copy(record)
        record.exc_text = None
        return super().format(record)

    def formatException(self, ei):
        _kind, error, _place = ei
        lines = []
        while error is not None and len(lines) < 200:
            lines += [*traceback.format_tb(error.__traceback__), f"{type(error).__qualname__}\n"]
            error = error.__cause__ or error.__context__
        return "".join(lines).rstrip()
