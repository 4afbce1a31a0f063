// Figures on the board are links. A board of 200 members has 1,600 of them, so with script they are one stop of the
// Tab key, and the arrow keys move between them.
const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

const linksOf = (table) => [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.querySelector("a")));

function makeOneStop(table) {
  for (const row of linksOf(table)) {
    for (const [column, link] of row.entries()) {
      if (link && column > 0) link.tabIndex = -1;
    }
  }
  const focused = document.activeElement?.closest("tbody td a");
  const stop = table.contains(focused) ? focused : table.querySelector("tbody td a");
  if (stop) stop.tabIndex = 0;
}

function move(table, from, [down, right]) {
  const links = linksOf(table);
  let row = links.findIndex((cells) => cells.includes(from));
  let column = links[row].indexOf(from);
  do {
    row += down;
    column += right;
  } while (links[row] && column in links[row] && !links[row][column]);
  return links[row]?.[column];
}

document.addEventListener("keydown", (event) => {
  const link = event.target.closest?.("[data-board] tbody a");
  if (!link || !(event.key in MOVES)) return;
  const next = move(link.closest("table"), link, MOVES[event.key]);
  event.preventDefault();
  if (!next) return;
  if (link.closest("td")) link.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
});

const prepare = () => document.querySelectorAll("table[data-board]").forEach(makeOneStop);
document.addEventListener("htmx:afterSwap", prepare);
document.addEventListener("live:put", prepare);
prepare();
