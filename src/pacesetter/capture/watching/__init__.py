"""Hear of new mail at once, by IMAP's IDLE: one thread of the worker listens to many mailboxes.

What is heard is only that something has come; a job looks, as it does every few minutes anyway. So a server without
IDLE, a connection that broke and a worker that was killed cost minutes, and no mail.
"""
