// The code of an invitation stands behind the # of its address: no browser sends that, so it is in
// no log. Here it goes into the form, and out of the address and the history of this window.

const field = document.querySelector("[data-einladungscode]");
const code = decodeURIComponent(window.location.hash.slice(1));
if (field && code) {
  field.value = code;
  window.history.replaceState(null, "", window.location.pathname);
  document.querySelector("[data-einladungscode-feld]").hidden = true;
}
