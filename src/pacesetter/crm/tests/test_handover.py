from django.utils import timezone

from pacesetter.crm import verbs
from pacesetter.crm.handover import CompanyHandover
from pacesetter.crm.models import Company
from pacesetter.events.models import Event
from pacesetter.people.models import Member
from pacesetter.tenancy.scope import scope


def test_each_part_in_a_company_goes_and_a_colleagues_stays(
    ada: Member, rita: Member, raj: Member, mona: Member
) -> None:
    sold = verbs.add_company(by=rita, name="Initech", sales_rep=rita, account_manager=raj)
    managed = verbs.add_company(by=rita, name="Hooli", account_manager=rita)
    rajs = verbs.add_company(by=raj, name="Pied Piper", sales_rep=raj)
    assert CompanyHandover().waiting(rita) == 2
    result = CompanyHandover().hand_over(rita, mona, by=ada)
    assert list(result.moved) == [sold.pk, managed.pk]
    found = {row.name: (row.sales_rep, row.account_manager) for row in Company.objects.all()}
    assert found == {"Initech": (mona, raj), "Hooli": (None, mona), "Pied Piper": (raj, None)}
    told = Event.objects.filter(verb="company.handed_over").order_by("id")
    assert [event.subject_id for event in told] == [sold.pk, managed.pk]
    assert told[0].data == {"before": {"sales_rep_id": rita.pk}, "after": {"sales_rep_id": mona.pk}}
    assert rajs.pk not in result.moved


def test_archived_companies_go_too_but_nobody_needs_to_be_named_for_them(
    ada: Member, rita: Member, raj: Member, initech: Company
) -> None:
    Company.objects.update(archived_at=timezone.now())
    assert CompanyHandover().waiting(rita) == 0
    CompanyHandover().hand_over(rita, raj, by=ada)
    assert Company.objects.get().sales_rep == raj


def test_nothing_of_another_organisation_moves(ada: Member, rita: Member, raj: Member, otto: Member) -> None:
    with scope(otto.organisation_id):
        verbs.add_company(by=otto, name="Umbrella", sales_rep=otto)
    assert CompanyHandover().waiting(otto) == 0
    assert list(CompanyHandover().hand_over(otto, raj, by=ada).moved) == []
    assert Company.across_organisations.get().sales_rep == otto
