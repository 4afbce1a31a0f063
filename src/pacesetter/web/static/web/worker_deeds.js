// Forms that complete or record something: kept before they are sent, and dropped once the server has answered. So nothing
// is lost where the network is there by name alone, or the phone is put away in the middle.
const GIVE_UP = 20_000;
// A gateway answers in place of the server that can't be reached.
const UNREACHED = [502, 503, 504];
const NO_PART_OF_IT = ["csrfmiddlewaretoken", "next", "shown", "look"];

function kindOf(path) {
  if (COMPLETION.test(path)) return "completion";
  return { [AT.quick]: "quick", [AT.newActivity]: "activity" }[path];
}

// Without script a look asks for nothing to be done; with the quick log's hidden button it is a pressed Enter key.
const isDeed = (kind, form) => form.get("_method") !== "DELETE" && (kind === "quick" ? form.get("line") : !form.get("look"));

async function wordsOf(kind, fields) {
  const kit = await kitNow();
  if (kind === "quick") return fields.get("line");
  if (kind === "completion") return [kit?.to_dos[fields.get("activity")]?.title, kit?.outcomes[fields.get("outcome")]].filter(Boolean).join(" · ");
  return [kit?.types[fields.get("type")], fields.get("subject") || fields.get("company_text")].filter(Boolean).join(" · ");
}

async function tellPages(what) {
  for (const client of await self.clients.matchAll()) client.postMessage(what);
}

// A form that was opened from what was refused takes its place, so that it is not sent once more.
async function dropReplaced({ replaces }) {
  if (!replaces) return;
  for (const deed of await waiting.all()) if (deed.key === replaces && deed.state === "conflict") await waiting.drop(deed.n);
}

async function letWait(deed) {
  await waiting.keep({ ...deed, state: "waiting", isAnswered: false });
  await dropReplaced(deed);
}

// What had an answer: the page after it says whether that was the log-in, which has recorded nothing.
async function settle(isDone) {
  for (const deed of await waiting.all()) {
    if (deed.state !== "trying" || !deed.isAnswered) continue;
    if (isDone) {
      await waiting.drop(deed.n);
      await dropReplaced(deed);
    } else await letWait(deed);
  }
}

function keptAnswer(request, form) {
  if (request.headers.get("HX-Request") === "true") return new Response(null, { status: 204, headers: { "HX-Trigger": "kept" } });
  const back = form.get("next") ?? "";
  return Response.redirect(new URL(/^\/(?!\/)/.test(back) ? back : AT.day, location.origin), 303);
}

function leadsToLogIn(answer) {
  const address = answer.headers.get("HX-Redirect") ?? (answer.redirected ? answer.url : location.href);
  return new URL(address, location.origin).pathname.startsWith("/accounts/log");
}

async function deed(event) {
  const { request } = event;
  const made_at = new Date().toISOString();
  const path = new URL(request.url).pathname;
  const form = await request.clone().formData();
  const kind = kindOf(path);
  const [owner] = await keptPages();
  if (!owner || !isDeed(kind, form)) return fetch(request);
  const fields = [...form].filter(([name, value]) => typeof value === "string" && !NO_PART_OF_IT.includes(name));
  if (kind === "completion") fields.push(["activity", path.match(COMPLETION)[1]]);
  const words = await wordsOf(kind, new URLSearchParams(fields));
  const kept = { key: crypto.randomUUID(), member: owner.slice(pagesOf("").length), kind, made_at, fields, words, state: "trying" };
  if (request.referrer) kept.replaces = new URL(request.referrer).searchParams.get("deed");
  try {
    kept.n = await waiting.keep(kept);
  } catch {
    // A browser that keeps nothing (a private window, a full disk) sends it as if there were no worker.
    return fetch(request);
  }
  const asks = fetch(request);
  try {
    const answer = await within(GIVE_UP, asks);
    if (UNREACHED.includes(answer.status)) throw new Error(`answered with ${answer.status}`);
    if (answer.type === "opaqueredirect") await waiting.keep({ ...kept, isAnswered: true });
    else if (leadsToLogIn(answer)) await letWait(kept);
    else await waiting.drop(kept.n);
    return answer;
  } catch {
    asks.catch(() => {});
    await letWait(kept);
    await self.registration.sync?.register("waiting").catch(() => {});
    await tellPages("kept");
    return keptAnswer(request, form);
  }
}

async function sendAndTell() {
  try {
    await waiting.send();
  } finally {
    await tellPages("sent");
  }
}
