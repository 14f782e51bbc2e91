// Autosave of a form with data-zwischenstand="<url>": nothing typed is ever lost.
//
// The whole form goes to that address after a pause in typing, one request at a time, so that an
// older text can never arrive after a newer one. What went wrong stands in words beside the form
// and is tried again. Nothing is kept in the browser's storage: case text must not stay there.

const PAUSE = 1500;
const PATIENCE = 20_000;
const RETRY = [5_000, 10_000, 20_000, 30_000];
const OFFLINE =
  "Keine Verbindung – Ihr Text bleibt hier stehen, wir versuchen es wieder";

function csrfCookie() {
  // Signing in, here or in another window, changes the token; the cookie always has the new one.
  return document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/)?.[1];
}

function refreshTokens(token) {
  if (!token) return;
  for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) {
    input.value = token;
  }
}

async function readJson(response) {
  const isJson = response.headers.get("content-type")?.includes("application/json");
  return isJson ? response.json() : null;
}

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
    for (const type of ["input", "change"]) {
      form.addEventListener(type, () => {
        this.typed += 1;
        this.later(PAUSE);
      });
    }
    form.addEventListener("submit", () => {
      this.leaving = true;
      clearTimeout(this.timer);
    });
    addEventListener("pageshow", () => {
      this.leaving = false;
    });
    addEventListener("beforeunload", (event) => {
      if (this.unsaved && !this.leaving) event.preventDefault();
    });
    addEventListener("online", () => this.unsaved && this.send());
    document.addEventListener("visibilitychange", () => {
      if (document.hidden && this.unsaved) this.send();
    });
  }

  get unsaved() {
    return this.typed > this.saved;
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

  body() {
    refreshTokens(csrfCookie());
    const data = new FormData(this.form);
    // A file is sent once, with the form itself.
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    return data;
  }

  async send() {
    clearTimeout(this.timer);
    if (this.sending || this.leaving || this.login?.open) return;
    this.sending = true;
    const count = this.typed;
    // Most saves are quicker than the eye: no flicker, no chatter from a screen reader.
    this.slow = setTimeout(() => this.say("speichert", "wird gespeichert …"), 600);
    try {
      const response = await fetch(this.form.dataset.zwischenstand, {
        method: "POST",
        body: this.body(),
        headers: { Accept: "application/json" },
        credentials: "same-origin",
        redirect: "manual",
        signal: AbortSignal.timeout(PATIENCE),
      });
      await this.answer(response, count);
    } catch {
      this.retry();
    } finally {
      this.sending = false;
      clearTimeout(this.slow);
    }
    if (this.typed > count && !this.failures) this.later(PAUSE);
  }

  async answer(response, count) {
    const json = await readJson(response);
    const signedOut = response.type === "opaqueredirect" || response.status === 401;
    if (signedOut || (response.status === 403 && !json)) {
      this.failures = 1;
      this.askForSignIn();
    } else if (response.ok && json) {
      this.failures = 0;
      this.saved = count;
      this.say("gespeichert", `gespeichert um ${json.gespeichert}`);
    } else if (json?.meldung) {
      // The text stays unsaved on purpose: leaving this page goes on asking.
      this.failures = 0;
      this.showConflict(json);
    } else {
      this.retry();
    }
  }

  retry() {
    this.say("wartet", OFFLINE);
    this.later(RETRY[Math.min(this.failures, RETRY.length - 1)]);
    this.failures += 1;
  }

  showConflict({ meldung, url }) {
    this.say("konflikt", "nicht gespeichert");
    this.notice?.remove();
    this.notice = document.createElement("div");
    this.notice.className = "kern-alert kern-alert--warning hinweis";
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

  // --- Signing in without leaving the page ---------------------------------------------------------

  askForSignIn() {
    this.say("wartet", "Nicht angemeldet – Ihr Text bleibt hier stehen");
    this.login ??= this.buildLogin();
    if (!this.login.open) this.login.showModal();
    this.login.querySelector("input, a, button").focus();
  }

  buildLogin() {
    const dialog = document.createElement("dialog");
    dialog.className = "kern-dialog kern-level-2";
    dialog.setAttribute("aria-labelledby", "anmeldung-titel");
    dialog.innerHTML = `
      <form>
        <header class="kern-dialog__header"><h2 class="kern-title" id="anmeldung-titel">Bitte melden Sie sich wieder an</h2></header>
        <section class="kern-dialog__body">
          <p>Ihre Sitzung ist abgelaufen. Ihr Text steht noch auf dieser Seite; nach der Anmeldung wird er gespeichert.</p>
          <div class="kern-form-input"><label class="kern-label" for="anmeldung-login">E-Mail-Adresse</label><input class="kern-form-input__input" id="anmeldung-login" name="login" type="email" autocomplete="username" aria-required="true"></div>
          <div class="kern-form-input"><label class="kern-label" for="anmeldung-password">Passwort</label><input class="kern-form-input__input" id="anmeldung-password" name="password" type="password" autocomplete="current-password" aria-required="true"></div>
          <p class="kern-error" role="alert" hidden><span class="kern-icon kern-icon--danger" aria-hidden="true"></span><span class="kern-body"></span></p>
        </section>
        <footer class="kern-dialog__footer">
          <button class="kern-btn kern-btn--secondary" type="button" data-spaeter><span class="kern-label">Später</span></button>
          <button class="kern-btn kern-btn--primary" type="submit"><span class="kern-label">Anmelden und weiterschreiben</span></button>
        </footer>
      </form>`;
    const form = dialog.querySelector("form");
    form.noValidate = true;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.signIn(dialog, new FormData(form));
    });
    dialog.querySelector("[data-spaeter]").addEventListener("click", () => dialog.close());
    // Whoever closes the dialog is asked again by the next attempt to save.
    dialog.addEventListener("close", () => {
      if (this.unsaved) this.later(RETRY.at(-1));
    });
    document.body.append(dialog);
    return dialog;
  }

  async signIn(dialog, data) {
    const problem = dialog.querySelector(".kern-error");
    const tell = (text) => {
      problem.querySelector(".kern-body").textContent = text;
      problem.hidden = false;
    };
    problem.hidden = true;
    data.append("csrfmiddlewaretoken", this.body().get("csrfmiddlewaretoken"));
    // Go on in the Rolle of this page: in another one the text might have nowhere to go.
    const rolle = document.querySelector('button[name="rolle"][aria-current]');
    if (rolle) data.append("rolle", rolle.value);
    let response;
    let json;
    try {
      response = await fetch(this.form.dataset.anmelden, {
        method: "POST",
        body: data,
        headers: { Accept: "application/json" },
        credentials: "same-origin",
      });
      json = await readJson(response);
    } catch {
      tell("Keine Verbindung. Bitte versuchen Sie es gleich noch einmal.");
      return;
    }
    if (response.ok && json) {
      refreshTokens(json.csrf);
      this.resume(dialog);
    } else if (json?.weiter) {
      this.askForSecondFactor(dialog, json.weiter);
    } else {
      tell(json?.fehler ?? "Die Anmeldung hat nicht geklappt. Bitte versuchen Sie es noch einmal.");
      dialog.querySelector("[name=password]").select();
    }
  }

  askForSecondFactor(dialog, url) {
    const body = dialog.querySelector(".kern-dialog__body");
    body.innerHTML =
      '<p>Noch ein Schritt: Bestätigen Sie Ihren zweiten Faktor in einem neuen Fenster und kommen Sie dann hierher zurück.</p><p><a class="kern-link" target="_blank" rel="noopener">Zweiten Faktor eingeben (neues Fenster)</a></p>';
    body.querySelector("a").href = url;
    body.querySelector("a").focus();
    const done = dialog.querySelector("[type=submit]");
    done.type = "button";
    done.querySelector(".kern-label").textContent = "Erledigt, weiterschreiben";
    done.addEventListener("click", () => this.resume(dialog));
  }

  resume(dialog) {
    this.failures = 0;
    dialog.close();
    dialog.remove();
    this.login = undefined;
    this.send();
  }
}

for (const form of document.querySelectorAll("form[data-zwischenstand]")) new Zwischenstand(form);
