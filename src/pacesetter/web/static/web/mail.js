// E-mails to classify by keyboard. The keys work only while the focus is in the list, so that they are in nobody's way.
const mailList = document.querySelector("[data-mails]");
const PLACE = "pacesetter.mail-place";
const mailLines = () => [...mailList.querySelectorAll(".mail-line")];

for (const hidden of document.querySelectorAll(".mail-all, .mail-keys")) hidden.hidden = false;

document.querySelector("[data-mail-all]")?.addEventListener("change", (event) => {
  for (const box of document.querySelectorAll(".mail-choose input")) box.checked = event.target.checked;
});

function moveTo(number) {
  const lines = mailLines();
  lines[Math.max(0, Math.min(number, lines.length - 1))]?.focus();
}

const DEEDS = {
  l: (line) => line.querySelector("[data-mail-log]").click(),
  i: (line) => line.querySelector("[data-mail-ignore]").click(),
  o: (line) => line.querySelector(".mail-who").click(),
  x: (line) => line.querySelector(".mail-choose input")?.click(),
};

mailList?.addEventListener("keydown", (event) => {
  const line = event.target.closest(".mail-line");
  if (!line || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("select")) return;
  const step = { j: 1, k: -1 }[event.key];
  if (step) moveTo(mailLines().indexOf(line) + step);
  else if (DEEDS[event.key]) DEEDS[event.key](line);
  else return;
  event.preventDefault();
});

// What was settled is gone from the list: go on with the one that took its place.
mailList?.addEventListener("submit", (event) => {
  sessionStorage.setItem(PLACE, mailLines().indexOf(event.target.closest(".mail-line")));
});
const place = sessionStorage.getItem(PLACE);
sessionStorage.removeItem(PLACE);
if (mailList && place !== null) moveTo(Number(place));
