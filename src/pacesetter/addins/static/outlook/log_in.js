// Log in: a window of ours opens, the member allows it there, and a code comes back, which only this pane can change for
// a token. Where the window can't speak to the pane, the code is typed in.

/** @type {string} what only this pane knows */
let verifier = "";

/** @param {Uint8Array} bytes */
function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/**
 * Open the window.
 * @param {string} page its address
 * @param {(code: string) => void} arrived
 * @param {(address: string) => void} failed where no window could be opened: the page at this address gives the same code
 */
async function openLogIn(page, arrived, failed) {
  verifier = base64url(crypto.getRandomValues(new Uint8Array(32)));
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  const mailbox = Office.context.mailbox.userProfile.emailAddress || "";
  const query = new URLSearchParams({ challenge: base64url(new Uint8Array(digest)), mailbox });
  // Without a question of Office.js before it: the member has just pressed "Log in".
  const shape = { height: 70, width: 40, promptBeforeOpen: false };
  const address = `${page}?${query}`;
  const { ui } = Office.context;
  if (!ui || !ui.displayDialogAsync) return failed(address);
  ui.displayDialogAsync(address, shape, (result) => {
    if (result.status !== Office.AsyncResultStatus.Succeeded) return failed(address);
    const dialog = result.value;
    dialog.addEventHandler(Office.EventType.DialogMessageReceived, (told) => {
      if (!("message" in told)) return;
      let code = "";
      try {
        code = String(JSON.parse(told.message).code || "");
      } catch {
        return;
      }
      dialog.close();
      arrived(code);
    });
  });
}

/** @param {string} code @returns {Promise<{token: string, name: string}>} */
async function changeCode(code) {
  return askServer("POST", "log-in/", { code, verifier });
}
