// Hand the code to the pane that opened this window. It is of use to that pane alone.
if (window.Office) {
  window.Office.onReady(() => {
    try {
      window.Office.context.ui.messageParent(JSON.stringify({ code: document.getElementById("code").textContent }));
    } catch {
      // No pane listens: the code stands on the page.
    }
  });
}
