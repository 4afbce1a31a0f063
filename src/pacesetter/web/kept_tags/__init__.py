"""Django's tags for words, files and addresses, that work out once what is the same at every rendering.

They take the place of the tags of the same names in every template (see `config.templates`): most of a page is words
and addresses, and Django works each of them out anew whenever it comes by.
"""
