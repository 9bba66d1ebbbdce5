// The start: what was chosen is named, dropped files land in their field, reading shows its progress and can be cancelled,
// and what is wrong is said without losing what was chosen.

const form = document.getElementById("start");
const progress = document.getElementById("progress");
const bar = progress.querySelector("progress");
const what = progress.querySelector(".what");
const cancel = progress.querySelector("button");
const submit = form.querySelector("button.primary");
let request = null;

for (const part of form.querySelectorAll(".document")) {
  const input = part.querySelector("input[type=file]");
  const drop = part.querySelector(".drop");
  const chosen = part.querySelector(".chosen");
  const show = () => {
    const file = input.files[0];
    chosen.hidden = !file;
    drop.classList.toggle("full", Boolean(file));
    chosen.querySelector("span").textContent = file ? file.name : "";
    if (file) say(part.dataset.role, "");
  };
  input.addEventListener("change", show);
  chosen.querySelector("button").addEventListener("click", () => { input.value = ""; show(); input.focus(); });
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
  }
  for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) take(input, event.dataTransfer.files);
  });
  part.addEventListener("paste", (event) => {
    if (event.clipboardData.files.length) { event.preventDefault(); take(input, event.clipboardData.files); }
  });
  show();

  function take(field, files) {
    const one = new DataTransfer();
    one.items.add(files[0]);
    field.files = one.files;
    show();
  }
}

function say(field, text) {
  const place = form.querySelector(`[data-error-for="${field}"]`);
  if (!place) return;
  place.replaceChildren();
  const error = `${field}-error`;
  for (const input of form.querySelectorAll(`[name="${field}"], [name="${field}_text"]`)) {
    const described = (input.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== error);
    if (text) {
      described.push(error);
      input.setAttribute("aria-invalid", "true");
    } else input.removeAttribute("aria-invalid");
    if (described.length) input.setAttribute("aria-describedby", described.join(" "));
    else input.removeAttribute("aria-describedby");
  }
  if (!text) return;
  const line = document.createElement("p");
  line.className = "problem";
  line.id = error;
  line.textContent = text;
  place.append(line);
}

function idle(text = "") {
  request = null;
  submit.disabled = false;
  form.removeAttribute("aria-busy");
  bar.hidden = cancel.hidden = true;
  what.textContent = text;
  progress.hidden = !text;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (request) return;
  for (const place of form.querySelectorAll("[data-error-for]")) say(place.dataset.errorFor, "");
  const ticket = crypto.getRandomValues(new Uint32Array(4)).join("-");
  const data = new FormData(form);
  data.set("ticket", ticket);
  request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("X-Overlooked", "send");
  request.responseType = "json";
  request.upload.addEventListener("progress", (sent) => {
    if (sent.lengthComputable) bar.value = (100 * sent.loaded) / sent.total;
  });
  request.upload.addEventListener("load", () => {
    bar.removeAttribute("value");
    what.textContent = progress.dataset.reading;
  });
  request.addEventListener("error", () => idle(progress.dataset.offline));
  request.addEventListener("abort", () => idle(progress.dataset.cancelled));
  request.addEventListener("load", function () {
    if (this.status === 200 && this.response?.to) {
      for (const field of form.querySelectorAll("[data-draft]")) sessionStorage.removeItem(`draft ${field.dataset.draft}`);
      location.assign(this.response.to);
    } else if (this.response?.errors) {
      idle();
      for (const [field, text] of Object.entries(this.response.errors)) say(field, text);
      form.querySelector("[aria-invalid]")?.focus();
    } else {
      idle();
      form.submit(); // the page that the server has to say it with
    }
  });
  cancel.onclick = () => {
    const off = new FormData();
    off.set("form_key", data.get("form_key"));
    off.set("ticket", ticket);
    navigator.sendBeacon(progress.dataset.cancel, off);
    request.abort();
  };
  submit.disabled = true;
  form.setAttribute("aria-busy", "true");
  progress.hidden = bar.hidden = cancel.hidden = false;
  bar.value = 0;
  what.textContent = progress.dataset.sending;
  request.send(data);
});
// A page that comes back out of the history is not at work any more.
addEventListener("pageshow", (event) => { if (event.persisted) idle(); });
