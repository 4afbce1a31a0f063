"""Xero Practice Manager, API 3.1: the XML of WorkflowMax's API V1 at Xero's address, with Xero's consent."""
