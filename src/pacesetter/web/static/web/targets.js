// The grid works without script. With it: arrow keys and Enter move up and down, Ctrl+D takes the cell above, Ctrl+R the
// one to the left, cells of a spreadsheet can be pasted, and leaving with something unsaved asks first.
const form = document.querySelector("[data-targets-form]");
const table = form?.querySelector("[data-targets]");

const rowsOf = () => [...table.tBodies[0].rows].map((row) => [...row.cells].slice(1));
const quantityOf = (cell) => cell?.querySelector("input[type=text]");
const kindOf = (cell) => cell?.querySelector("select");

function placeOf(field) {
  const rows = rowsOf();
  const cell = field.closest("td");
  const row = rows.findIndex((cells) => cells.includes(cell));
  return { rows, row, column: rows[row].indexOf(cell) };
}

function markChanged(cell) {
  const changed = [quantityOf(cell), kindOf(cell)].some((field) => {
    if (!field) return false;
    if (field.tagName !== "SELECT") return field.value !== field.defaultValue;
    // Another period of nothing is nothing.
    return quantityOf(cell).value !== "" && !field.selectedOptions[0]?.defaultSelected;
  });
  cell.classList.toggle("is-changed", changed || cell.dataset.filled === "yes");
}

function put(cell, quantity, kind) {
  const field = quantityOf(cell);
  if (!field) return;
  field.value = quantity;
  if (kind && kindOf(cell)) kindOf(cell).value = kind;
  markChanged(cell);
}

function take(from, to) {
  if (quantityOf(from) && quantityOf(to)) put(to, quantityOf(from).value, kindOf(from)?.value);
}

function move(field, step) {
  const { rows, row, column } = placeOf(field);
  for (let next = row + step; rows[next]; next += step) {
    const found = quantityOf(rows[next][column]);
    if (found) {
      found.focus();
      found.select();
      return;
    }
  }
}

function onKey(event) {
  const field = event.target;
  if (field.type !== "text") return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp" || event.key === "Enter") {
    event.preventDefault();
    move(field, event.key === "ArrowUp" || (event.key === "Enter" && event.shiftKey) ? -1 : 1);
  } else if ((event.ctrlKey || event.metaKey) && (event.key === "d" || event.key === "r")) {
    event.preventDefault();
    const { rows, row, column } = placeOf(field);
    const [from, to] = event.key === "d" ? [rows[row - 1]?.[column], rows[row][column]] : [rows[row][column - 1], rows[row][column]];
    take(from, to);
  }
}

function onPaste(event) {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (event.target.type !== "text" || !/[\t\n]/.test(text.trim())) return;
  event.preventDefault();
  const { rows, row, column } = placeOf(event.target);
  for (const [down, line] of text.replace(/\r/g, "").replace(/\n$/, "").split("\n").entries()) {
    for (const [right, value] of line.split("\t").entries()) {
      put(rows[row + down]?.[column + right], value.trim());
    }
  }
}

if (table) {
  for (const cell of table.querySelectorAll("td.is-changed")) cell.dataset.filled = "yes";
  table.addEventListener("keydown", onKey);
  table.addEventListener("paste", onPaste);
  // Enter presses the first button of a form, which saves; whoever is about to fill has not done so yet.
  form.querySelector("[name=fill_amount]").addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("[value=fill]"));
  });
  table.addEventListener("input", (event) => markChanged(event.target.closest("td")));
  let leaving = false;
  form.addEventListener("submit", () => (leaving = true));
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && table.querySelector("td.is-changed")) event.preventDefault();
  });
}
