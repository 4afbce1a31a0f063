"""The JSON API, version 1."""

from ninja import NinjaAPI

from pacesetter.api import errors
from pacesetter.api.activities import router as activities
from pacesetter.api.authentication import MemberToken
from pacesetter.api.figures import router as figures
from pacesetter.api.lists import router as lists

api = NinjaAPI(
    title="Pacesetter",
    version="1",
    description="Activities in, right numbers out.",
    auth=MemberToken(),
    urls_namespace="api",
    docs_url=None,  # the interactive page needs scripts from elsewhere
)
errors.add_to(api)
api.add_router("/activities", activities)
api.add_router("", figures)
api.add_router("", lists)
