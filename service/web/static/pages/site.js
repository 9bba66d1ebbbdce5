// On every page: the key of a private link leaves the address bar, text can be copied, the page can be printed.

document.documentElement.classList.add("scripted");

if (location.hash.startsWith("#ovl_at_") && !document.getElementById("open")) {
  history.replaceState(null, "", location.pathname + location.search);
}

for (const button of document.querySelectorAll("button[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  if (!field || !navigator.clipboard) continue;
  button.hidden = false;
  const label = button.textContent;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      field.closest(".without-script")?.classList.add("needed");
      field.select(); // clipboard refused: the text is shown and marked, and can be copied by hand
      return;
    }
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = label; }, 2000);
  });
}

for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

for (const form of document.querySelectorAll("form[data-forget]")) {
  form.addEventListener("submit", () => sessionStorage.clear());
}

// A disclosure that floats closes with Escape and with a click beside it.
for (const later of document.querySelectorAll("details.later")) {
  const close = () => { later.open = false; };
  later.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && later.open) { close(); later.querySelector("summary").focus(); }
  });
  document.addEventListener("click", (event) => { if (!later.contains(event.target)) close(); });
}
