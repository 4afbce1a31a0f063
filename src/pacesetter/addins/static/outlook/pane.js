// The pane: what the mail at hand is, one button for each sort of e-mail, and the way back.

/** @param {string} id @returns {any} */
const part = (id) => document.getElementById(id);
/** @param {string} name a text of the page, in its language */
const say = (name) => part("texts").dataset[name] || "";

const { headers: headerNames = "", logIn: logInPage = "" } = document.body.dataset;
/** @type {any} what the server told last */
let shown = null;
/** @type {any} the mail that was read, or the draft */
let mailNow = null;
// Answers that come after another mail was chosen are no longer wanted.
let turn = 0;

/** @param {string} name of the one part that is shown */
function show(name) {
  for (const one of ["log-in", "choice", "done", "trouble"]) part(one).hidden = one !== name;
  part("log-out").hidden = !keptToken();
  part("pane").setAttribute("aria-busy", "false");
}

/** @param {string} words @param {boolean} [isBad] */
function tell(words, isBad) {
  part("status").textContent = words;
  part("status").classList.toggle("is-bad", Boolean(isBad));
}

/** Look at the mail at hand anew. @param {boolean} [isSame] it is the draft that was looked at, to others */
async function look(isSame) {
  const mine = ++turn;
  tell("");
  if (!keptToken() && !(await logInByMicrosoft(false))) return show("log-in");
  if (!isOneMail()) {
    tell(say("nothing"));
    return show("");
  }
  part("pane").setAttribute("aria-busy", "true");
  await attempt(async () => {
    const draft = isDraft();
    mailNow = draft ? await readDraft() : await readMail(headerNames.split(","));
    if (draft && !mailNow.to.length && !mailNow.cc.length && !mailNow.bcc.length) {
      tell(say("nobody"));
      return show("");
    }
    const told = await askServer("POST", draft ? "drafts/" : "mail/", mailNow, keptToken());
    if (mine === turn) draw(told, isSame);
  });
}

/** Do it, and say what went wrong. @param {() => Promise<void>} deed */
async function attempt(deed) {
  try {
    await deed();
  } catch (error) {
    if (!(error instanceof ServerRefusal)) throw error;
    if (error.code === "no_token") {
      await keepToken("");
      tell(say("again"), true);
      show("log-in");
    } else if (error.field === "code") {
      tell(error.message, true);
      show("log-in");
    } else if (error.field === "outcome" || error.field === "type") {
      part("more").open = true;
      tell(error.message, true);
      show("choice");
      part("outcome").focus();
    } else {
      tell(error.code === "unreachable" ? say("unreachable") : error.message, true);
      show("trouble");
    }
  }
}

/** @param {any} told @param {boolean} [isSame] what was typed is of this mail, and stays */
function draw(told, isSame) {
  const isSamePerson = isSame && shown && shown.address === told.address;
  shown = told;
  if (told.state === "dropped") {
    tell(told.text);
    return show("");
  }
  if (told.state !== "waiting") {
    tell(told.text);
    part("open").href = told.link;
    part("undo").hidden = !told.can_undo;
    return show("done");
  }
  tell(told.text, Boolean(told.text));
  part("who").textContent = told.who;
  part("company").textContent = told.company || (told.who === told.address ? "" : told.address);
  part("others").textContent = told.others ? say("others").replace("{n}", String(told.others)) : "";
  part("reason").textContent = told.reason;
  part("newcomer").hidden = told.is_known;
  part("new-company-field").hidden = Boolean(told.company);
  if (!isSamePerson) {
    part("add").checked = false;
    part("person").value = told.person;
    part("new-company").value = told.new_company;
  }
  if (!isSame) {
    part("always").value = "";
    part("note").value = "";
  }
  drawOutcomes(told);
  part("types").replaceChildren(...told.types.map(typeButton));
  part("ignore").hidden = isDraft();
  part("no-types").hidden = told.types.length > 0;
  show("choice");
}

/** @param {any} told */
function drawOutcomes(told) {
  const options = told.outcomes.map((/** @type {any} */ one) => new Option(one.name, String(one.id)));
  part("outcome").replaceChildren(new Option("", ""), ...options);
  // How a draft ends nobody knows yet.
  part("outcome-field").hidden = isDraft() || !told.outcomes.length;
}

/** @param {any} type @param {number} place */
function typeButton(type, place) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = type.id === shown.suggested ? "act is-suggested" : "act";
  button.textContent = type.name;
  if (place < 9) button.setAttribute("aria-keyshortcuts", String(place + 1));
  if (type.id === shown.suggested) button.setAttribute("aria-describedby", "reason");
  button.addEventListener("click", () => choose({ type: type.id }));
  return button;
}

