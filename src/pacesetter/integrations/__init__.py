"""Connections to other systems: who is connected to what, how requests go out, and what happens when they fail.

    with Caller(connection) as caller:
        answer = caller.send("GET", "/v2/me")

A provider is one folder and one line in `INTEGRATION_PROVIDERS`. Only jobs and the set-up pages touch the network.
"""
