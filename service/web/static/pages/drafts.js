// What is typed survives a reload: kept in this tab alone, until it was sent or the tab is closed.

const key = (field) => `draft ${field.dataset.draft}`;

export function forget(form) {
  for (const field of form.querySelectorAll("[data-draft]")) sessionStorage.removeItem(key(field));
}

for (const field of document.querySelectorAll("[data-draft]")) {
  const kept = sessionStorage.getItem(key(field));
  // What the server gives back (after an error) is as new as the draft.
  if (kept && (!field.value || field.value === field.defaultValue) && kept !== field.value) {
    if (!field.hasAttribute("aria-invalid")) field.value = kept;
    field.closest("details")?.setAttribute("open", "");
  }
  field.addEventListener("input", () => {
    try {
      sessionStorage.setItem(key(field), field.value);
    } catch { /* no room, or switched off: then there are no drafts */ }
  });
}
