"""The add-on in Gmail: Google calls us when a card is to be shown or a button was pressed, and draws what we answer.

The protocol is that of Google Workspace add-ons with an HTTP runtime: an event comes as JSON, with tokens that say who
calls and for whom; the answer is a card (google.apps.card.v1) with what Gmail is to do.
"""
