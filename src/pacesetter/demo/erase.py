"""Erase an organisation with everything that belongs to it."""

from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection

from pacesetter.crm.forgotten_words import forget_words
from pacesetter.events import erasing
from pacesetter.people.models import Member, User
from pacesetter.tenancy.keys import keys_unchecked, of_organisation
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope


def erase(organisation: Organisation) -> None:
    """Delete the organisation, all its rows, and the log-ins that belonged to it alone; all or nothing.

    Tables are found by their columns, so that one that is added later is not forgotten. Call it outside a transaction.
    """
    with keys_unchecked(), erasing(organisation), scope(organisation):
        log_ins = _log_ins_only_here(organisation)
        with connection.cursor() as cursor:
            for statement in _statements():
                cursor.execute(statement, [organisation.pk])
            cursor.execute(f"DELETE FROM {Organisation._meta.db_table} WHERE id = %s", [organisation.pk])  # noqa: S608
        _forget(log_ins)
        forget_words()


def _log_ins_only_here(organisation: Organisation) -> list[User]:
    """Who logs in to this organisation and to no other. Operators of the installation are not among them."""
    with_user = Member.across_organisations.filter(user__isnull=False)
    here = set(with_user.filter(organisation=organisation).values_list("user_id", flat=True))
    elsewhere = set(with_user.exclude(organisation=organisation).values_list("user_id", flat=True))
    return list(User.objects.filter(pk__in=here - elsewhere, is_staff=False, is_superuser=False))


def _statements() -> list[str]:
    """One DELETE for each table that belongs to organisations, with the organisation's id as its parameter. Constraints
    are checked at the end of the transaction, so only those that look for their parents have to come first."""
    tenants = [model for model in apps.get_models(include_auto_created=True) if of_organisation(model)]
    statements = []
    for model in apps.get_models(include_auto_created=True):
        if model in tenants:
            continue
        for field in model._meta.concrete_fields:
            if field.is_relation and field.related_model in tenants and not field.null:
                parent = field.related_model._meta.db_table
                statements.append(
                    f"DELETE FROM {model._meta.db_table} WHERE {field.column} IN "  # noqa: S608
                    f"(SELECT id FROM {parent} WHERE organisation_id = %s)"
                )
    return statements + [f"DELETE FROM {model._meta.db_table} WHERE organisation_id = %s" for model in tenants]  # noqa: S608


def _forget(users: list[User]) -> None:
    emails = [user.email for user in users]
    keys = list(UserSession.objects.filter(user__in=users).values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    for log in (AccessAttempt, AccessFailureLog, AccessLog):
        log.objects.filter(username__in=emails).delete()
    User.objects.filter(pk__in=[user.pk for user in users]).delete()
