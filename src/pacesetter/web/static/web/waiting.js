// Deeds that were done without a network: kept in IndexedDB, sent in order, each with its key. Pages and worker share this.
// A deed is "trying" while its form is under way, "waiting" for the next sending, or a "conflict" that somebody looks at.
const waiting = (() => {
  const ADDRESS = "/offline-deeds/";
  // A network that says nothing for so long is none.
  const PATIENCE = 30_000;
  // A server that fails at one deed so often will do so again; those after it must not wait for that.
  const MOST_TRIES = 3;
  // Nothing is wrong with the deed: log in first, too early, too many, others were changing the same or the server rests.
  const PASSING = [401, 408, 425, 429, 503];

  const opened = () =>
    new Promise((resolve, reject) => {
      const request = indexedDB.open("pacesetter", 1);
      request.onupgradeneeded = () => request.result.createObjectStore("deeds", { keyPath: "n", autoIncrement: true });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });

  // What `act` asks of the store; resolved when it is on the disk.
  async function store(mode, act) {
    const db = await opened();
    try {
      return await new Promise((resolve, reject) => {
        const transaction = db.transaction("deeds", mode);
        const request = act(transaction.objectStore("deeds"));
        transaction.oncomplete = () => resolve(request.result);
        transaction.onabort = transaction.onerror = () => reject(transaction.error);
      });
    } finally {
      db.close();
    }
  }

  const all = () => store("readonly", (deeds) => deeds.getAll());
  // Answers with its number.
  const keep = (deed) => store("readwrite", (deeds) => deeds.put(deed));
  const drop = (n) => store("readwrite", (deeds) => deeds.delete(n));

  // One sender at a time on this device; on several the key sees to it that each deed is done once.
  const send = () => navigator.locks.request("pacesetter-waiting", sendAll);

  // A worker that died while it tried left them behind.
  async function takeUp() {
    for (const deed of await all()) if (deed.state === "trying" && Date.now() - Date.parse(deed.made_at) > 2 * PATIENCE) await keep({ ...deed, state: "waiting" });
  }

  async function sendAll() {
    await takeUp();
    if (!(await all()).some((deed) => deed.state === "waiting")) return;
    const { member, token } = await (await fetch(ADDRESS, { headers: { Accept: "application/json" }, signal: AbortSignal.timeout(PATIENCE) })).json();
    // Those of another member wait until that one logs in again.
    for (const deed of await all()) if (deed.state === "waiting" && deed.member === member) await sendOne(deed, token);
  }

  // Throws where those after it have to wait too.
  async function sendOne(deed, token) {
    const body = new URLSearchParams(deed.fields);
    for (const name of ["key", "kind", "made_at"]) body.set(name, deed[name]);
    const answer = await fetch(ADDRESS, { method: "POST", body, headers: { "X-CSRFToken": token }, signal: AbortSignal.timeout(PATIENCE) });
    if (answer.redirected || PASSING.includes(answer.status)) throw new Error(`answered with ${answer.status}`);
    if (answer.ok) {
      await drop(deed.n);
      return;
    }
    const tries = (deed.tries ?? 0) + 1;
    if (answer.status >= 500 && tries < MOST_TRIES) {
      await keep({ ...deed, tries });
      throw new Error(`answered with ${answer.status}`);
    }
    const { message, link } = answer.status === 422 ? await answer.json().catch(() => ({})) : {};
    await keep({ ...deed, state: "conflict", tries, status: answer.status, message, link });
  }

  return { all, keep, drop, send };
})();
