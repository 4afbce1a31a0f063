// Ask our server, with the token that the add-in keeps in the mailbox. No cookie comes along, and none is needed.

const SERVER_PATIENCE = 10000; // milliseconds

/** The server said no: its words, and why. */
class ServerRefusal extends Error {
  /** @param {string} words @param {string} code @param {string} field */
  constructor(words, code, field) {
    super(words);
    this.code = code;
    this.field = field;
  }
}

/**
 * @param {string} method
 * @param {string} path relative to the add-in's own addresses
 * @param {unknown} [content]
 * @param {string} [token]
 * @returns {Promise<any>}
 */
async function askServer(method, path, content, token) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), SERVER_PATIENCE);
  /** @type {Record<string, string>} */
  const headers = { "Content-Type": "application/json" };
  if (token) headers.Authorization = `Bearer ${token}`;
  let answer;
  let told;
  try {
    const body = content === undefined ? undefined : JSON.stringify(content);
    answer = await fetch(`/addins/outlook/${path}`, { method, headers, body, signal: stop.signal, credentials: "omit" });
    told = await answer.json();
  } catch {
    throw new ServerRefusal("", "unreachable", "");
  } finally {
    clearTimeout(timer);
  }
  if (!answer.ok) throw new ServerRefusal(told.error || "", told.code || "", told.field || "");
  return told;
}
