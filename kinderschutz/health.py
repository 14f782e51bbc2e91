"""/healthz: the process answers. /readyz: it can do its work."""

import shutil

from django.conf import settings
from django.core.cache import cache
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse

LEAST_FREE_BYTES = 200 * 1024 * 1024


class HealthMiddleware:
    """First in the list: probes come without host name, cookie and TLS."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.migrated = False

    def __call__(self, request):
        if request.path == "/healthz":
            return JsonResponse({"status": "ok"})
        if request.path == "/readyz":
            checks = self._checks()
            ready = all(checks.values())
            return JsonResponse(
                {"status": "ok" if ready else "nicht bereit", **checks},
                status=200 if ready else 503,
            )
        return self.get_response(request)

    def _checks(self):
        try:
            # Once true it stays true for this process, and the look-up costs 30 ms.
            self.migrated = self.migrated or not _pending_migrations()
            cache.get("readyz")
        except Error:
            return {"datenbank": False}
        return {
            "datenbank": True,
            "migrationen": self.migrated,
            "speicherplatz": all(map(_has_room, (settings.BASE_DIR, settings.ANHAENGE_DIR))),
        }


def _pending_migrations():
    executor = MigrationExecutor(connection)
    return executor.migration_plan(executor.loader.graph.leaf_nodes())


def _has_room(folder):
    # The folder of the attachments is made with the first one.
    there = next(each for each in (folder, *folder.parents) if each.exists())
    return shutil.disk_usage(there).free > LEAST_FREE_BYTES
