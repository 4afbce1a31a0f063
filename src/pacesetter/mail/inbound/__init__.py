"""Mail that comes in: taken by LMTP or SMTP, kept as it is, and handed to whom it is for by a job.

An address is `<route>+<token>@<domain>`. The route says which room it is for, the token which row of it: it is
unguessable, so whoever knows the address was given it. Nothing is taken for any other address.
"""
