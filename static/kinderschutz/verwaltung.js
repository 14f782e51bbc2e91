// The search fields of the admin (select2) name themselves after their value only: an empty one has
// no name at all. They take the label of the field they stand for.

function labelOf(select) {
  const label = document.querySelector(`label[for="${select?.id}"]`);
  if (label) label.id ||= `${select.id}-label`;
  return label;
}

function nameField(container) {
  const label = labelOf(container.previousElementSibling);
  if (!label) return;
  const value = container.querySelector(".select2-selection__rendered");
  container
    .querySelector(".select2-selection")
    .setAttribute("aria-labelledby", `${label.id} ${value.id}`.trim());
  value.setAttribute("aria-labelledby", label.id);
  for (const search of container.querySelectorAll(".select2-search__field")) {
    search.setAttribute("aria-labelledby", label.id);
  }
}

function nameAll() {
  document.querySelectorAll("select + .select2-container").forEach(nameField);
}

// They come whenever jQuery finds the time, and again with every new row.
new MutationObserver((changes) => {
  if (changes.some((change) => change.addedNodes.length)) nameAll();
}).observe(document.body, { childList: true, subtree: true });
nameAll();

// The list that opens lies at the end of the page.
window.django?.jQuery(document).on("select2:open", (event) => {
  const label = labelOf(event.target);
  const search = document.querySelector(".select2-dropdown .select2-search__field");
  if (label) search?.setAttribute("aria-labelledby", label.id);
});
