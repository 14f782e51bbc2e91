// The form of a profile: points are added, moved and removed here. Without this file the same
// buttons send the page and it comes back changed.

const form = document.querySelector("[data-profilformular]");
const announce = (text) => {
  document.getElementById("ansage").textContent = text;
};
let isChanged = false;

const rows = (section) => [...section.querySelectorAll("[data-punktzeile]")];
const section = (element) => element.closest("[data-profilabschnitt]");

// Ids stay unique however often points move: new ones count on from here.
let serial = 1000;

function number(place) {
  rows(place).forEach((row, index) => {
    const wo = index + 1;
    row.querySelector("[data-nummer]").textContent = wo;
    for (const element of row.querySelectorAll("[data-benannt]")) {
      element.setAttribute("aria-label", element.dataset.benannt.replace("#", wo));
    }
    for (const button of row.querySelectorAll("button[name=aktion]")) {
      button.value = button.value.replace(/\d+$/, wo);
    }
  });
  isChanged = true;
}

function add(place) {
  const row = place.querySelector("template[data-vorlage]").content.cloneNode(true)
    .firstElementChild;
  const id = `${place.dataset.profilabschnitt}-neu-${(serial += 1)}`;
  row.querySelector("label").htmlFor = id;
  row.querySelector("textarea").id = id;
  place.querySelector("[data-punktzeilen]").append(row);
  number(place);
  row.querySelector("textarea").focus();
  announce("Eintrag hinzugefügt.");
}

function move(row, step, focused) {
  const place = section(row);
  const all = rows(place);
  const from = all.indexOf(row);
  const other = all[from + step];
  if (!other) {
    announce(step < 0 ? "Das ist schon der erste Eintrag." : "Das ist schon der letzte Eintrag.");
    return;
  }
  if (step < 0) other.before(row);
  else other.after(row);
  number(place);
  focused.focus();
  row.scrollIntoView({ block: "nearest" });
  announce(`Jetzt Eintrag ${from + step + 1} von ${all.length}.`);
}

function remove(row) {
  const place = section(row);
  const wo = rows(place).indexOf(row) + 1;
  const note = document.createElement("li");
  note.className = "punktzeile punktzeile--weg";
  const text = document.createElement("p");
  text.textContent = `Eintrag ${wo} wird beim Speichern entfernt.`;
  const undo = document.createElement("button");
  undo.type = "button";
  undo.className = "kern-btn kern-btn--secondary";
  undo.innerHTML = '<span class="kern-label">Zurückholen</span>';
  note.append(text, undo);
  row.replaceWith(note);
  number(place);
  undo.addEventListener("click", () => {
    note.replaceWith(row);
    number(place);
    row.querySelector("textarea").focus();
    announce("Der Eintrag ist wieder da.");
  });
  undo.focus();
  announce(text.textContent);
}

if (form) {
  for (const hint of document.querySelectorAll("[data-mit-skript]")) hint.hidden = false;

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=aktion]");
    const was = button?.value.split(":")[0];
    const row = button?.closest("[data-punktzeile]");
    if (was === "neu") add(section(button));
    else if (was === "hoch") move(row, -1, button);
    else if (was === "runter") move(row, 1, button);
    else if (was === "weg") remove(row);
    else return;
    event.preventDefault();
  });
  form.addEventListener("keydown", (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const row = event.target.closest("[data-punktzeile]");
    if (!step || !row || !event.altKey) return;
    event.preventDefault();
    move(row, step, event.target);
  });
  form.addEventListener("input", () => {
    isChanged = true;
  });
  form.addEventListener("submit", () => {
    isChanged = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (isChanged) event.preventDefault();
  });
}
