// Choosing a requirement shows its evidence without loading the page anew; the address stays one that can be shared.

const panel = document.getElementById("evidence");
const links = [...document.querySelectorAll("a[data-panel]")];

async function show(address, move) {
  let page;
  try {
    const response = await fetch(address);
    if (!response.ok) throw new Error(response.status);
    page = new DOMParser().parseFromString(await response.text(), "text/html");
  } catch {
    location.assign(address);
    return;
  }
  panel.replaceChildren(...page.getElementById("evidence").childNodes);
  const chosen = page.querySelector("a[data-panel][aria-current]")?.href;
  for (const link of links) {
    if (link.href === chosen) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  if (move) {
    panel.focus({ preventScroll: true });
    if (panel.getBoundingClientRect().top < 0 || panel.getBoundingClientRect().top > innerHeight / 2) panel.scrollIntoView();
  }
}

for (const link of links) {
  link.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    history.pushState(null, "", link.href);
    show(link.href, true);
  });
}
addEventListener("popstate", () => show(location.href, false));
