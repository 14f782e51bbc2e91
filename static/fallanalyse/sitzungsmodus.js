// The circle meets: writing without the mouse, and the Befunde as others save them.
//
// Enter opens the next question, Alt and a digit sets its state, Ctrl+Enter saves. Without this file
// the page is an ordinary form; its minutes are printed with the browser's own command.

import { ask } from "../kinderschutz/anfrage.js";

const EVERY = 10_000;
const NEW_FOR = 20_000;

const announce = (text) => {
  document.getElementById("ansage").textContent = text;
};

for (const button of document.querySelectorAll("[data-drucken]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// --- Writing -----------------------------------------------------------------------------------------

const form = document.getElementById("sitzungsformular");
const agenda = form?.querySelector('[data-formset="fragen"]');

const field = (row, name) => row.querySelector(`[name$="-${name}"]`);
const questions = () =>
  [...agenda.querySelectorAll("[data-zeile]")].filter(
    (row) => !row.classList.contains("zeile--entfernt"),
  );

function openNext(row) {
  const following = questions();
  const next = following[following.indexOf(row) + 1];
  if (next) {
    field(next, "frage").focus();
    return;
  }
  const add = agenda.querySelector("[data-hinzufuegen]");
  if (!field(row, "frage").value.trim()) announce("Bitte schreiben Sie zuerst die Frage auf.");
  else if (!add || add.hidden) announce("Mehr Fragen haben hier nicht Platz.");
  else add.click();
}

// What was dealt with has a result: the fields for it open by themselves.
function unfold(row) {
  row.querySelector(".frage__ergebnis").open = true;
}

function setState(row, number) {
  const radio = [...row.querySelectorAll('[name$="-stand"]')][number - 1];
  if (!radio) return;
  radio.checked = true;
  radio.dispatchEvent(new Event("change", { bubbles: true }));
  announce(radio.labels[0].textContent);
  if (radio.value === "besprochen" && !field(row, "beschluss").value) {
    field(row, "beschluss").focus();
  }
}

function onKey(event) {
  if (event.isComposing) return;
  const row = event.target.closest(".frage");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    if (!event.repeat) form.requestSubmit(form.querySelector("[data-speichern]"));
  } else if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
    if (!agenda.contains(row) || !event.target.matches('[name$="-frage"]')) return;
    event.preventDefault();
    if (!event.repeat) openNext(row);
  } else if (event.altKey && !event.ctrlKey && !event.shiftKey && !event.metaKey) {
    // The key itself, not its character: Option+1 writes »¡« on a Mac.
    const digit = /^Digit([1-3])$/.exec(event.code);
    if (!digit || !row) return;
    event.preventDefault();
    setState(row, Number(digit[1]));
  }
}

function countPeople(box) {
  const numbers = [...box.querySelectorAll("input[type=number]")].map((input) => input.valueAsNumber);
  const total = numbers.reduce((sum, number) => sum + (number > 0 ? number : 0), 0);
  box.querySelector("[data-summe]").textContent = total || "";
}

if (form) {
  form.addEventListener("keydown", onKey);
  form.addEventListener("change", (event) => {
    if (event.target.matches('[value="besprochen"]')) unfold(event.target.closest(".frage"));
  });
  const present = form.querySelector(".anwesende");
  present.addEventListener("input", () => countPeople(present));
  for (const hint of document.querySelectorAll("[data-tasten]")) hint.hidden = false;
}

// --- The Befunde, as they are now --------------------------------------------------------------------

class Befunde {
  constructor(box) {
    this.box = box;
    this.list = box.querySelector("[data-befunde-liste]");
    box.querySelector("[data-befunde-knopf]").hidden = true;
    setInterval(() => this.look(), EVERY);
    document.addEventListener("visibilitychange", () => this.look());
    this.look();
  }

  async look() {
    if (document.hidden || this.looking) return;
    this.looking = true;
    try {
      const { befunde, stand } = this.box.dataset;
      const { ok, json } = await ask(`${befunde}?stand=${stand}`);
      if (ok) this.show(json);
    } catch {
      // No connection: the next look asks again, and the autosave says so.
    } finally {
      this.looking = false;
    }
  }

  show({ stand, html }) {
    const keys = () => [...this.list.querySelectorAll("[data-befund]")];
    const known = new Set(keys().map((item) => item.dataset.befund));
    this.list.innerHTML = html;
    this.box.dataset.stand = stand;
    const added = keys().filter((item) => !known.has(item.dataset.befund));
    for (const item of added) {
      item.classList.add("ist-neu");
      setTimeout(() => item.classList.remove("ist-neu"), NEW_FOR);
    }
    if (added.length) announce(`Neuer Befund: ${added[0].firstElementChild.textContent}`);
  }
}

const box = document.querySelector("[data-befunde]");
if (box) new Befunde(box);
