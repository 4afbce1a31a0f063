"""Whose certificates are believed."""

import ssl
from functools import cache

import httpx


@cache
def trusted() -> ssl.SSLContext:
    """The authorities that browsers know, and those that this machine trusts besides: the operator's own stand in the
    system's store, or in the file that `SSL_CERT_FILE` names (OpenSSL's variable). Reading them takes longer than a
    fetch does, so that a process does it once."""
    context = httpx.create_ssl_context(trust_env=False)
    context.load_default_certs()
    return context
