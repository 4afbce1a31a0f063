// Log in by the Microsoft account that Outlook has already (nested app authentication), where the organisation has
// registered an application for it, and this Outlook can. Everywhere else the window of our own is the way in.

const { tenant: entraTenant = "", client: entraClient = "" } = document.body.dataset;

/**
 * An access token for our application, empty where there is none to be had.
 * @param {boolean} mayAsk whether Microsoft may ask the member for something
 * @returns {Promise<string>}
 */
async function microsoftWord(mayAsk) {
  const library = /** @type {any} */ (window).msal;
  const requirements = Office.context.requirements;
  if (!entraClient || !library || !requirements || !requirements.isSetSupported("NestedAppAuth", "1.1")) return "";
  try {
    const app = await library.createNestablePublicClientApplication({
      auth: { clientId: entraClient, authority: `https://login.microsoftonline.com/${entraTenant}` },
    });
    const wanted = { scopes: [`api://${entraClient}/Activity.Write`] };
    const found = await app
      .acquireTokenSilent(wanted)
      .catch((/** @type {unknown} */ error) => (mayAsk ? app.acquireTokenPopup(wanted) : Promise.reject(error)));
    return String(found.accessToken || "");
  } catch {
    return "";
  }
}

/** Log in without a window of ours. @param {boolean} mayAsk @returns {Promise<boolean>} whether that worked */
async function logInByMicrosoft(mayAsk) {
  const word = await microsoftWord(mayAsk);
  if (!word) return false;
  try {
    const mailbox = Office.context.mailbox.userProfile.emailAddress || "";
    const told = await askServer("POST", "log-in/microsoft/", { word, mailbox });
    await keepToken(told.token);
    return true;
  } catch {
    return false;
  }
}

/** Let the account be known the next time, on this device and on others. @returns {Promise<string>} why not, in words */
async function linkMicrosoft() {
  const word = await microsoftWord(false);
  if (!word) return "";
  return askServer("POST", "microsoft-account/", { word }, keptToken()).then(
    () => "",
    (/** @type {ServerRefusal} */ refusal) => refusal.message,
  );
}
