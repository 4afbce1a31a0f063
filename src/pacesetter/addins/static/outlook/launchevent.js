// What happens when "Send" is pressed. Classic Outlook runs this one file in a runtime without pages: no modules, no
// cookies, no storage, nothing newer than ES2016. The server puts its own address in front of it.
//
// A mail is never held up: whatever fails or takes too long, it goes.

/** @type {string} set by the line in front; to declare it once more leaves it as it is */
var PACESETTER_SERVER;
var PACESETTER_REF = "x-pacesetter-ref";
var PACESETTER_PATIENCE = 1500; // milliseconds for the server
var PACESETTER_LONGEST = 3000; // milliseconds for everything: from 5 seconds on Outlook says that it takes long

/** @param {any} event */
function onMessageSendHandler(event) {
  var isAnswered = false;

  /** @param {any} [question] */
  function answer(question) {
    if (isAnswered) return;
    isAnswered = true;
    event.completed(question || { allowEvent: true });
  }

  try {
    setTimeout(answer, PACESETTER_LONGEST);
    pacesetterLook(answer);
  } catch (error) {
    answer();
  }
}

/** @param {(question?: any) => void} answer */
function pacesetterLook(answer) {
  var token = String(Office.context.roamingSettings.get("pacesetter_token") || "");
  var item = /** @type {any} */ (Office.context.mailbox.item);
  if (!token || !item) return answer();
  pacesetterTell(item, "internetHeaders", [PACESETTER_REF], function (headers) {
    var ref = headers && headers[PACESETTER_REF];
    if (ref) {
      // It is said already what this mail is: from now on it counts. To whom it goes may have changed since.
      pacesetterDraft(item, function (draft) {
        pacesetterTell(item, "subject", null, function (subject) {
          draft.subject = String(subject || "").slice(0, 2000);
          pacesetterAsk("intents/" + encodeURIComponent(String(ref)) + "/sent/", draft, token, function () {
            answer();
          });
        });
      });
      return;
    }
    pacesetterDraft(item, function (draft) {
      pacesetterAsk("questions/", draft, token, function (told) {
        answer(told && told.ask ? pacesetterQuestion(told) : undefined);
      });
    });
  });
}

/** @param {any} told */
function pacesetterQuestion(told) {
  /** @type {any} */
  var question = { allowEvent: false, errorMessage: String(told.text).slice(0, 500) };
  if (Office.context.requirements.isSetSupported("Mailbox", "1.14")) {
    // The button of the question opens the pane beside the mail.
    question.commandId = "composePane";
    question.cancelLabel = String(told.label).slice(0, 20);
  }
  return question;
}

/** @param {any} item @param {(draft: any) => void} done */
function pacesetterDraft(item, done) {
  /** @type {any} */
  var draft = { answers: String(item.inReplyTo || ""), conversation: String(item.conversationId || "") };
  var left = 3;
  ["to", "cc", "bcc"].forEach(function (name) {
    pacesetterTell(item, name, null, function (list) {
      draft[name] = (list || []).map(function (/** @type {any} */ one) {
        return { address: String(one.emailAddress || ""), name: String(one.displayName || "") };
      });
      left -= 1;
      if (!left) done(draft);
    });
  });
}

/**
 * What Outlook tells of a part of the mail; null where it does not.
 * @param {any} item @param {string} name @param {any} which @param {(value: any) => void} done
 */
function pacesetterTell(item, name, which, done) {
  /** @param {any} result */
  function told(result) {
    done(result.status === Office.AsyncResultStatus.Succeeded ? result.value : null);
  }
  if (!item[name]) done(null);
  else if (which) item[name].getAsync(which, told);
  else item[name].getAsync(told);
}

/** @param {string} path @param {any} content @param {string} token @param {(told: any) => void} done */
function pacesetterAsk(path, content, token, done) {
  var request = new XMLHttpRequest();
  request.open("POST", PACESETTER_SERVER + path);
  request.timeout = PACESETTER_PATIENCE;
  request.setRequestHeader("Content-Type", "application/json");
  request.setRequestHeader("Authorization", "Bearer " + token);
  request.onload = function () {
    var told = null;
    try {
      if (request.status === 200) told = JSON.parse(request.responseText);
    } catch (error) {
      told = null;
    }
    done(told);
  };
  request.onerror = request.ontimeout = request.onabort = function () {
    done(null);
  };
  request.send(JSON.stringify(content));
}

// At the top level: an add-in whose handler is not known by its name holds mails up in some modes.
Office.actions.associate("onMessageSendHandler", onMessageSendHandler);
