// One's own companies, looked up by the worker while there is no network.
const COMPANIES_LAST = 60 * MINUTE;
const MOST_FOUND = 20;

async function takeCompanies(member, since) {
  const known = await (await keptIn(pagesOf(member), AT.ownCompanies))?.json();
  if (known && Date.now() - known.at < COMPANIES_LAST) return;
  const answer = await fetch(AT.ownCompanies, { headers: { Accept: "application/json" } });
  if (answer.ok && !answer.redirected) await keepFor(member, since, AT.ownCompanies, Response.json({ ...(await answer.json()), at: Date.now() }));
}

const option = (what, id, name, beside = "") => `<li role="option" id="${what}-option-${id}" data-value="${id}" data-text="${escaped(name)}">${escaped(name)}${beside && ` <small>${escaped(beside)}</small>`}</li>`;

// Parts of pages: the list of companies, and what pickers offer.
async function companiesWithoutNetwork(member, path, asked) {
  if (![AT.companies, AT.companyChoices, AT.contactChoices].includes(path)) return undefined;
  const kept = await (await keptIn(pagesOf(member), AT.ownCompanies))?.json();
  // Nothing can be offered; what is typed counts.
  if (!kept) return path === AT.companies ? undefined : asHtml("");
  const find = (text) => {
    const typed = (text ?? "").toLowerCase().split(/\s+/).filter(Boolean);
    // By how words begin, as on the server; numbers anywhere.
    const fits = (words) => typed.every((word) => (/^\d+$/.test(word) ? words.includes(word) : ` ${words}`.includes(` ${word}`)));
    return kept.rows.filter(({ words }) => fits(words)).slice(0, MOST_FOUND);
  };
  if (path === AT.companies) {
    const found = find(asked.get("q"));
    return asHtml(kept.list.replace("__rows__", () => found.map(({ html }) => html).join("") || `<li class="found-none">${escaped(kept.none)}</li>`));
  }
  if (path === AT.companyChoices) {
    const found = asked.get("company_text") ? find(asked.get("company_text")) : [];
    return asHtml(found.map(({ id, name }) => option("company", id, name)).join(""));
  }
  const typed = (asked.get("contact_text") ?? "").toLowerCase();
  const those = kept.rows.filter(({ id }) => !asked.get("company") || String(id) === asked.get("company"));
  const people = those.flatMap((row) => row.contacts.map(([id, name]) => [id, name, row.name])).filter(([, name]) => name.toLowerCase().includes(typed));
  return asHtml(typed || asked.get("company") ? people.slice(0, MOST_FOUND).map(([id, name, beside]) => option("contact", id, name, beside)).join("") : "");
}
