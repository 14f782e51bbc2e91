// What could tell who somebody is, asked while somebody writes: when she leaves a field she changed.
//
// The form goes to data-pruefen, the answer is a piece of HTML for [data-funde]. Nothing is kept by
// it and nothing altered; where it cannot be asked, the list of what was saved stays.

import { refreshTokens } from "../kinderschutz/anfrage.js";
import { isSignedOut } from "../kinderschutz/anmeldung.js";

const PATIENCE = 20_000;

// While somebody presses a button, nothing on the page may move it away: the click would be lost.
let isPressed = false;
for (const [name, value] of [
  ["pointerdown", true],
  ["pointerup", false],
  ["pointercancel", false],
]) {
  addEventListener(name, () => (isPressed = value), true);
}

// Nobody presses for seconds; where the end of it is never told (an open list of choices, a drag),
// the answer comes all the same.
async function letGo() {
  for (let times = 0; isPressed && times < 40; times += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

class Pruefung {
  constructor(form) {
    this.form = form;
    this.place = form.querySelector("[data-funde]");
    this.changed = false;
    form.addEventListener("input", () => {
      this.changed = true;
    });
    form.addEventListener("focusout", (event) => {
      if (this.changed && event.target.matches("textarea, input[type=text]")) this.ask();
    });
    this.place.addEventListener("click", (event) => this.jump(event));
    if ("pruefenGleich" in form.dataset) this.ask();
  }

  async ask() {
    if (this.asking || isSignedOut()) return;
    this.asking = true;
    this.changed = false;
    try {
      refreshTokens();
      const response = await fetch(this.form.dataset.pruefen, {
        method: "POST",
        body: new FormData(this.form),
        credentials: "same-origin",
        redirect: "manual",
        cache: "no-store",
        signal: AbortSignal.timeout(PATIENCE),
      });
      const isHtml = response.headers.get("content-type")?.startsWith("text/html");
      if (!response.ok || !isHtml) return;
      const html = await response.text();
      await letGo();
      this.place.innerHTML = html;
    } catch {
      // Asked again when the next field is left.
    } finally {
      this.asking = false;
    }
  }

  // The field may lie in something folded.
  jump(event) {
    const link = event.target.closest("a[href^='#']");
    const field = link && document.getElementById(link.getAttribute("href").slice(1));
    if (!field) return;
    event.preventDefault();
    for (let box = field.closest("details"); box; box = box.parentElement.closest("details")) {
      box.open = true;
    }
    field.focus();
    field.scrollIntoView({ block: "center" });
  }
}

for (const form of document.querySelectorAll("form[data-pruefen]")) new Pruefung(form);
