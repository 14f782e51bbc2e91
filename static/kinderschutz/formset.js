// Rows of a formset: adding one copies the template, removing one ticks its DELETE box and can be
// taken back. Without this file »hinzufügen« is a submit button and »entfernen« a checkbox.

const announce = (text) => {
  document.getElementById("ansage").textContent = text;
};

function button(icon, text, kind) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = `kern-btn kern-btn--${kind}`;
  element.innerHTML = `<span class="kern-icon kern-icon--${icon}" aria-hidden="true"></span><span class="kern-label"></span>`;
  element.querySelector(".kern-label").textContent = text;
  return element;
}

function firstField(row) {
  return row.querySelector("input:not([type=hidden]):not([data-loeschen]), select, textarea");
}

function enhanceRow(row) {
  const place = row.querySelector("[data-entfernen]");
  const box = place?.querySelector("input[type=checkbox]");
  if (!box || box.dataset.loeschen !== undefined) return;
  box.dataset.loeschen = "";
  const name = row.querySelector("legend").textContent.trim().replace(/\s+/g, " ");
  const original = place.firstElementChild;
  const remove = button("delete", `${name} entfernen`, "tertiary");
  const undo = button("autorenew", "Rückgängig", "secondary");
  const note = document.createElement("p");
  note.textContent = "Wird beim Speichern entfernt.";
  original.hidden = true;
  place.append(remove, note, undo);

  const show = () => {
    row.classList.toggle("zeile--entfernt", box.checked);
    remove.hidden = box.checked;
    note.hidden = undo.hidden = !box.checked;
  };
  const set = (checked) => {
    box.checked = checked;
    show();
    box.dispatchEvent(new Event("input", { bubbles: true }));
    (checked ? undo : remove).focus();
    announce(checked ? `${name} wird beim Speichern entfernt.` : `${name} bleibt.`);
  };
  remove.addEventListener("click", () => set(true));
  undo.addEventListener("click", () => set(false));
  show();
}

function addRow(formset) {
  const total = formset.querySelector("input[name$='-TOTAL_FORMS']");
  const index = Number(total.value);
  const copy = formset.querySelector("template[data-vorlage]").cloneNode(true);
  copy.innerHTML = copy.innerHTML
    .replaceAll("__prefix__", index)
    .replaceAll("__nummer__", index + 1);
  const row = copy.content.querySelector("[data-zeile]");
  formset.querySelector("[data-zeilen]").append(row);
  total.value = index + 1;
  const most = Number(formset.querySelector("input[name$='-MAX_NUM_FORMS']").value);
  formset.querySelector("[data-hinzufuegen]").hidden = index + 1 >= most;
  enhanceRow(row);
  row.dispatchEvent(new Event("zeile:neu", { bubbles: true }));
  firstField(row)?.focus();
  announce(`${formset.dataset.einzahl} ${index + 1} hinzugefügt.`);
}

document.addEventListener("click", (event) => {
  const add = event.target.closest("[data-hinzufuegen]");
  if (!add) return;
  event.preventDefault();
  addRow(add.closest("[data-formset]"));
});

const enhance = (root) => root.querySelectorAll("[data-zeile]").forEach(enhanceRow);
enhance(document);
