// A button that prints the page takes the place of the sentence that says how to.

for (const hint of document.querySelectorAll("[data-drucken-hinweis]")) hint.hidden = true;
for (const button of document.querySelectorAll("[data-drucken]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
