// Stands in for MicrosoftAjax.js, which Office.js loads from another host of Microsoft's and which no package carries: what
// Office.js asks of it before it begins.
(() => {
  const inside = (name) => name.split(".").reduce((place, part) => (place[part] ||= {}), window);
  window.Type = { registerNamespace: inside, registerClass: () => {} };
  window.Sys = {
    StringBuilder: function () {},
    Debug: { trace: () => {} },
    Serialization: { JavaScriptSerializer: { serialize: JSON.stringify, deserialize: JSON.parse } },
  };
  Function._validateParams = () => null;
  for (const kind of ["argument", "argumentNull", "argumentOutOfRange", "argumentType", "invalidOperation", "notImplemented"]) {
    Error[kind] = (...said) => new Error([kind, ...said].join(" "));
  }
})();
