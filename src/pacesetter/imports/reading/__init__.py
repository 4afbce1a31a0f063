"""From a file on disk to rows of text, with bounded memory, whatever the file has been through.

Nothing here knows Django or what the columns mean.
"""
