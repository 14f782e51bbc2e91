"""Uploaded files in memory: what is not yet encrypted never lies on a disk."""

import io

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

# Of all files of one request together. What is beyond is counted and thrown away.
HOECHSTENS_BYTES = 20 * 1024 * 1024


class InMemoryUploadHandler(FileUploadHandler):
    """
    Keep the files of a request, as long as together they are not too large.

    One that is too large arrives without content and with its true size: a form says so then, and
    nobody gets an error page, or the server out of memory.
    """

    def __init__(self, request=None):
        super().__init__(request)
        self.kept = 0

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.content = io.BytesIO()
        self.is_whole = True

    def receive_data_chunk(self, raw_data, start):
        self.is_whole = self.is_whole and self.kept + len(raw_data) <= HOECHSTENS_BYTES
        if self.is_whole:
            self.kept += len(raw_data)
            self.content.write(raw_data)
        elif self.content.tell():
            self.kept -= self.content.tell()
            self.content = io.BytesIO()
        return None

    def file_complete(self, file_size):
        self.content.seek(0)
        return InMemoryUploadedFile(
            file=self.content,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
