// Small comforts for every page. Each page works without this file.

// --- A list of errors: hear it, see it first -----------------------------------------------------

const errors = document.querySelector("[data-fehlerliste]");
if (errors) {
  document.title = `Fehler: ${document.title}`;
  errors.focus();
}

// --- Menus close on Escape and when one goes elsewhere -------------------------------------------

const openMenus = () => document.querySelectorAll("details[data-menue][open]");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
  }
});
for (const type of ["click", "focusin"]) {
  document.addEventListener(type, (event) => {
    for (const menu of openMenus()) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
}

// --- Tables: a stop for the keyboard only where there is something to scroll ----------------------

const tables = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const box = target.closest(".tabelle");
    box.tabIndex = box.scrollWidth > box.clientWidth ? 0 : -1;
  }
});

// --- Long texts: how much room is left -----------------------------------------------------------

const GERMAN = new Intl.NumberFormat("de-DE");

function countCharacters(field) {
  const counter = document.createElement("p");
  counter.className = "zeichen";
  const show = () => {
    const left = field.maxLength - field.value.length;
    counter.textContent = left === 1 ? "noch 1 Zeichen" : `noch ${GERMAN.format(left)} Zeichen`;
    // Only the last stretch is worth saying aloud.
    counter.setAttribute("aria-live", left <= 50 ? "polite" : "off");
  };
  field.addEventListener("input", show);
  field.after(counter);
  show();
}

function enhance(root) {
  // Both the box and what is in it can grow.
  for (const part of root.querySelectorAll(".tabelle, .tabelle > table")) tables.observe(part);
  for (const field of root.querySelectorAll("textarea[maxlength]:not([data-gezaehlt])")) {
    field.dataset.gezaehlt = "";
    countCharacters(field);
  }
}

enhance(document);
document.addEventListener("zeile:neu", (event) => enhance(event.target));
