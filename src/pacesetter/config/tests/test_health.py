import pytest
from django.db import DatabaseError, connection
from django.test import Client, override_settings


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/livez", "/readyz"])
@override_settings(SECURE_SSL_REDIRECT=True, ALLOWED_HOSTS=["kpi.example.org"])
def test_a_watcher_inside_the_network_gets_one_word(path: str) -> None:
    response = Client(headers={"host": "10.0.0.7"}).get(path)
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert not response.cookies


@pytest.mark.django_db
def test_a_process_without_its_database_lives_and_is_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise DatabaseError("gone, with the password in the message")

    monkeypatch.setattr(connection, "cursor", refuse)
    response = Client().get("/readyz")
    assert (response.status_code, response.content) == (503, b"failing\n")
    assert Client().get("/livez").status_code == 200
