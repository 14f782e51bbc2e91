// Signing in without leaving the page. Until somebody has, its text is covered; it appears again for
// the person who wrote it only (the field `schreibt` says who that is).

import { ask, refreshTokens, tokenOnly } from "./anfrage.js";

const OTHER =
  "Auf dieser Seite steht der Text einer anderen Person, er bleibt verdeckt. Melden Sie sich mit deren Konto an, oder verlassen Sie die Seite.";
const NO_CONNECTION = "Keine Verbindung. Bitte versuchen Sie es gleich noch einmal.";
const listeners = [];
let dialog;

export const isSignedOut = () => dialog !== undefined;

export function whenSignedIn(callback) {
  listeners.push(callback);
}

const page = () => document.querySelector("form[data-anmelden]");
const owner = () => page().elements.schreibt?.value;

export function isOwner(person) {
  return owner() === undefined || owner() === person;
}

// Opens the dialog; `other`: somebody is signed in, but not the one whose text this is.
export function askForSignIn({ other = false } = {}) {
  if (!dialog) {
    document.documentElement.classList.add("abgemeldet");
    dialog = build();
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector("input").focus();
  }
  if (other) tell(OTHER);
}

// Somebody has signed in, here or in another window: go on, if it is the right one.
export function signedInAs(person) {
  if (!dialog) return;
  const done = dialog;
  dialog = undefined;
  done.close();
  done.remove();
  if (!isOwner(person)) {
    askForSignIn({ other: true });
    return;
  }
  document.documentElement.classList.remove("abgemeldet");
  refreshTokens();
  for (const callback of listeners) callback();
}

function tell(text) {
  const problem = dialog.querySelector(".kern-error");
  problem.querySelector(".kern-body").textContent = text;
  problem.hidden = false;
}

function build() {
  const element = document.createElement("dialog");
  element.className = "kern-dialog kern-level-2";
  element.setAttribute("aria-labelledby", "anmeldung-titel");
  element.innerHTML = `
    <form>
      <header class="kern-dialog__header"><h2 class="kern-title" id="anmeldung-titel">Bitte melden Sie sich wieder an</h2></header>
      <section class="kern-dialog__body">
        <p>Ihre Sitzung ist zu Ende. Ihr Text steht noch auf dieser Seite, verdeckt; nach der Anmeldung schreiben Sie weiter.</p>
        <div class="kern-form-input"><label class="kern-label" for="anmeldung-login">E-Mail-Adresse</label><input class="kern-form-input__input" id="anmeldung-login" name="login" type="email" autocomplete="username" aria-required="true"></div>
        <div class="kern-form-input"><label class="kern-label" for="anmeldung-password">Passwort</label><input class="kern-form-input__input" id="anmeldung-password" name="password" type="password" autocomplete="current-password" aria-required="true"></div>
        <p class="kern-error" role="alert" hidden><span class="kern-icon kern-icon--danger" aria-hidden="true"></span><span class="kern-body"></span></p>
      </section>
      <footer class="kern-dialog__footer">
        <a class="kern-btn kern-btn--secondary" href="/"><span class="kern-label">Seite verlassen</span></a>
        <button class="kern-btn kern-btn--primary" type="submit"><span class="kern-label">Anmelden und weiterschreiben</span></button>
      </footer>
    </form>`;
  const form = element.querySelector("form");
  form.noValidate = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form.elements.login) signIn(new FormData(form));
    else confirm("Der zweite Faktor ist noch nicht bestätigt.");
  });
  // There is nothing behind it to go back to; a browser may close it all the same.
  element.addEventListener("cancel", (event) => event.preventDefault());
  element.addEventListener("close", () => element === dialog && element.showModal());
  return element;
}

async function signIn(data) {
  dialog.querySelector(".kern-error").hidden = true;
  data.append("csrfmiddlewaretoken", tokenOnly().get("csrfmiddlewaretoken"));
  // Go on in the Rolle of this page: in another one the text might have nowhere to go.
  const rolle = document.querySelector('button[name="rolle"][aria-current]');
  if (rolle) data.append("rolle", rolle.value);
  let answer;
  try {
    answer = await ask(page().dataset.anmelden, { method: "POST", body: data });
  } catch {
    tell(NO_CONNECTION);
    return;
  }
  if (answer.ok) {
    refreshTokens(answer.json.csrf);
    await confirm();
  } else if (answer.json?.weiter) {
    askForSecondFactor(answer.json.weiter);
  } else {
    tell(
      answer.json?.fehler ??
        "Die Anmeldung hat nicht geklappt. Bitte versuchen Sie es noch einmal.",
    );
    dialog.querySelector("[name=password]").select();
  }
}

function askForSecondFactor(url) {
  const body = dialog.querySelector(".kern-dialog__body");
  const problem = body.querySelector(".kern-error");
  body.innerHTML =
    '<p>Noch ein Schritt: Bestätigen Sie Ihren zweiten Faktor in einem neuen Fenster und kommen Sie dann hierher zurück.</p><p><a class="kern-link" target="_blank" rel="noopener">Zweiten Faktor eingeben (neues Fenster)</a></p>';
  body.append(problem);
  const link = body.querySelector("a");
  link.href = url;
  link.focus();
  dialog.querySelector("[type=submit] .kern-label").textContent = "Erledigt, weiterschreiben";
}

// The server knows who is signed in now, whichever window it was done in.
async function confirm(notYet = "Die Anmeldung hat nicht geklappt.") {
  const { sitzung } = page().dataset;
  try {
    const answer = sitzung ? await ask(sitzung) : { ok: true, json: { person: owner() } };
    if (answer.ok) signedInAs(answer.json.person);
    else tell(notYet);
  } catch {
    tell(NO_CONNECTION);
  }
}
