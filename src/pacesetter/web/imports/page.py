"""All that the page of one import shows."""

from collections.abc import Sequence
from typing import Any

from django.http import QueryDict

from pacesetter.activities.catalogue import catalogue_of
from pacesetter.imports.fields.field import Kind
from pacesetter.imports.models import BatchState, ImportBatch
from pacesetter.imports.problems import ProblemKind
from pacesetter.imports.ready import fields_missing
from pacesetter.people.models import Member
from pacesetter.web.customers.members import member_names
from pacesetter.web.imports.answered import fingerprint
from pacesetter.web.imports.columns import LEFT_OUT, columns_of, field_choices
from pacesetter.web.imports.kinds import KINDS
from pacesetter.web.imports.questions import sections_of
from pacesetter.web.imports.report import counts_of, kinds_of, problem_lines
from pacesetter.web.imports.result import counted, in_digits, made_in_words, tried
from pacesetter.web.imports.said import said_about
from pacesetter.web.imports.state import broke_down, standing_of
from pacesetter.web.member_view import MemberRequest
from pacesetter.web.paging import other_query, page_of


def is_settled(batch: ImportBatch, viewer: Member, *, asked: Sequence[str]) -> bool:
    """Whether rows can be checked: no column is missing, and nothing is open that blocks or that nobody has been
    `asked` yet."""
    known = all(not one.blocks and one.key in asked for one in sections_of(batch, viewer))
    return known and not fields_missing(batch)


def facts_of(
    request: MemberRequest, batch: ImportBatch, problem: str = "", *, sent: QueryDict | None = None
) -> dict[str, Any]:
    """What the template needs. While something is going on the file is left alone. What was `sent` and refused is
    shown again."""
    standing = standing_of([batch])[batch.pk]
    names = member_names(request.member)
    facts: dict[str, Any] = {
        "batch": batch,
        "rows": in_digits(batch.rows_total),
        "kind": KINDS[Kind(batch.kind)],
        "standing": standing,
        "state": batch.state,
        "by": names.get(batch.by_id or 0, ""),
        "undone_by": names.get(batch.undone_by_id or 0, ""),
        "problem": problem,
        "place": "companies",
        "is_open": batch.state in (BatchState.STARTED, BatchState.CHECKED),
    }
    if standing.is_busy:
        return facts
    facts["broke_down"] = broke_down(batch)
    if facts["is_open"]:
        facts |= _open(request, batch, sent or QueryDict())
    else:
        facts["counts"] = counted(batch)
    if batch.taken_back:
        facts["removed"] = made_in_words(batch.taken_back["removed"])
        facts["kept"] = made_in_words(batch.taken_back["kept"])
    return facts | _report(request, batch)


def _open(request: MemberRequest, batch: ImportBatch, sent: QueryDict) -> dict[str, Any]:
    sections = sections_of(batch, request.member, sent)
    missing = fields_missing(batch)
    return {
        "columns": columns_of(batch, sent),
        "fields": field_choices(Kind(batch.kind)),
        "left_out": LEFT_OUT,
        "missing": ", ".join(missing),
        "sections": sections,
        "type_names": [one.name for one in catalogue_of(request.member.organisation).types.values()],
        "said": said_about(batch, request.member),
        "made_from": fingerprint(batch),
        "tried": tried(batch),
        "can_run": batch.state == BatchState.CHECKED and not missing and not any(one.blocks for one in sections),
    }


def _report(request: MemberRequest, batch: ImportBatch) -> dict[str, Any]:
    counts = counts_of(batch)
    if not counts:
        return {}
    asked = request.GET.get("problem", "")
    problems = batch.problems.all()
    if asked in counts and asked in set(ProblemKind):
        problems = problems.filter(kind=asked)
    page = page_of(request, problems)
    return {
        "report": kinds_of(counts),
        "report_asked": asked,
        "report_page": page,
        "report_lines": problem_lines(list(page)),
        "query": other_query(request),
    }
