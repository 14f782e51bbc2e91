// Autosave of a form with data-zwischenstand="<url>": nothing typed is ever lost.
//
// The whole form goes to that address after a pause in typing, one request at a time, so that an
// older text can never arrive after a newer one. What went wrong stands in words beside the form
// and at the top of the page, and is tried again. Sending the form waits until its text is kept:
// on a page that cannot be reached it would be gone. Nothing is kept in the browser's storage:
// case text must not stay there.

import { ask, refreshTokens } from "./anfrage.js";
import { askForSignIn, isSignedOut, whenSignedIn } from "./anmeldung.js";
import "./sitzung.js";
import { clearTrouble, showTrouble } from "./verbindung.js";

const PAUSE = 1500;
const RETRY = [5_000, 10_000, 20_000, 30_000];
const STAYS =
  "Ihr Text bleibt hier stehen, Sie können weiterschreiben. Gespeichert wird, sobald es wieder geht; lassen Sie dieses Fenster so lange offen.";
const NOT_YET = "noch nicht gespeichert – Ihr Text bleibt hier stehen";
const TROUBLE = {
  connection: ["Keine Verbindung.", STAYS],
  server: ["Speichern geht gerade nicht.", STAYS],
  rolle: [
    "Hier können Sie gerade nicht speichern.",
    "Vielleicht haben Sie in einem anderen Fenster die Rolle gewechselt: Wechseln Sie dort zurück. Ihr Text bleibt so lange hier stehen.",
  ],
};
const TOO_LARGE =
  "Das ist zu viel Text auf einmal. Er steht noch hier, ist aber nicht gespeichert. Bitte kürzen Sie ihn oder teilen Sie ihn auf.";

class Zwischenstand {
  constructor(form) {
    this.form = form;
    this.status =
      form.querySelector("[data-zwischenstand-status]") ??
      document.querySelector("[data-zwischenstand-status]") ??
      form.appendChild(document.createElement("p"));
    this.status.classList.add("stand");
    this.status.setAttribute("aria-live", "polite");
    this.typed = 0; // counts changes
    this.saved = 0; // the count that the server has
    this.failures = 0;
    form.addEventListener("input", () => this.changed());
    // After a person's own input this only repeats it, when she leaves the field; a script may say
    // nothing else.
    form.addEventListener("change", (event) => event.isTrusted || this.changed());
    form.addEventListener("submit", (event) => this.submit(event));
    addEventListener("pageshow", () => {
      this.leaving = false;
    });
    addEventListener("beforeunload", (event) => {
      if (this.unsaved && !this.leaving) event.preventDefault();
    });
    addEventListener("offline", () => this.showTrouble("connection"));
    addEventListener("online", () => (this.unsaved ? this.send() : clearTrouble()));
    document.addEventListener("visibilitychange", () => {
      if (document.hidden && this.unsaved) this.send();
    });
    whenSignedIn(() => {
      this.failures = 0;
      if (this.unsaved || this.wanted) this.send();
    });
    if (this.wasTyped) this.changed();
  }

  get unsaved() {
    return this.typed > this.saved;
  }

  // On a slow line somebody types before this script is there.
  get wasTyped() {
    return [...this.form.elements].some((field) =>
      field.matches("textarea, input[type=text]")
        ? field.value !== field.defaultValue
        : field.matches("[type=checkbox], [type=radio]") && field.checked !== field.defaultChecked,
    );
  }

  changed() {
    this.typed += 1;
    this.later(PAUSE);
  }

  say(state, text) {
    clearTimeout(this.slow);
    this.status.dataset.zustand = state;
    if (this.status.textContent !== text) this.status.textContent = text;
  }

  later(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), delay);
  }

  // --- Sending the form itself ---------------------------------------------------------------------

  submit(event) {
    refreshTokens();
    clearTimeout(this.timer);
    if (this.leaving || (!this.unsaved && !this.failures && !this.sending && navigator.onLine)) {
      this.leaving = true;
      return;
    }
    event.preventDefault();
    this.wanted = { submitter: event.submitter };
    this.send();
  }

  goOn() {
    const { submitter } = this.wanted;
    this.wanted = undefined;
    this.leaving = true;
    this.form.requestSubmit(submitter);
  }

  // --- Keeping what is typed -----------------------------------------------------------------------

  body() {
    refreshTokens();
    const data = new FormData(this.form);
    // A file is sent once, with the form itself.
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    return data;
  }

  async send() {
    clearTimeout(this.timer);
    if (this.sending || this.leaving || isSignedOut()) return;
    this.sending = true;
    const count = this.typed;
    // Most saves are quicker than the eye: no flicker, no chatter from a screen reader.
    this.slow = setTimeout(() => this.say("speichert", "wird gespeichert …"), 600);
    try {
      const url = this.form.dataset.zwischenstand;
      this.take(await ask(url, { method: "POST", body: this.body() }), count);
    } catch {
      this.retry("connection");
    } finally {
      this.sending = false;
      clearTimeout(this.slow);
    }
    if (this.failures || isSignedOut()) return;
    if (this.wanted) this.goOn();
    else if (this.typed > count) this.later(PAUSE);
  }

  take(answer, count) {
    const { ok, status, json, signedOut } = answer;
    if (signedOut) {
      this.say("wartet", NOT_YET);
      askForSignIn();
    } else if (ok) {
      this.failures = 0;
      this.saved = count;
      this.notice?.remove();
      clearTrouble();
      this.say("gespeichert", `gespeichert um ${json.gespeichert}`);
    } else if (status === 413) {
      // Not tried again before it is another text, and not sent either: it would be lost.
      this.failures = 0;
      this.wanted = undefined;
      clearTrouble();
      this.showNotice({ meldung: json?.meldung ?? TOO_LARGE });
    } else if (json?.meldung) {
      // The text stays unsaved on purpose: leaving this page goes on asking.
      this.failures = 0;
      clearTrouble();
      this.showNotice(json);
    } else {
      this.retry(status === 404 ? "rolle" : "server");
    }
  }

  retry(trouble) {
    this.wanted = undefined;
    this.say("wartet", NOT_YET);
    this.showTrouble(trouble);
    this.later(RETRY[Math.min(this.failures, RETRY.length - 1)]);
    this.failures += 1;
  }

  showTrouble(kind) {
    showTrouble(...TROUBLE[kind], () => this.send());
  }

  showNotice({ meldung, url }) {
    this.say("konflikt", "nicht gespeichert");
    // Said once, not after every pause in typing.
    if (this.notice?.isConnected && this.notice.dataset.meldung === meldung) return;
    this.notice?.remove();
    this.notice = document.createElement("div");
    this.notice.className = "kern-alert kern-alert--warning hinweis";
    this.notice.dataset.meldung = meldung;
    this.notice.setAttribute("role", "alert");
    this.notice.innerHTML =
      '<span class="kern-icon kern-icon--warning" aria-hidden="true"></span><div class="hinweis__text"><p></p></div>';
    const text = this.notice.querySelector("p");
    text.textContent = meldung;
    if (url) {
      // In a new window, so that the text on this page stays where it is.
      const link = document.createElement("a");
      link.href = url;
      link.target = "_blank";
      link.rel = "noopener";
      link.textContent = "Beide Fassungen ansehen (neues Fenster)";
      text.after(link);
    }
    const buttons = this.status.closest(".aktionsleiste");
    if (buttons) buttons.prepend(this.notice);
    else this.status.before(this.notice);
  }
}

for (const form of document.querySelectorAll("form[data-zwischenstand]")) new Zwischenstand(form);
