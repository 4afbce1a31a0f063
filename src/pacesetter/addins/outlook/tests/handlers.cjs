// What happens when "Send" is pressed, in Microsoft's own mock of Office.js: run by test_handlers.py with `node --test`.
// argv: the folder of node packages is found from the working folder.

const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const test = require("node:test");
const vm = require("node:vm");
const { createRequire } = require("node:module");

const { OfficeMockObject } = createRequire(path.join(process.cwd(), "package.json"))("office-addin-mock");
const SCRIPT = path.join(__dirname, "../../static/outlook/launchevent.js");
const SOURCE = 'var PACESETTER_SERVER = "https://kpi.example.org/addins/outlook/";\n' + fs.readFileSync(SCRIPT, "utf-8");

const JANE = { emailAddress: "jane@initech.example", displayName: "Jane Doe" };
const QUESTION = { ask: true, text: "What is this e-mail to Jane Doe?", label: "Log e-mail" };
const ALLOWED = { allowEvent: true };

/** Press "Send" in a draft. `server` answers requests; without it there is no network. */
function press({ token = "psa_x", headers = {}, to = [JANE], server, supports = [], breaks = "", waits = false } = {}) {
  const asked = [];
  const timers = [];
  const succeed = (value) => ({ status: "succeeded", value });
  const list = (value) => ({
    getAsync(done) {
      if (breaks === "getAsync") throw new Error("broken");
      if (!waits) done(breaks === "recipients" ? { status: "failed", error: {} } : succeed(value));
    },
  });
  const office = new OfficeMockObject({
    host: "outlook",
    AsyncResultStatus: { Succeeded: "succeeded", Failed: "failed" },
    actions: { associate: (name, handler) => (associated[name] = handler) },
    context: {
      roamingSettings: {
        get(name) {
          if (breaks === "settings") throw new Error("broken");
          return name === "pacesetter_token" ? token : undefined;
        },
      },
      requirements: { isSetSupported: (_name, version) => supports.includes(version) },
      mailbox: {
        item: {
          to: list(to),
          cc: list([]),
          bcc: list([]),
          subject: list("Our offer"),
          internetHeaders: { getAsync: (names, done) => done(succeed(headers)) },
        },
      },
    },
  });
  class Request {
    open(method, url) {
      this.said = { method, url, headers: {} };
    }
    setRequestHeader(name, value) {
      this.said.headers[name] = value;
    }
    send(body) {
      asked.push({ ...this.said, content: JSON.parse(body), patience: this.timeout });
      const answer = server ? server(this.said.url) : null;
      if (answer === "never") return;
      if (answer === null) return this.onerror();
      if (answer === "slow") return this.ontimeout();
      [this.status, this.responseText] = answer;
      this.onload();
    }
  }
  const associated = {};
  const world = { Office: office, XMLHttpRequest: Request, setTimeout: (deed, after) => timers.push({ deed, after }) };
  if (breaks === "timers") delete world.setTimeout;
  vm.runInNewContext(SOURCE, world);
  const answers = [];
  associated.onMessageSendHandler({ completed: (answer) => answers.push(JSON.parse(JSON.stringify(answer))) });
  return { answers, asked, timers };
}

const answering = (content, status = 200) => () => [status, JSON.stringify(content)];

test("a mail to a customer is asked about", () => {
  const { answers, asked } = press({ server: answering(QUESTION) });
  assert.deepEqual(answers, [{ allowEvent: false, errorMessage: QUESTION.text }]);
  assert.equal(asked[0].url, "https://kpi.example.org/addins/outlook/questions/");
  assert.equal(asked[0].headers.Authorization, "Bearer psa_x");
  assert.deepEqual(asked[0].content.to, [{ address: JANE.emailAddress, name: JANE.displayName }]);
  assert.deepEqual(Object.keys(asked[0].content).sort(), ["answers", "bcc", "cc", "conversation", "to"]);
});

test("where Outlook can, the question opens the pane", () => {
  const { answers } = press({ server: answering(QUESTION), supports: ["1.14"] });
  assert.deepEqual(answers, [
    { allowEvent: false, errorMessage: QUESTION.text, commandId: "composePane", cancelLabel: "Log e-mail" },
  ]);
});

test("long texts of the server are cut to what Outlook takes", () => {
  const long = { ask: true, text: "x".repeat(900), label: "y".repeat(90) };
  const [answer] = press({ server: answering(long), supports: ["1.14"] }).answers;
  assert.deepEqual([answer.errorMessage.length, answer.cancelLabel.length], [500, 20]);
});

test("a mail that was classified goes, and the server is told", () => {
  const { answers, asked } = press({ headers: { "x-pacesetter-ref": "abc" }, server: answering({ is_logged: true }) });
  assert.deepEqual(answers, [ALLOWED]);
  assert.equal(asked[0].url, "https://kpi.example.org/addins/outlook/intents/abc/sent/");
  // To whom it goes now may not be to whom it went when it was classified.
  const to = asked[0].content.to.map((one) => one.address);
  assert.deepEqual([to, asked[0].content.subject], [["jane@initech.example"], "Our offer"]);
});

test("a mail that the server does not ask about goes", () => {
  assert.deepEqual(press({ server: answering({ ask: false }) }).answers, [ALLOWED]);
});

test("without log-in nothing is asked, and nobody is told of the mail", () => {
  const { answers, asked } = press({ token: "" });
  assert.deepEqual([answers, asked], [[ALLOWED], []]);
});

const UNHAPPY = {
  "no network": {},
  "no network for a classified mail": { headers: { "x-pacesetter-ref": "abc" } },
  "a slow server": { server: () => "slow" },
  "a server that breaks": { server: answering({ error: "x" }, 500) },
  "a token that is revoked": { server: answering({ error: "x" }, 401) },
  "an answer that is no JSON": { server: () => [200, "<html>"] },
  "an answer that makes no sense": { server: answering(null) },
  "settings that can not be read": { breaks: "settings", server: answering(QUESTION) },
  "a mail that can not be read": { breaks: "getAsync", server: answering(QUESTION) },
  "a runtime without timers": { breaks: "timers", server: answering(QUESTION) },
};

for (const [what, world] of Object.entries(UNHAPPY)) {
  test(`a mail goes with ${what}`, () => {
    assert.deepEqual(press(world).answers, [ALLOWED]);
  });
}

for (const [what, world] of Object.entries({
  "a server that never answers": { server: () => "never" },
  "an Outlook that never answers": { waits: true },
})) {
  test(`a mail goes in three seconds with ${what}`, () => {
    const { answers, timers } = press(world);
    assert.deepEqual(answers, []);
    assert.deepEqual(timers.map((one) => one.after), [3000]);
    timers[0].deed();
    assert.deepEqual(answers, [ALLOWED]);
  });
}

test("it is answered once, whatever comes late", () => {
  const { answers, timers } = press({ server: answering(QUESTION) });
  timers[0].deed();
  assert.equal(answers.length, 1);
});

test("recipients that Outlook does not tell are none", () => {
  const { asked } = press({ breaks: "recipients", server: answering({ ask: false }) });
  assert.deepEqual(asked[0].content.to, []);
});
