// The strip at the top of the page that says that nothing can be saved right now, and goes by
// itself when it can.

let strip;

function build() {
  const section = document.createElement("section");
  section.className = "verbindung";
  section.hidden = true;
  section.setAttribute("aria-label", "Verbindung");
  section.innerHTML = `
    <div class="verbindung__zeile rahmen">
      <span class="kern-icon kern-icon--warning" aria-hidden="true"></span>
      <p role="status"></p>
      <button class="kern-btn kern-btn--secondary" type="button"><span class="kern-label">Jetzt versuchen</span></button>
    </div>`;
  const skip = document.querySelector(".sprung");
  if (skip) skip.after(section);
  else document.body.prepend(section);
  return section;
}

export function showTrouble(title, text, tryNow) {
  strip ??= build();
  const place = strip.querySelector("p");
  const words = [document.createElement("strong"), ` ${text}`];
  words[0].textContent = title;
  strip.querySelector("button").onclick = tryNow;
  if (!strip.hidden && place.textContent === `${title} ${text}`) return;
  strip.hidden = false;
  // What was not there yet when it is filled, a screen reader passes over.
  setTimeout(() => strip.hidden || place.replaceChildren(...words), 50);
}

export function clearTrouble() {
  if (!strip || strip.hidden) return;
  const hadFocus = strip.contains(document.activeElement);
  strip.hidden = true;
  strip.querySelector("p").replaceChildren();
  if (hadFocus) document.getElementById("inhalt")?.focus({ preventScroll: true });
}
