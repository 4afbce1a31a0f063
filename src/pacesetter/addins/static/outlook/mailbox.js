// What Outlook tells of the mail at hand: the head alone. Nothing here ever asks for a body or an attachment.

const TOKEN_SETTING = "pacesetter_token";
const REF_HEADER = "x-pacesetter-ref";

/**
 * A call of Office.js as a promise; null where this Outlook refuses it.
 * @template T
 * @param {(done: (result: Office.AsyncResult<T>) => void) => void} call
 * @returns {Promise<T | null>}
 */
function fromOffice(call) {
  return new Promise((resolve) => {
    try {
      call((result) => resolve(result.status === Office.AsyncResultStatus.Succeeded ? result.value : null));
    } catch {
      resolve(null);
    }
  });
}

/** The token of this mailbox, empty where nobody is logged in. */
function keptToken() {
  const settings = Office.context.roamingSettings;
  return settings ? String(settings.get(TOKEN_SETTING) || "") : "";
}

/** @param {string} token empty to forget it @returns {Promise<void>} */
async function keepToken(token) {
  if (token) Office.context.roamingSettings.set(TOKEN_SETTING, token);
  else Office.context.roamingSettings.remove(TOKEN_SETTING);
  await fromOffice((done) => Office.context.roamingSettings.saveAsync(done));
}

/** @param {Office.EmailAddressDetails | null | undefined} one */
function partyOf(one) {
  return { address: (one && one.emailAddress) || "", name: (one && one.displayName) || "" };
}

/** @param {Office.EmailAddressDetails[] | null | undefined} list */
function partiesOf(list) {
  return (list || []).map(partyOf).filter((one) => one.address.includes("@"));
}

/**
 * Those headers of the mail that the server reads; the others stay in the mailbox.
 * @param {string} all @param {string[]} names in lower case
 */
function wantedHeaders(all, names) {
  const kept = [];
  let isKept = false;
  for (const line of all.split(/\r?\n/)) {
    if (!/^[ \t]/.test(line)) isKept = names.includes(line.split(":")[0].trim().toLowerCase());
    if (isKept) kept.push(line);
  }
  return kept.join("\r\n");
}

/** Whether the item at hand is a mail that is being written. */
function isDraft() {
  const item = /** @type {any} */ (Office.context.mailbox.item);
  return Boolean(item && item.to && typeof item.to.getAsync === "function");
}

/** Whether there is one mail at hand: no appointment, and not several at once. */
function isOneMail() {
  const item = Office.context.mailbox.item;
  return item !== null && item !== undefined && item.itemType === Office.MailboxEnums.ItemType.Message;
}

/** @param {string[]} names of headers, in lower case */
async function readMail(names) {
  const item = /** @type {Office.MessageRead} */ (Office.context.mailbox.item);
  const hasHeaders = typeof item.getAllInternetHeadersAsync === "function";
  const all = hasHeaders ? await fromOffice((done) => item.getAllInternetHeadersAsync(done)) : "";
  return {
    headers: wantedHeaders(all || "", names),
    message_id: item.internetMessageId || "",
    sent_at: item.dateTimeCreated ? item.dateTimeCreated.toISOString() : null,
    sender: partyOf(item.from || item.sender),
    to: partiesOf(item.to),
    cc: partiesOf(item.cc),
    subject: item.subject || "",
    conversation: item.conversationId || "",
  };
}

async function readDraft() {
  const item = /** @type {Office.MessageCompose} */ (Office.context.mailbox.item);
  const [to, cc, bcc, subject] = await Promise.all([
    fromOffice((done) => item.to.getAsync(done)),
    fromOffice((done) => item.cc.getAsync(done)),
    fromOffice((done) => item.bcc.getAsync(done)),
    fromOffice((done) => item.subject.getAsync(done)),
  ]);
  return {
    to: partiesOf(to),
    cc: partiesOf(cc),
    bcc: partiesOf(bcc),
    subject: subject || "",
    // Not every Outlook tells the first; then the second leads to the thread.
    answers: String(/** @type {any} */ (item).inReplyTo || ""),
    conversation: String(item.conversationId || ""),
    token: await draftRef(),
  };
}

/** The token of the choice that was made for the draft, empty where there is none. */
async function draftRef() {
  const item = /** @type {Office.MessageCompose} */ (Office.context.mailbox.item);
  if (!item.internetHeaders) return "";
  const found = await fromOffice((done) => item.internetHeaders.getAsync([REF_HEADER], done));
  return String((found && found[REF_HEADER]) || "");
}

/** @param {string} ref empty to take it out again @returns {Promise<void>} */
async function markDraft(ref) {
  const item = /** @type {Office.MessageCompose} */ (Office.context.mailbox.item);
  if (!item.internetHeaders) return;
  if (ref) await fromOffice((done) => item.internetHeaders.setAsync({ [REF_HEADER]: ref }, done));
  else await fromOffice((done) => item.internetHeaders.removeAsync([REF_HEADER], done));
}

/** @param {string} address @returns {Promise<void>} */
async function addBlindCopy(address) {
  const item = /** @type {Office.MessageCompose} */ (Office.context.mailbox.item);
  const there = partiesOf(await fromOffice((done) => item.bcc.getAsync(done)));
  if (there.some((one) => one.address.toLowerCase() === address.toLowerCase())) return;
  await fromOffice((done) => item.bcc.addAsync([address], done));
}

/** @param {string} address @returns {Promise<void>} */
async function removeBlindCopy(address) {
  const item = /** @type {Office.MessageCompose} */ (Office.context.mailbox.item);
  const there = (await fromOffice((done) => item.bcc.getAsync(done))) || [];
  const left = there.filter((/** @type {Office.EmailAddressDetails} */ one) => (one.emailAddress || "").toLowerCase() !== address.toLowerCase());
  if (left.length < there.length) await fromOffice((done) => item.bcc.setAsync(left, done));
}
