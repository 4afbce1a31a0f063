"""Xero Projects, API 2.0 (JSON), by Xero's own OpenAPI document: projects for contacts, without templates or staff.

A project has no place for a reference of ours, so its name ends with it; the request carries it as its idempotency key.
"""
