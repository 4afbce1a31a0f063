"""The scope fails closed: without an organisation nothing is answered, and with one nothing of another."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.apps import apps
from django.db import connection, models

from pacesetter.crm.models import Company
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation, Tenanted
from pacesetter.tenancy.scope import NoOrganisation, WrongOrganisation, current_organisation_id, no_scope, scope

OURS = [model for model in apps.get_models() if model.__module__.startswith("pacesetter.")]
TENANTED = [model for model in OURS if issubclass(model, Tenanted)]


@pytest.fixture
def theirs(other_organisation: Organisation) -> Company:
    with scope(other_organisation):
        return Company.objects.create(name="Theirs", name_key="theirs")


@pytest.fixture
def ours(organisation: Organisation) -> Company:
    return Company.objects.create(name="Ours", name_key="ours")


@pytest.mark.parametrize("model", TENANTED, ids=lambda model: model._meta.label)
def test_no_table_answers_without_an_organisation(model: type[Tenanted]) -> None:
    for ask in (model.objects.all, model.objects.count, model.objects.first, lambda: model.objects.get(pk=1)):
        with pytest.raises(NoOrganisation):
            ask()


@pytest.mark.parametrize("model", TENANTED, ids=lambda model: model._meta.label)
def test_every_query_of_a_table_names_the_organisation_in_scope(model: type[Tenanted]) -> None:
    with scope(4711):
        where = str(model.objects.all().query).partition(" WHERE ")[2]
    assert f'"{model._meta.db_table}"."organisation_id" = 4711' in where


@pytest.mark.parametrize("model", TENANTED, ids=lambda model: model._meta.label)
def test_the_query_is_the_one_that_django_makes_of_the_filter(model: type[Tenanted]) -> None:
    with scope(4711):
        ours = model.objects.all().query
    django_s = model.across_organisations.filter(organisation_id=4711).query
    assert (ours.where, str(ours)) == (django_s.where, str(django_s))
    assert ours.where != model.across_organisations.filter(organisation_id=4712).query.where


def test_every_table_with_an_organisation_fails_closed() -> None:
    with_organisation = [model for model in OURS if any(field.name == "organisation" for field in model._meta.fields)]
    # A job may be nobody's, such as sweeping up; a worker takes whatever is due, and works in its organisation's scope.
    assert [model._meta.label for model in with_organisation if not issubclass(model, Tenanted)] == ["jobs.Job"]


@pytest.mark.parametrize("model", TENANTED, ids=lambda model: model._meta.label)
def test_rows_that_belong_to_something_are_scoped_too(model: type[Tenanted]) -> None:
    # `member.activities` and the like are made from the default manager.
    assert isinstance(model._default_manager, type(model.objects))
    assert type(model._default_manager) is not models.Manager


def test_nothing_can_be_written_without_an_organisation(db: None) -> None:
    company = Company(name="Nobody's", name_key="nobodys")
    for write in (
        lambda: Company.objects.create(name="x", name_key="x"),
        lambda: Company.objects.bulk_create([company]),
        lambda: Company.objects.get_or_create(name="x"),
        lambda: Company.objects.update(name="x"),
        lambda: Company.objects.all().delete(),
        company.save,
    ):
        with pytest.raises(NoOrganisation):
            write()
    assert not Company.across_organisations.exists()


def test_another_organisations_rows_are_not_there(ours: Company, theirs: Company) -> None:
    assert list(Company.objects.all()) == [ours]
    with pytest.raises(Company.DoesNotExist):
        Company.objects.get(pk=theirs.pk)
    assert Company.objects.filter(pk=theirs.pk).update(name="taken") == 0
    assert Company.objects.filter(pk=theirs.pk).delete()[0] == 0
    assert Company.across_organisations.get(pk=theirs.pk).name == "Theirs"


def test_another_organisations_row_is_neither_saved_nor_deleted(ours: Company, theirs: Company) -> None:
    theirs.name = "Taken"
    smuggled = Company(organisation=theirs.organisation, name="Smuggled", name_key="smuggled")
    for write in (theirs.save, theirs.delete, smuggled.save, lambda: Company.objects.bulk_create([smuggled])):
        with pytest.raises(WrongOrganisation, match="Company"):
            write()
    assert [company.name for company in Company.across_organisations.filter(organisation=theirs.organisation)] == [
        "Theirs"
    ]


def test_a_scope_within_a_scope_ends_where_it_began(organisation: Organisation, otto: Member) -> None:
    with scope(otto.organisation):
        assert current_organisation_id() == otto.organisation_id
        with no_scope(), pytest.raises(NoOrganisation):
            current_organisation_id()
        with pytest.raises(ZeroDivisionError), scope(organisation):
            raise ZeroDivisionError
        assert current_organisation_id() == otto.organisation_id
    assert current_organisation_id() == organisation.pk


def test_a_thread_begins_without_an_organisation(organisation: Organisation) -> None:
    def asked() -> None:
        try:
            Member.objects.all()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool, pytest.raises(NoOrganisation):
        pool.submit(asked).result()


def test_an_organisation_that_is_not_saved_yet_is_no_scope() -> None:
    with pytest.raises(NoOrganisation), scope(Organisation(name="Not saved", slug="not-saved")):
        pass
