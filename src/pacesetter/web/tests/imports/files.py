"""Files sent to the pages of imports, and the jobs that they put into the queue."""

from collections.abc import Callable
from contextvars import copy_context
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from pacesetter import jobs
from pacesetter.imports.models import ImportBatch
from pacesetter.tenancy.scope import _organisation_id
from pacesetter.web.tests.conftest import Visitor

ACTIVITIES = (
    "Activity ID,Activity type,Owner,Date,Company\n"
    "A1,Discovery call,Rita,2026-03-02,Initech\n"
    "A2,Site visit,Rita,2026-03-03,Initech\n"
    "A3,Discovery call,R. Smith,2026-03-03,Globex\n"
    "A4,Discovery call,Rita,not a day,\n"
)


def send(visitor: Visitor, text: str, name: str = "calls.csv", **fields: str) -> HttpResponse:
    """Upload a file, as the browser does."""
    data: dict[str, Any] = {"file": SimpleUploadedFile(name, text.encode()), **fields}
    outside = copy_context()
    outside.run(_organisation_id.set, None)
    post: Callable[..., Any] = visitor.client.post
    response: HttpResponse = outside.run(post, "/imports/", data)
    return response


def work() -> None:
    """Do what waits in the queue."""
    outside = copy_context()
    outside.run(_organisation_id.set, None)
    outside.run(jobs.run_due)


def the_one() -> ImportBatch:
    return ImportBatch.objects.get()
