"""Static files under names that change with what is in them."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """A browser keeps them for a year: also a script must ask another by its present name."""

    support_js_module_import_aggregation = True
