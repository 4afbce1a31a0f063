// Stands in for Office.js in a browser without Outlook. `window.outlookWorld` says what mail is at hand; what the pane does
// to the mailbox is written there. The log-in window is a real window.
(() => {
  const world = Object.assign({ settings: {}, headers: {}, bcc: [], handlers: {} }, window.outlookWorld);
  window.outlookWorld = world;
  const good = (value) => ({ status: "succeeded", value });
  const part = (name) => ({ getAsync: (done) => done(good(world.item[name])) });
  const composed = () => ({
    itemType: "message",
    to: part("to"),
    cc: part("cc"),
    subject: part("subject"),
    bcc: {
      getAsync: (done) => done(good(world.bcc)),
      addAsync: (list, done) => {
        world.bcc = [...world.bcc, ...list.map((emailAddress) => ({ emailAddress, displayName: "" }))];
        done(good());
      },
      setAsync: (list, done) => {
        world.bcc = list;
        done(good());
      },
    },
    internetHeaders: {
      getAsync: (names, done) => done(good(Object.fromEntries(names.filter((n) => n in world.headers).map((n) => [n, world.headers[n]])))),
      setAsync: (headers, done) => {
        Object.assign(world.headers, headers);
        done(good());
      },
      removeAsync: (names, done) => {
        for (const name of names) delete world.headers[name];
        done(good());
      },
    },
    addHandlerAsync: (kind, handler) => (world.handlers[kind] = handler),
  });
  const read = () => ({ ...world.item, itemType: "message", dateTimeCreated: new Date(world.item.at), getAllInternetHeadersAsync: (done) => done(good(world.item.raw || "")) });
  window.Office = {
    AsyncResultStatus: { Succeeded: "succeeded", Failed: "failed" },
    EventType: { ItemChanged: "itemChanged", RecipientsChanged: "recipientsChanged", DialogMessageReceived: "message" },
    MailboxEnums: { ItemType: { Message: "message" } },
    onReady: (deed) => setTimeout(deed, 0),
    context: {
      mailbox: {
        get item() {
          return world.item ? (world.isDraft ? composed() : read()) : null;
        },
        userProfile: { emailAddress: "rita@acme.example" },
        addHandlerAsync: (kind, handler) => (world.handlers[kind] = handler),
      },
      roamingSettings: {
        get: (name) => world.settings[name],
        set: (name, value) => (world.settings[name] = value),
        remove: (name) => delete world.settings[name],
        saveAsync: (done) => done(good()),
      },
      requirements: { isSetSupported: (name) => Boolean(world.supports && world.supports.includes(name)) },
      ui: {
        displayDialogAsync: (address, _size, done) => {
          if (world.noWindows) return done({ status: "failed", error: {} });
          const opened = window.open(address, "", "width=600,height=700");
          let heard = () => {};
          window.addEventListener("message", (event) => event.origin === location.origin && heard({ message: event.data }));
          done(good({ addEventHandler: (_kind, handler) => (heard = handler), close: () => opened.close() }));
        },
        messageParent: (text) => window.opener.postMessage(text, location.origin),
      },
    },
  };
})();
