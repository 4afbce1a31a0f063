"""What is searched of companies and contacts on PostgreSQL: the expressions that the indexes and the queries share.

The migration uses them as they stand: whoever changes one adds a migration that makes the index anew.
"""

# The usual accents of Latin letters; what is searched for is folded in the same way (see `crm.matching`).
_ACCENTED = "àáâãäåāăąçćčďèéêëēėęěìíîïīıķļľłñńňòóôõöøōőřśšşșťțùúûüūůűýÿźżž"
_PLAIN = "aaaaaaaaacccdeeeeeeeeiiiiiiklllnnnoooooooorssssttuuuuuuuyyzzz"

# `t` is the table's alias with its point, or nothing.
COMPANY_DOCUMENT = (
    "to_tsvector('simple', {t}name_key || ' ' || translate({t}domain, '.-', '  ') || ' ' || "
    "translate({t}phone, '+;=', '   '))"
)
CONTACT_DOCUMENT = (
    f"to_tsvector('simple', translate(lower({{t}}name), '{_ACCENTED}', '{_PLAIN}') || ' ' || "
    "translate({t}email, '@.-_+', '     ') || ' ' || translate({t}phone, '+;=', '   '))"
)
