// »Gerade hier«: who else of the team has this analysis open. Only told, nobody is locked out.

import { ask, tokenOnly } from "../kinderschutz/anfrage.js";
import { isSignedOut } from "../kinderschutz/anmeldung.js";

const BEAT = 25_000;
// An open page before which nobody sits is nobody.
const AWAY = 10 * 60_000;

class Anwesenheit {
  constructor(place) {
    this.place = place;
    this.acted = Date.now();
    this.missed = 0;
    for (const type of ["pointermove", "pointerdown", "keydown", "scroll"]) {
      addEventListener(type, () => this.act(), { passive: true });
    }
    document.addEventListener("visibilitychange", () => {
      this.acted = Date.now();
      this.beat();
    });
    this.timer = setInterval(() => this.beat(), BEAT);
    this.beat();
  }

  get isHere() {
    return !document.hidden && !isSignedOut() && Date.now() - this.acted < AWAY;
  }

  act() {
    const wasHere = this.isHere;
    this.acted = Date.now();
    if (!wasHere) this.beat();
  }

  async beat() {
    if (!this.isHere || this.asking || this.refused) return;
    this.asking = true;
    try {
      const url = this.place.dataset.anwesend;
      const { ok, status, json } = await ask(url, { method: "POST", body: tokenOnly() });
      if (ok) this.show(json);
      else this.miss();
      this.refused = status === 403 || status === 404;
    } catch {
      this.miss();
    } finally {
      this.asking = false;
    }
    if (this.refused) clearInterval(this.timer);
  }

  show({ hier, anderswo }) {
    this.missed = 0;
    const elsewhere = anderswo.map(({ name, schritt }) => `${name} (${schritt})`);
    const parts = [];
    if (hier.length) parts.push(`Gerade hier: ${hier.join(", ")}`);
    if (elsewhere.length) parts.push(`Auch in dieser Fallanalyse: ${elsewhere.join(", ")}`);
    const text = parts.join(" · ");
    if (this.place.textContent !== text) this.place.textContent = text;
  }

  // Without an answer nobody knows any more; one lost call is not worth a word.
  miss() {
    this.missed += 1;
    if (this.missed > 1) this.place.textContent = "";
  }
}

const place = document.querySelector("[data-anwesend]");
if (place) new Anwesenheit(place);