/** @param {Record<string, unknown>} what */
function choiceOf(what) {
  const isNew = !part("newcomer").hidden && part("add").checked;
  return {
    ...what,
    outcome: Number(part("outcome").value) || null,
    note: part("note").value,
    always: part("always").value,
    person: isNew ? part("person").value : "",
    company: isNew && !part("new-company-field").hidden ? part("new-company").value : "",
  };
}

/** @param {Record<string, unknown>} what @param {string} [where] */
async function choose(what, where) {
  const mine = turn;
  part("pane").setAttribute("aria-busy", "true");
  // Pressed twice, it would be asked twice.
  for (const button of document.querySelectorAll("button")) button.disabled = true;
  try {
    await attempt(async () => {
      const choice = choiceOf(what);
      let told;
      if (isDraft()) {
        told = await askServer("POST", "intents/", { draft: await readDraft(), choice }, keptToken());
        await markDraft(told.token);
        if (told.copy) await addBlindCopy(told.copy);
      } else {
        told = await askServer("POST", where || "activities/", { mail: mailNow, choice }, keptToken());
      }
      if (mine !== turn) return;
      draw(told);
    });
  } finally {
    // Also where Outlook itself has failed: it can be pressed again.
    for (const button of document.querySelectorAll("button")) button.disabled = false;
    part("pane").setAttribute("aria-busy", "false");
  }
  // The button that was pressed is gone or was disabled: whoever works by keyboard goes on from here.
  if (!part("done").hidden) part("undo").focus();
}

async function undo() {
  await attempt(async () => {
    if (isDraft()) {
      await askServer("DELETE", `intents/${shown.token}/`, undefined, keptToken());
      await markDraft("");
      if (shown.copy) await removeBlindCopy(shown.copy);
      return look();
    }
    draw(await askServer("DELETE", `mail/${shown.id}/settled/`, undefined, keptToken()));
  });
}

/** @param {string} code */
async function finishLogIn(code) {
  await attempt(async () => {
    const told = await changeCode(code);
    await keepToken(told.token);
    part("code").value = "";
    const why = await linkMicrosoft();
    await look();
    if (why) tell(why);
  });
}

async function logOut() {
  const token = keptToken();
  await keepToken("");
  await askServer("DELETE", "log-in/", undefined, token).catch(() => {});
  // Not by looking anew: whoever has just logged out is not to be logged in by their Microsoft account at once.
  tell("");
  show("log-in");
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  if (event.ctrlKey || event.metaKey || event.altKey || part("choice").hidden) return;
  if (target.matches("input, select, textarea")) return;
  const button = /** @type {HTMLButtonElement | undefined} */ (part("types").children[Number(event.key) - 1]);
  if (button) button.click();
  else return;
  event.preventDefault();
}

Office.onReady(() => {
  const theme = /** @type {any} */ (Office.context).officeTheme;
  if (theme && typeof theme.isDarkTheme === "boolean") {
    document.documentElement.dataset.bsTheme = theme.isDarkTheme ? "dark" : "light";
  }
  if (!Office.context.mailbox) {
    tell(say("outside"));
    return show("");
  }
  part("start").addEventListener("click", async () => {
    if (await logInByMicrosoft(true)) return look();
    part("code-form").hidden = false;
    part("by-hand").hidden = true;
    openLogIn(new URL(logInPage, location.href).href, finishLogIn, (address) => {
      part("log-in-page").href = address;
      part("by-hand").hidden = false;
      tell(say("window"), true);
    });
  });
  part("code-form").addEventListener("submit", (/** @type {Event} */ event) => {
    event.preventDefault();
    finishLogIn(part("code").value);
  });
  part("ignore").addEventListener("click", () => choose({}, "ignored/"));
  part("undo").addEventListener("click", undo);
  part("retry").addEventListener("click", () => look());
  part("log-out").addEventListener("click", logOut);
  document.addEventListener("keydown", onKey);
  // A pinned pane stays while other mails are chosen; in a draft, people come and go.
  const mailbox = Office.context.mailbox;
  if (mailbox.addHandlerAsync) mailbox.addHandlerAsync(Office.EventType.ItemChanged, () => look(), () => {});
  const item = /** @type {any} */ (mailbox.item);
  if (isDraft() && item.addHandlerAsync) item.addHandlerAsync(Office.EventType.RecipientsChanged, () => look(true), () => {});
  look();
});
