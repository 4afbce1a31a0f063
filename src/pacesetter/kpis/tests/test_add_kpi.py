import pytest

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events.models import Event
from pacesetter.kpis import verbs
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope


def test_a_kpi_is_added_at_the_end_of_the_list(organisation: Organisation, ada: Member) -> None:
    before = organisation.settings_version
    calls = verbs.add_kpi(by=ada, name="  Calls  made ")
    held = verbs.add_kpi(by=ada, name="Meetings", measure="minutes", credit="participants", direction="less")
    assert [kpi.name for kpi in Kpi.objects.all()] == ["Calls made", "Meetings"]
    assert (calls.measure, calls.moment, calls.credit, held.position) == ("count", "completed", "owner", 1)
    event = Event.objects.get(subject_kind="kpi", subject_id=held.pk)
    assert (event.verb, event.actor_id, event.data["after"]["credit"]) == ("kpi.added", ada.pk, "participants")
    organisation.refresh_from_db()
    assert organisation.settings_version > before


def test_a_ratio_is_made_of_two_kpis_that_add_up(ada: Member) -> None:
    calls, held = verbs.add_kpi(by=ada, name="Calls"), verbs.add_kpi(by=ada, name="Held")
    rate = verbs.add_kpi(by=ada, name="Rate", measure="ratio", numerator=held, denominator=calls)
    assert (rate.numerator, rate.denominator) == (held, calls)
    archived = verbs.archive_kpi(verbs.add_kpi(by=ada, name="Old"), by=ada)
    for numerator, denominator, field, code in (
        (held, None, "denominator", "required"),
        (rate, calls, "numerator", "ratio_of_ratio"),
        (held, archived, "denominator", "archived"),
        (held, held, "denominator", "same"),
    ):
        with pytest.raises(Refusal) as refusal:
            verbs.add_kpi(by=ada, name="Other", measure="ratio", numerator=numerator, denominator=denominator)
        assert (refusal.value.field, refusal.value.code) == (field, code)
    assert not Kpi.objects.filter(name="Other").exists()


def test_only_a_ratio_has_parts(ada: Member) -> None:
    calls = verbs.add_kpi(by=ada, name="Calls")
    with pytest.raises(Refusal, match="Only a ratio"):
        verbs.add_kpi(by=ada, name="Held", numerator=calls)


def test_a_name_is_taken_in_any_spelling(ada: Member) -> None:
    verbs.add_kpi(by=ada, name="Calls")
    for name, code in (("calls", "taken"), ("   ", "required"), ("x" * 101, "too_long")):
        with pytest.raises(Refusal) as refusal:
            verbs.add_kpi(by=ada, name=name)
        assert (refusal.value.field, refusal.value.code) == ("name", code)


@pytest.mark.parametrize("field", ["measure", "moment", "credit", "direction"])
def test_an_unknown_choice_is_refused(ada: Member, field: str) -> None:
    with pytest.raises(Refusal) as refusal:
        verbs.add_kpi(by=ada, name="Calls", **{field: "sideways"})  # type: ignore[arg-type]
    assert (refusal.value.field, refusal.value.code) == (field, "unknown")


def test_a_kpi_of_another_organisation_is_no_part_of_a_ratio(
    organisation: Organisation, ada: Member, otto: Member
) -> None:
    with scope(otto.organisation_id):
        theirs = verbs.add_kpi(by=otto, name="Theirs")
    ours = verbs.add_kpi(by=ada, name="Ours")
    with pytest.raises(Refusal, match="not known"):
        verbs.add_kpi(by=ada, name="Rate", measure="ratio", numerator=theirs, denominator=ours)


def test_only_administrators_of_the_organisation_add_kpis(rita: Member, mona: Member, otto: Member) -> None:
    for member in (rita, mona, otto):
        with pytest.raises(NotAllowed):
            verbs.add_kpi(by=member, name="Calls")
    assert not Kpi.objects.exists()
    assert not Event.objects.filter(verb="kpi.added").exists()
