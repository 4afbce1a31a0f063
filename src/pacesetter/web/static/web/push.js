// Turn notifications on and off in this browser. The browser's question comes after a press, never by itself.
((place) => {
  const show = (...states) => {
    for (const said of place.querySelectorAll("[data-push-state]")) said.hidden = !states.includes(said.dataset.pushState);
    on.hidden = !states.includes("off");
    off.hidden = !states.includes("on");
  };
  const on = place.querySelector("[data-push-on]");
  const off = place.querySelector("[data-push-off]");
  const token = place.querySelector("input[name=csrfmiddlewaretoken]").value;

  if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) {
    show("unsupported");
    return;
  }

  const subscribed = async () => (await (await navigator.serviceWorker.ready).pushManager.getSubscription()) ?? null;

  async function tell(fields) {
    const answer = await fetch(place.dataset.address, { method: "POST", body: new URLSearchParams(fields), headers: { "X-CSRFToken": token } });
    if (!answer.ok || answer.redirected) throw new Error(`answered with ${answer.status}`);
  }

  // A browser forgets nothing by itself, but its row may be gone here: turned off from another device.
  async function state() {
    const subscription = await subscribed();
    const row = subscription && [...document.querySelectorAll("[data-endpoint]")].find((item) => item.dataset.endpoint === subscription.endpoint);
    if (row) row.querySelector(".push-this").hidden = false;
    if (Notification.permission === "denied") show("denied");
    else show(row ? "on" : "off");
  }

  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));

  async function turnOn() {
    if ((await Notification.requestPermission()) !== "granted") {
      await state();
      return;
    }
    // One that was made for another key gets nothing from this one.
    await (await subscribed())?.unsubscribe();
    const { pushManager } = await navigator.serviceWorker.ready;
    const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(place.dataset.key) });
    const { endpoint, keys } = made.toJSON();
    await tell({ endpoint, ...keys });
    location.reload();
  }

  async function turnOff() {
    const subscription = await subscribed();
    if (subscription) {
      await tell({ endpoint: subscription.endpoint, _method: "DELETE" });
      await subscription.unsubscribe();
    }
    location.reload();
  }

  const pressed = (act) => async () => {
    on.disabled = off.disabled = true;
    try {
      await act();
    } catch {
      show("failed", off.hidden ? "off" : "on");
    }
    on.disabled = off.disabled = false;
  };

  on.addEventListener("click", pressed(turnOn));
  off.addEventListener("click", pressed(turnOff));
  state();
})(document.getElementById("push-here"));
