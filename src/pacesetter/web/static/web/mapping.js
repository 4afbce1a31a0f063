// A hundred KPIs against a hundred roles are more cells than a server takes in one form. Only those are sent in which
// something else stands than before: a cell that is not sent stays as it is.
(() => {
  "use strict";

  const isChanged = (cell) => cell.value !== (cell.parentElement.querySelector('[name^="was."]')?.value ?? "");

  document.addEventListener(
    "submit",
    (event) => {
      if (!event.target.matches(".mapping-form")) return;
      const cells = [...event.target.querySelectorAll('td input[name^="w."]')].filter((cell) => !isChanged(cell));
      const spared = cells.flatMap((cell) => [...cell.parentElement.querySelectorAll("input")]);
      for (const field of spared) field.disabled = true;
      // What is sent is read while the event is told; after that they can be typed into again.
      setTimeout(() => {
        for (const field of spared) field.disabled = false;
      });
    },
    true,
  );
})();
