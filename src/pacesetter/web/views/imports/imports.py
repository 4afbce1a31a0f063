"""The imports there were, and a new one."""

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.imports.access import imports_seen_by
from pacesetter.imports.verbs import set_going
from pacesetter.imports.work import Work
from pacesetter.web.exports import exported
from pacesetter.web.forms.import_upload import MOST_MEGABYTES, ImportUploadForm
from pacesetter.web.forms.refusals import show_refusal
from pacesetter.web.imports.export import imports_export
from pacesetter.web.imports.kinds import KINDS
from pacesetter.web.imports.listed import lines_of
from pacesetter.web.imports.page import is_settled
from pacesetter.web.imports.upload import start_with
from pacesetter.web.member_view import MemberRequest, coordinator_view
from pacesetter.web.paging import page_of


@require_http_methods(["GET", "POST"])
@coordinator_view
def imports(request: MemberRequest) -> HttpResponseBase:
    """Show them, the latest first; POST takes a file in and leads to what it is taken for. Brings nothing in."""
    form = ImportUploadForm(kind=request.GET.get("kind", ""))
    if request.method == "POST":
        form = ImportUploadForm(request.POST, request.FILES, offers_again=True)
        if form.is_valid():
            given = form.cleaned_data
            try:
                batch = start_with(
                    given["file"], by=request.member, kind=given["kind"], sheet=given["sheet"], again=given["again"]
                )
            except NotAllowed:
                raise
            except Refusal as refusal:
                if refusal.code not in ("imported_before", "begun_before"):
                    form = ImportUploadForm(request.POST, request.FILES)
                    form.is_valid()
                show_refusal(form, refusal)
            else:
                # A file that leaves nothing open is checked at once.
                if is_settled(batch, request.member, asked=()):
                    set_going(batch, by=request.member, work=Work.TRY)
                return redirect("import", import_id=batch.pk)
    found = imports_seen_by(request.member)
    if answer := exported(request, imports_export(request.member, found)):
        return answer
    page = page_of(request, found)
    facts = {
        "form": form,
        "most": MOST_MEGABYTES,
        "page": page,
        "lines": lines_of(request.member, page),
        "kinds": [(key.value, name) for key, name in KINDS.items()],
        "place": "companies",
    }
    return render(request, "web/imports/imports.html", facts, status=422 if form.errors else 200)
