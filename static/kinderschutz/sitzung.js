// The end of the session, on pages with an autosaved form: told some minutes before, so that nobody
// is thrown out while reading. The server decides; other windows of the same browser count too.

import { ask, tokenOnly } from "./anfrage.js";
import { askForSignIn, isOwner, isSignedOut, signedInAs, whenSignedIn } from "./anmeldung.js";

const TICK = 15_000;

class Sitzung {
  constructor(url) {
    this.url = url;
    this.title = document.title;
    this.ends = Number.POSITIVE_INFINITY;
    this.warning = 0;
    setInterval(() => this.left <= this.warning && this.look(), TICK);
    document.addEventListener("visibilitychange", () => document.hidden || this.look());
    // Back from the memory of the browser, perhaps after signing out.
    addEventListener("pageshow", (event) => event.persisted && this.look());
    whenSignedIn(() => this.look());
    this.look();
  }

  get left() {
    return this.ends - Date.now();
  }

  async look(method = "GET") {
    if (this.looking && method === "GET") return;
    await this.looking;
    this.looking = this.ask(method);
    await this.looking;
    this.looking = undefined;
  }

  async ask(method) {
    try {
      this.take(await ask(this.url, method === "GET" ? {} : { method, body: tokenOnly() }));
    } catch {
      // No connection: the next tick asks again, and the strip at the top says so.
    }
  }

  take({ ok, json, signedOut }) {
    if (signedOut) {
      this.close();
      askForSignIn();
    } else if (ok && !isOwner(json.person)) {
      this.close();
      askForSignIn({ other: true });
    } else if (ok) {
      this.ends = Date.now() + json.endet_in * 1000;
      this.warning = json.warnen_ab * 1000;
      if (isSignedOut()) signedInAs(json.person);
      if (this.left > this.warning) this.close();
      else if (!this.told) this.warn(json.verlaengerbar);
    }
  }

  warn(prolongable) {
    const minutes = Math.max(1, Math.round(this.left / 60_000));
    const time = minutes === 1 ? "einer Minute" : `${minutes} Minuten`;
    this.dialog ??= this.build(prolongable);
    const text = prolongable
      ? `Ihre Sitzung endet in ${time}, weil hier lange nichts geschehen ist. Ihr Text bleibt erhalten.`
      : `Eine Anmeldung gilt höchstens einen Arbeitstag lang. In ${time} melden Sie sich bitte hier auf der Seite neu an; Ihr Text bleibt stehen.`;
    const place = this.dialog.querySelector("p");
    if (place.textContent !== text) place.textContent = text;
    document.title = `Noch ${minutes} Min. – ${this.title}`;
    if (!this.dialog.open) this.dialog.showModal();
  }

  close() {
    this.told = false;
    document.title = this.title;
    const done = this.dialog;
    this.dialog = undefined;
    done?.close();
    done?.remove();
  }

  build(prolongable) {
    const dialog = document.createElement("dialog");
    dialog.className = "kern-dialog kern-level-2";
    dialog.setAttribute("aria-labelledby", "sitzung-titel");
    dialog.setAttribute("aria-describedby", "sitzung-text");
    dialog.innerHTML = `
      <form method="dialog">
        <header class="kern-dialog__header"><h2 class="kern-title" id="sitzung-titel"></h2></header>
        <section class="kern-dialog__body"><p id="sitzung-text" aria-live="polite"></p></section>
        <footer class="kern-dialog__footer"><button class="kern-btn kern-btn--primary" type="submit" autofocus><span class="kern-label"></span></button></footer>
      </form>`;
    dialog.querySelector("h2").textContent = prolongable
      ? "Sind Sie noch da?"
      : "Bald bitte neu anmelden";
    dialog.querySelector(".kern-label").textContent = prolongable
      ? "Angemeldet bleiben"
      : "Verstanden";
    // However it is closed, somebody was there to do it.
    dialog.addEventListener("close", () => {
      if (dialog !== this.dialog) return;
      this.close();
      if (prolongable) this.look("POST");
      else this.told = true;
    });
    document.body.append(dialog);
    return dialog;
  }
}

const form = document.querySelector("form[data-zwischenstand][data-sitzung]");
if (form) new Sitzung(form.dataset.sitzung);
