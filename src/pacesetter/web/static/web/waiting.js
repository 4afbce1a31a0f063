// Deeds that were done without a network: kept in IndexedDB, sent in order, each with its key. Pages and worker share this.
const waiting = (() => {
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
  const keep = (deed) => store("readwrite", (deeds) => deeds.put(deed));
  const drop = (n) => store("readwrite", (deeds) => deeds.delete(n));

  // One sender at a time on this device; on several the key sees to it that each deed is done once.
  const send = () => navigator.locks.request("pacesetter-waiting", sendAll);

  async function sendAll() {
    if (!(await all()).some((deed) => deed.state === "waiting")) return;
    const kit = await (await fetch("/offline-kit/", { headers: { Accept: "application/json" } })).json();
    for (const deed of await all()) {
      // Those of another member wait until that one logs in again.
      if (deed.state !== "waiting" || deed.member !== kit.member) continue;
      const body = new URLSearchParams(deed.fields);
      for (const name of ["key", "kind", "made_at"]) body.set(name, deed[name]);
      const answer = await fetch("/offline-deeds/", { method: "POST", body, headers: { "X-CSRFToken": kit.token } });
      if (answer.ok && !answer.redirected) await drop(deed.n);
      else if (answer.status === 422) {
        const { message, link } = await answer.json();
        await keep({ ...deed, state: "conflict", message, link });
      } else throw new Error(`answered with ${answer.status}`);
    }
  }

  return { all, keep, drop, send };
})();
