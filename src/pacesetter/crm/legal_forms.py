"""Legal forms that are no part of what a company is called, as `matching` sees them: lower case, without dots."""

# At the end of a name. Only forms, no words such as "group" or "international": those tell two companies apart.
TRAILING_FORMS = frozenset(
    {
        # English-speaking countries, India, Singapore, South Africa
        "ltd", "limited", "inc", "incorporated", "corp", "corporation", "co", "company", "llc", "llp", "lp", "plc",
        "pllc", "pc", "pty", "pty ltd", "proprietary limited", "pvt", "pvt ltd", "private limited", "pte", "pte ltd",
        "cic", "ulc", "tapui", "tapui limited", "dac", "clg", "unlimited company", "cc", "npc", "opc", "sdn bhd", "bhd",
        # German-speaking countries
        "gmbh", "gmbh co kg", "co kg", "co kgaa", "co ohg", "mbh", "ag", "kg", "ohg", "kgaa", "gbr", "ug", "eg",
        "ev", "ek", "ug haftungsbeschrankt", "se co kg", "ag co kg", "gesmbh",
        # France, Belgium, Italy, Spain, Portugal, Latin America
        "sa", "sas", "sasu", "sarl", "eurl", "sci", "snc", "scop", "srl", "spa", "sapa", "sl", "slu", "sau", "sc",
        "lda", "ltda", "eireli", "me", "epp", "sa de cv", "sapi de cv", "s de rl de cv", "cv", "cia ltda", "sprl",
        "bvba",
        # Netherlands, the Nordic and the Baltic countries
        "bv", "nv", "vof", "ab", "publ", "ab publ", "hb", "kb", "k s", "i s", "oy", "oyj", "ky",
        "ab oy", "as", "a s", "asa", "aps", "ans",
        "ivs", "hf", "ehf", "ou", "uab", "sia",
        # Central and eastern Europe, Turkey
        "sro", "spol sro", "zoo", "sp zoo", "sp z oo", "spj", "doo", "dd", "ad", "ood", "eood", "kft", "zrt", "nyrt",
        "bt", "ooo", "oao", "zao", "pao", "tov", "as ltd sti", "ltd sti", "ооо", "оао", "зао", "пао", "ао", "ип",
        # Europe as a whole
        "se", "sce", "eeig",
        # East Asia and the Gulf
        "kk", "gk", "co ltd", "wll", "fze", "fzco", "fz llc", "pjsc", "psc", "tbk",
    }
)  # fmt: skip

# In front of a name.
LEADING_FORMS = frozenset({"the", "pt", "cv", "ооо", "оао", "зао", "пао", "ао"})

# Written without a space before or behind the name; the last is what remains of (株).
UNSPACED_FORMS = (
    "株式会社", "有限会社", "合同会社", "股份有限公司", "有限责任公司", "有限公司", "주식회사", "유한회사", "株",
)  # fmt: skip
