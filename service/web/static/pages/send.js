// Forms are sent in the background, so that a connection that is lost takes nothing with it: the page stays as it is,
// says so, and sends again when the connection is back.
import { forget } from "./drafts.js";

for (const form of document.querySelectorAll("form[data-send]")) {
  let busy = false;
  let waiting = null;
  const said = document.createElement("p");
  said.className = "notice";
  said.setAttribute("role", "alert");
  said.hidden = true;
  form.append(said);

  async function send(data, submitter) {
    if (busy) return;
    busy = true;
    form.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(form.action, { method: "POST", body: data, headers: { "X-Overlooked": "send" } });
      if (response.ok) {
        forget(form);
        location.assign((await response.json()).to);
        return;
      }
      plainly(submitter); // the page that the server has to say it with
    } catch {
      waiting = [data, submitter];
      said.textContent = form.dataset.offline;
      said.hidden = false;
      setTimeout(again, 5000);
    } finally {
      busy = false;
      form.removeAttribute("aria-busy");
    }
  }

  function again() {
    if (!waiting) return;
    const [data, submitter] = waiting;
    waiting = null;
    send(data, submitter);
  }

  function plainly(submitter) {
    form.removeEventListener("submit", caught);
    form.requestSubmit(submitter ?? undefined);
  }

  function caught(event) {
    event.preventDefault();
    waiting = null;
    send(new FormData(form, event.submitter), event.submitter);
  }

  form.addEventListener("submit", caught);
  addEventListener("online", again);
}
