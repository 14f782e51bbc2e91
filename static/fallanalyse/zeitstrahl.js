// The Zeitstrahl: printing its picture, and writing its events without the mouse.
//
// In the step, Enter opens the next event, Alt and a digit sets the level, Ctrl+Enter saves. Without
// this file the rows are an ordinary form.

for (const button of document.querySelectorAll("[data-drucken]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A picture that begins with empty months shows its first event, not nothing.
for (const box of document.querySelectorAll(".zeitstrahl__rolle")) {
  const marks = [...box.querySelectorAll(".zs-ereignis")].map(
    (mark) => mark.getBoundingClientRect().left - box.getBoundingClientRect().left,
  );
  const first = Math.min(...marks);
  if (marks.length && first > box.clientWidth - 80) box.scrollLeft = first - 40;
}

// --- Entry -------------------------------------------------------------------------------------------

const formset = document.querySelector('[data-formset="ereignisse"]');
const form = formset?.closest("form");

const announce = (text) => {
  document.getElementById("ansage").textContent = text;
};
const field = (row, name) => row.querySelector(`[name$="-${name}"]`);
const rows = () =>
  [...formset.querySelectorAll("[data-zeile]")].filter(
    (row) => !row.classList.contains("zeile--entfernt"),
  );

// A row nobody has written in: level and unit are there from the beginning.
function isBlank(row) {
  return !["titel", "zeitwert", "zeitwert_bis", "beschreibung"].some(
    (name) => field(row, name)?.value.trim(),
  );
}

function takeOver(from, to) {
  for (const name of ["genauigkeit", "ebene"]) field(to, name).value = field(from, name).value;
}

function openNext(row) {
  const last = rows().at(-1);
  if (last !== row && isBlank(last)) {
    takeOver(row, last);
    field(last, "zeitwert").focus();
    return;
  }
  const add = formset.querySelector("[data-hinzufuegen]");
  if (!add || add.hidden) {
    announce("Mehr Ereignisse haben in diesem Zeitstrahl nicht Platz.");
    return;
  }
  add.click();
  const added = rows().at(-1);
  takeOver(row, added);
  field(added, "zeitwert").focus();
  // The autosave learns of it with the rest of the form.
  added.dispatchEvent(new Event("input", { bubbles: true }));
}

function onEnter(event) {
  const { target } = event;
  const oneLine = target.matches("input:not([type=hidden], [type=submit], [type=button])");
  if (!oneLine) return;
  // Never by accident: this form is saved by its buttons and by Ctrl+Enter.
  event.preventDefault();
  const row = target.closest("[data-zeile]");
  if (!row || event.repeat || !target.matches("[type=text], [type=number]")) return;
  const title = field(row, "titel");
  if (title.value.trim()) {
    openNext(row);
  } else if (target === title) {
    announce("Bitte schreiben Sie zuerst, was geschah.");
  } else {
    title.focus();
  }
}

function setLevel(row, number) {
  const select = field(row, "ebene");
  const option = [...select.options].filter((one) => one.value)[number - 1];
  if (!option) return false;
  select.value = option.value;
  select.dispatchEvent(new Event("change", { bubbles: true }));
  announce(`Ebene ${option.text}`);
  return true;
}

function onKey(event) {
  if (event.isComposing) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    if (!event.repeat) form.requestSubmit(form.querySelector("[data-speichern]"));
  } else if (event.key === "Enter" && !event.altKey && !event.shiftKey) {
    onEnter(event);
  } else if (event.altKey && !event.ctrlKey && !event.shiftKey && !event.metaKey) {
    // The key itself, not its character: Option+1 writes »¡« on a Mac. Alt with the digits of the
    // number pad stays the system's way to write special characters.
    const digit = /^Digit([1-4])$/.exec(event.code);
    const row = event.target.closest("[data-zeile]");
    if (digit && row && setLevel(row, Number(digit[1]))) event.preventDefault();
  }
}

if (form) {
  form.addEventListener("keydown", onKey);
  for (const hint of document.querySelectorAll("[data-tasten]")) hint.hidden = false;
}
