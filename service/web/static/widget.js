/* Overlooked for career sites: <overlooked-gaps job="…" key="ovl_pk_…"></overlooked-gaps>, described in docs/widget.md.
   It talks to the public API alone. What a candidate tells goes to no event, no address and no log of the page. */
(() => {
  "use strict";

  const script = document.currentScript?.src;
  const LANGUAGES = ["en", "de", "es", "fr"]; // all but English are files of their own: widget/de.json
  const LARGEST = 20e6; // bytes; the service's own limit where it is not set otherwise

  const ENGLISH = {
    title: "Does your résumé show everything?",
    intro:
      "See what this job asks for and your résumé does not show yet. Then a few questions look for what you left out: volunteering, clubs, side work, study.",
    resume: "Your résumé",
    drop: "Drop it here or choose a file",
    kinds: "PDF, Word, OpenDocument, text or a picture",
    paste: "Paste the text instead",
    text: "Text of your résumé",
    remove: "Remove",
    stage: "Where do you stand?",
    applying: "I am about to apply",
    waiting: "I have applied and am waiting",
    rejected: "I was turned down",
    keep_file:
      "Keep my file, encrypted, until the result is deleted: then a Word file comes back with the addition in it",
    private:
      "Only this browser tab can open the result. It is deleted by itself after some days, and at once when you say so.",
    compare: "Compare",
    reading: "Your résumé is being read and compared. This can take a minute.",
    cancel: "Cancel",
    cancelled: "Cancelled. Nothing of it is kept.",
    loading: "One moment …",
    coverage: "of what the job asks for is shown",
    up: "up from {0}",
    rose: "{0} of what is asked for is shown now, up from {1}.",
    met: "Shown",
    partial: "Shown in part",
    missing: "Not shown yet",
    not_judged: "Not judged",
    must: "must have",
    nice: "nice to have",
    musts: "Must-haves not shown yet: {0}.",
    asked: "Requirements ({0})",
    gaps: "What the job asks for",
    questions: "Answer the questions",
    ahead: "One question at a time, {0} at most. Skip what you like, and stop when you like.",
    result_now: "See the result",
    complete: "Your résumé shows everything that is asked for.",
    question: "Question",
    left: "up to {0} more",
    more_about: "About what you told",
    about: "This is about",
    for_example: "For example",
    answer: "Your answer",
    hint: "A few sentences, as you would tell a friend. Only your own words are ever used.",
    continue: "Continue",
    no: "No",
    unknown: "I don’t know",
    declined: "Skip",
    nothing_more: "Nothing to add",
    enough: "Enough questions",
    judging: "Your answer is being read …",
    review: "Is this right?",
    review_intro: "This is what your answers would add. Nothing is written before you agree.",
    yours: "Your words",
    limits: "What you did not do yourself",
    still: "Not said yet",
    keep: "Keep",
    correct: "Only in part",
    drop_it: "Leave it out",
    save: "Save",
    choose: "Choose one.",
    before: "Before you write",
    written: "Have you written to them about this already?",
    yes: "Yes",
    days: "How many days ago were you turned down?",
    days_wrong: "Give a number of days, 0 or more.",
    letter: "Their message (optional; it is read for what it says about answers and appeals)",
    reason: "Why did you leave this out? (may stay empty)",
    result: "What you can do now",
    instead: "Better than writing",
    your_message: "Your message",
    copy: "Copy",
    copied: "Copied.",
    mail: "Open in mail program",
    files: "To take away",
    more: "Tell something else",
    more_title: "What else have you done?",
    file_resume_docx: "Your résumé with the addition (Word)",
    file_addendum_docx: "A page to go with your résumé (Word)",
    file_additions_txt: "The addition, to paste",
    file_additions_json: "The addition as JSON Resume",
    file_cover_letter_txt: "A paragraph for a cover letter",
    file_proofs_txt: "How to prove it",
    file_comparison_txt: "Before and after",
    file_advice_txt: "The advice",
    file_message_txt: "The message",
    file_message_eml: "The message as a draft",
    file_report_html: "The whole report",
    until: "Deleted by itself on {0}. Only this tab can open it.",
    delete: "Delete everything now",
    sure: "Delete everything for good?",
    yes_delete: "Yes, delete",
    no_delete: "No, keep it",
    deleted: "Everything was deleted.",
    retry: "Try again",
    error_gone: "Your earlier result is no longer there. It has expired or was deleted.",
    choose_file: "Choose a file or paste the text.",
    write_something: "Write something, or use one of the buttons.",
    too_big: "This file is larger than can be read. Use a smaller one.",
    error_ocr_not_installed: "This is a picture or a scan. Use a version with text that you can select.",
    error_network: "The service does not answer. Check your connection and try again; nothing is lost.",
    error_origin: "The service takes no requests from this page. Please tell the site: its key must allow {0}.",
    error_setup: "This form is not set up correctly. Please tell the site: its key or its job is not valid ({0}).",
    error_changed: "This was changed in another tab. Here is how it stands now.",
    error_other: "Something went wrong ({0}). Please try again.",
  };

  const STYLE = `
:host { display: block; container-type: inline-size; text-align: start; overflow-wrap: anywhere; }
/* Not on :host, where a page's own --ink, handed over as --ovl-ink, would be the same name twice and lost. */
section {
  --accent: var(--ovl-accent, light-dark(#1f5a8a, #8fc3ee)); --on-accent: var(--ovl-on-accent, light-dark(#fff, #10202e));
  --ink: var(--ovl-ink, light-dark(#22252a, #e8e6e1)); --soft: var(--ovl-soft, light-dark(#5a616b, #a9afb8));
  --paper: var(--ovl-paper, light-dark(#fff, #1f2226)); --line: var(--ovl-line, light-dark(#dcd9d2, #363a41));
  --edge: var(--ovl-edge, light-dark(#80858d, #7d848e)); --track: var(--ovl-track, light-dark(#f3f1ec, #2a2e34));
  --met: var(--ovl-met, light-dark(#1d6b3a, #86d49d)); --partial: var(--ovl-partial, light-dark(#805500, #eec36a));
  --missing: var(--ovl-missing, light-dark(#a3291f, #ff9d8f)); --radius: var(--ovl-radius, .6rem);
  color: var(--ink); font: var(--ovl-font, 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif);
}
:host([hidden]), [hidden] { display: none !important; }
* { box-sizing: border-box; }
section { background: var(--paper); border: 1px solid var(--line); border-radius: var(--radius); padding: clamp(1.1rem, 5cqi, 2rem); }
h2, h3, h4, p, ul, figure, fieldset, blockquote { margin: 0; padding: 0; border: 0; list-style: none; font-weight: 400; }
h2 { font-size: 1.35rem; font-weight: 650; line-height: 1.3; } h3 { font-size: 1.12rem; font-weight: 600; line-height: 1.4; }
h4, summary, legend, label.name { font-size: 1rem; font-weight: 600; padding: 0; }
:is(h2, h3):focus { outline: 0; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: .3rem; }
.stack, form, fieldset, section { display: grid; gap: 1.1rem; min-width: 0; } .tight { display: grid; gap: .35rem; min-width: 0; }
.soft { color: var(--soft); } .small, cite { font-size: .9rem; } cite { font-style: normal; color: var(--soft); display: block; }
.error { color: var(--missing); font-weight: 600; } .across { display: flex; flex-wrap: wrap; gap: 0 1.6rem; } .note { background: var(--track); border-radius: var(--radius); padding: .7rem 1rem; }
.row { display: flex; flex-wrap: wrap; gap: .6rem; align-items: center; } .between { justify-content: space-between; }
button, a.button { font: inherit; font-weight: 600; color: var(--accent); background: none; border: 1px solid var(--edge);
  border-radius: var(--radius); padding: .5rem 1rem; min-height: 2.75rem; cursor: pointer; text-decoration: none; text-align: start; }
button:hover, a.button:hover { border-color: var(--accent); background: var(--track); }
.main { background: var(--accent); color: var(--on-accent); border-color: var(--accent); padding-inline: 1.4rem; }
.main:hover { background: color-mix(in srgb, var(--accent) 86%, var(--ink)); }
.plain { border-color: transparent; padding-inline: .4rem; margin-inline-start: -.4rem; text-decoration: underline; text-underline-offset: .2em; }
.danger { color: var(--missing); }
textarea, input[type=number] { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--edge);
  border-radius: var(--radius); padding: .6rem .8rem; width: 100%; min-height: 2.75rem; resize: vertical; }
input[type=number] { width: 8rem; } :is(textarea, input)[aria-invalid=true], .drop:has([aria-invalid=true]) { border-color: var(--missing); }
input { accent-color: var(--accent); } .choice { display: flex; gap: .6rem; align-items: baseline; padding-block: .2rem; cursor: pointer; }
.drop { display: grid; gap: .2rem; justify-items: center; text-align: center; padding: 1.6rem 1rem; cursor: pointer;
  border: 2px dashed var(--edge); border-radius: var(--radius); background: var(--track); }
.drop:hover, .over { border-color: var(--accent); } .drop b { color: var(--accent); font-weight: 600; }
.drop:focus-within { outline: 3px solid var(--accent); outline-offset: 2px; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.drop, .host { position: relative; }
figure { background: var(--track); border-radius: var(--radius); padding: 1rem 1.2rem; } .kicker { margin-block-end: -.8rem; }
.big { font-size: 2rem; font-weight: 650; line-height: 1.1; } .up { color: var(--met); font-weight: 600; }
.bar { display: flex; gap: 2px; height: .7rem; border-radius: 1rem; overflow: hidden; background: var(--line); }
.bar i { flex: 0 0 0; transition: flex-grow .6s; background: var(--c); } .legend { gap: .2rem 1.2rem; }
.tag { font-size: .8rem; color: var(--soft); border: 1px solid var(--line); border-radius: 1rem; padding: .05rem .55rem; white-space: nowrap; }
.dot::before { content: ""; display: inline-block; width: .7em; height: .7em; border-radius: 50%; margin-inline-end: .45em; background: var(--c); }
.met { --c: var(--met); } .partial { --c: var(--partial); } .missing { --c: var(--missing); } .not_judged { --c: var(--line); }
summary { cursor: pointer; padding-block: .4rem; } details > ul { padding-block: .2rem .6rem; }
.card { border: 1px solid var(--line); border-inline-start: 4px solid var(--c, var(--line)); border-radius: var(--radius); padding: .8rem 1rem; }
.card + .card { margin-top: .6rem; } blockquote { border-inline-start: 3px solid var(--line); padding-inline-start: .7rem; }
.list { list-style: disc; padding-inline-start: 1.2rem; } pre { font: inherit; white-space: pre-wrap; margin: 0; }
footer { border-top: 1px solid var(--line); padding-top: .8rem; } progress { width: 100%; accent-color: var(--accent); }
.files button { width: 100%; } @container (min-width: 36rem) { .files { grid-template-columns: 1fr 1fr; } }
@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
`;

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);

  /** An element: functions become listeners, other values attributes; texts and elements its content. */
  const h = (tag, given = {}, ...content) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(given)) {
      if (typeof value === "function") element.addEventListener(name, value);
      else if (value !== false && value != null) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...content.flat(9).filter((one) => one !== false && one != null && one !== ""));
    return element;
  };
  const button = (text, click, look = "") => h("button", { type: "button", class: look, click }, text);
  const filled = (text, ...values) => text.replace(/\{(\d)\}/g, (_, index) => values[index]);
  const row = (...content) => h("div", { class: "row" }, ...content);
  const soft = (...content) => h("p", { class: "small soft" }, ...content);
  const form_of = (submit, ...content) => {
    const listen = (event) => {
      event.preventDefault();
      submit();
    };
    return h("form", { novalidate: true, submit: listen }, ...content);
  };
  const quoted = (text) => `“${text}”`;
  let ids = 0;

  /** A labelled control with its hint and room for what is wrong: `field.wrong("…")` says it, `field.wrong("")` takes it back. */
  const field = (label, control, ...around) => {
    const error = h("p", { class: "error", id: `e${++ids}`, hidden: true });
    const hint = around.find((one) => one.matches("p"));
    control.id ||= `c${ids}`;
    if (hint) control.setAttribute("aria-describedby", (hint.id = `h${ids}`));
    const name = label && h("label", { for: control.id, class: "name" }, label);
    const made = h("div", { class: "tight" }, name, ...around, control, error);
    made.wrong = (text) => {
      error.replaceChildren(text);
      error.hidden = !text;
      control.setAttribute("aria-invalid", Boolean(text));
      control.setAttribute("aria-describedby", [hint?.id, text && error.id].filter(Boolean).join(" "));
      if (text) (control.matches("fieldset") ? control.querySelector("input") : control).focus();
    };
    return made;
  };
  const choice = (type, name, value, text, checked) =>
    h("label", { class: "choice" }, h("input", { type, name, value, checked }), h("span", {}, text));
  const choices = (legend, name, options, chosen, look = "tight") => {
    const made = options.map(([value, text]) => choice("radio", name, value, text, value === chosen));
    return h(
      "fieldset",
      { class: "tight", role: "radiogroup" },
      h("legend", {}, legend),
      h("div", { class: look }, made),
    );
  };
  const shortened = (text) => (text.length > 160 ? `${text.slice(0, 160)}…` : text);
  const read = (response) =>
    response.json().catch(() => {
      throw new Failure("unreadable");
    });

  class Failure extends Error {
    constructor(code, problem = {}, status = 0) {
      super(code);
      Object.assign(this, { code, problem, status });
    }
  }

  class OverlookedGaps extends HTMLElement {
    static observedAttributes = ["job", "key", "api", "lang", "stage"];
    #api;
    #kept;
    #state;
    #panel;
    #chart;
    #foot;
    #live;
    #attempt;
    #working;
    #own = {};
    #s = ENGLISH;
    #lang = "en";
    #moved = false;
    #before = null;

    connectedCallback() {
      if (Object.hasOwn(this, "strings")) {
        // set before this script had been loaded
        const given = this.strings;
        delete this.strings;
        this.#own = given;
      }
      if (!this.shadowRoot) this.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];
      this.#open();
    }

    attributeChangedCallback(_name, before, after) {
      if (this.isConnected && this.shadowRoot && before !== after) this.#open();
    }

    /** Texts that take the place of the widget's own, by name. */
    get strings() {
      return { ...this.#s };
    }
    set strings(given) {
      this.#own = { ...given };
      if (this.shadowRoot) this.#open();
    }

    // ---- what is kept in this tab, and the service

    get #place() {
      return `overlooked:${this.#api}:${this.getAttribute("job")}`;
    }

    #keep(kept) {
      this.#kept = kept;
      try {
        if (kept) sessionStorage.setItem(this.#place, JSON.stringify(kept));
        else
          Object.keys(sessionStorage)
            .filter((one) => one.startsWith(this.#place))
            .forEach((one) => sessionStorage.removeItem(one));
      } catch {
        /* storage is off: a reload begins anew */
      }
    }

    #recall() {
      try {
        return JSON.parse(sessionStorage.getItem(this.#place));
      } catch {
        return null;
      }
    }

    async #fetch(method, path, { body, secret = this.#kept?.token, headers = {} } = {}) {
      const json = body && !(body instanceof FormData);
      const response = await fetch(this.#api + path, {
        method,
        credentials: "omit",
        cache: "no-store",
        referrerPolicy: "strict-origin",
        body: json ? JSON.stringify(body) : body,
        headers: { Authorization: `Bearer ${secret}`, ...(json && { "Content-Type": "application/json" }), ...headers },
      }).catch(() => {
        throw new Failure("network");
      });
      if (response.ok) return response;
      const problem = await response.json().catch(() => ({}));
      throw new Failure(problem.code || `http_${response.status}`, problem, response.status);
    }

    #mine(method, rest = "", body) {
      const headers = body ? { "If-Match": `"${this.#state.version}"` } : {};
      return this.#fetch(method, `/v1/analyses/${this.#kept.id}${rest}`, { body, headers });
    }

    /** Sent twice where the line breaks: the service recognises the key and begins one analysis only. */
    async #create(body) {
      const path = `/v1/jobs/${encodeURIComponent(this.getAttribute("job"))}/analyses${body instanceof FormData ? "" : "/text"}`;
      const sent = {
        body,
        secret: this.getAttribute("key"),
        headers: { "Idempotency-Key": crypto.getRandomValues(new Uint32Array(4)).join("-") },
      };
      try {
        return await this.#fetch("POST", path, sent);
      } catch (error) {
        if (error.code !== "network" || !(await this.#answers())) throw error;
      }
      return this.#fetch("POST", path, sent).catch((error) => {
        throw error.code === "network" ? new Failure("origin") : error; // it is there and not for us
      });
    }

    #answers() {
      return fetch(`${this.#api}/widget.js`, { method: "HEAD", credentials: "omit", cache: "no-store" }).then(
        (one) => one.ok,
        () => false,
      );
    }

    // ---- from attributes to the first view

    async #open() {
      const opening = (this.#attempt = {});
      const base = script ? new URL(".", script).href : location.origin;
      this.#api = new URL(this.getAttribute("api") || base, document.baseURI).href.replace(/\/+$/, "");
      await this.#speak();
      if (this.#attempt !== opening) return;
      this.#frame();
      if (!this.getAttribute("job") || !this.getAttribute("key")) {
        this.#show("error", null, h("p", { class: "error" }, filled(this.#s.error_setup, "job, key")));
        return;
      }
      this.#kept = this.#recall();
      if (this.#kept) await this.#load();
      else this.#start();
    }

    async #speak() {
      const wanted = (this.closest("[lang]")?.lang || document.documentElement.lang || navigator.language)
        .slice(0, 2)
        .toLowerCase();
      const known = LANGUAGES.includes(wanted);
      this.#lang = known || Object.keys(this.#own).length ? wanted : "en"; // a page may bring a language of its own
      const theirs =
        !known || wanted === "en"
          ? {}
          : await fetch(`${this.#api}/widget/${this.#lang}.json`, { credentials: "omit" })
              .then((one) => one.json())
              .catch(() => ((this.#lang = "en"), {}));
      this.#s = { ...ENGLISH, ...theirs, ...this.#own };
    }

    #frame() {
      this.#chart = h("figure", { class: "tight", hidden: true });
      this.#panel = h("div", { class: "stack" });
      this.#foot = h("footer", { class: "row between small", hidden: true });
      this.#live = h("p", { class: "unseen", role: "status" });
      this.shadowRoot.replaceChildren(
        h(
          "section",
          { lang: this.#lang, "aria-labelledby": "title", class: "host" },
          h("h2", { id: "title", part: "title" }, this.#s.title),
          this.#chart,
          this.#panel,
          this.#foot,
          this.#live,
        ),
      );
    }

    async #load() {
      this.#panel.replaceChildren(h("p", { class: "soft" }, this.#s.loading));
      try {
        this.#take(await read(await this.#mine("GET")));
      } catch (error) {
        if (this.#gone(error)) return this.#end(this.#s.error_gone);
        this.#show("error", null, this.#alert(error), row(button(this.#s.retry, () => this.#load(), "main")));
      }
    }

    /** Shows what the analysis says comes next. */
    #take(state) {
      this.#before = this.#state && this.#state.id === state.id ? this.#state.report.summary.coverage : null;
      this.#state = state;
      this.#drawChart();
      this.#drawFoot();
      if (!this.#kept.seen) return this.#gaps();
      const views = { ask: this.#ask, review: this.#review, circumstances: this.#circumstances, done: this.#done };
      views[state.next.do].call(this, state.next);
    }

    #show(step, heading, ...content) {
      const title = heading && h("h3", { tabindex: -1, ...this.#in(heading) }, heading.text || heading);
      this.#panel.replaceChildren(...[title, ...content.flat()].filter(Boolean));
      if (this.#moved) (title || this.#panel.querySelector("[tabindex]"))?.focus();
      this.#tell("step", { step });
    }

    /** Words of the service or of a document stay English where the widget speaks another language. */
    #in(one) {
      return one?.text && this.#lang !== "en" ? { lang: "en" } : {};
    }
    #english(tag, text, given = {}) {
      return h(tag, { ...given, ...this.#in({ text }) }, text);
    }

    #tell(name, detail) {
      this.dispatchEvent(new CustomEvent(`overlooked-${name}`, { detail, bubbles: true, composed: true }));
    }

    #say(text) {
      this.#live.textContent = text;
    }

    // ---- what goes wrong

    #words(error) {
      const { code, problem, status } = error;
      const own = this.#s[`error_${code}`];
      if (own) return filled(own, code === "origin" ? location.origin : code);
      if ([401, 403].includes(status) || code === "unknown_job") return filled(this.#s.error_setup, code);
      if (!problem.title) return filled(this.#s.error_other, code);
      return this.#english("span", [problem.title, problem.advice].filter(Boolean).join(" "));
    }

    #gone(error) {
      return ["unknown_analysis", "not_authenticated"].includes(error.code);
    }

    #alert(error) {
      if (!(error instanceof Failure)) throw error;
      this.#tell("error", { code: error.code });
      return h("p", { class: "error", role: "alert" }, this.#words(error));
    }

    /** Runs one request at a time; what goes wrong stands in the form, and what was typed stays. */
    async #work(form, saying, work, place) {
      if (this.#working) return;
      this.#working = true;
      form.querySelector("[role=alert]")?.remove();
      place?.wrong("");
      form.setAttribute("aria-busy", "true");
      this.#moved = true;
      this.#say(saying);
      const bar = h("progress", { "aria-label": saying });
      (form.querySelector(".main")?.closest(".row") || form.lastChild).after(bar);
      try {
        await work();
      } catch (error) {
        if (this.#gone(error)) this.#end(this.#s.error_gone);
        else if ([409, 412].includes(error.status) && error.code.startsWith("changed")) {
          await this.#load();
          this.#say(this.#s.error_changed);
          this.#panel.prepend(h("p", { class: "note" }, this.#s.error_changed));
        } else form.prepend(this.#alert(error));
      } finally {
        this.#working = false;
        form.removeAttribute("aria-busy");
        bar.remove();
      }
    }

    #change(form, path, method, body, saying = this.#s.loading) {
      return this.#work(form, saying, async () => {
        const state = await read(await this.#mine(method, path, body));
        this.#say("");
        this.#take(state);
        const now = state.report.summary.coverage;
        if (this.#before != null && now > this.#before)
          this.#say(filled(this.#s.rose, this.#percent(now), this.#percent(this.#before)));
      });
    }

    // ---- the views, in the order in which a candidate sees them

    #end(text) {
      this.#keep(null);
      this.#state = this.#before = null;
      this.#chart.hidden = this.#foot.hidden = true;
      this.#start(text);
    }

    #start(note) {
      const s = this.#s;
      const resume = this.#resume();
      const fixed = this.getAttribute("stage");
      const stages = choices(
        s.stage,
        "stage",
        ["applying", "waiting", "rejected"].map((one) => [one, s[one]]),
        "applying",
      );
      const keep = h("div", { class: "small" }, choice("checkbox", "keep", "yes", s.keep_file));
      const form = form_of(
        () => {
          const stage = fixed || form.elements.stage.value;
          this.#upload(form, resume, { stage, keep: form.elements.keep.checked });
        },
        resume,
        !fixed && stages,
        keep,
        soft(s.private),
        row(h("button", { class: "main" }, s.compare)),
      );
      this.#show(
        "start",
        null,
        note && h("p", { class: "note", tabindex: -1 }, note),
        h("p", { class: "soft" }, s.intro),
        form,
      );
      if (note) this.#say(note);
    }

    /** A file that is picked or dropped, or pasted text; whichever was given last counts. */
    #resume() {
      const s = this.#s;
      const input = h("input", {
        type: "file",
        class: "unseen",
        id: "file",
        change: () => take(input.files[0]),
        accept: ".pdf,.docx,.odt,.rtf,.html,.htm,.md,.txt,.json,image/*",
      });
      const name = h("b", {});
      const text = h("textarea", { rows: 8, "aria-label": s.text, input: () => take(null) });
      const pasted = h("details", {}, h("summary", {}, s.paste), text);
      const remove = button(
        s.remove,
        () => {
          take(null);
          input.focus();
        },
        "plain",
      );
      const over = (event) => {
        event.preventDefault();
        drop.classList.toggle("over", event.type === "dragover");
      };
      const drop = h(
        "label",
        {
          class: "drop",
          for: "file",
          dragover: over,
          dragleave: over,
          drop: (event) => {
            over(event);
            if (event.dataTransfer.files[0]) take(event.dataTransfer.files[0]);
          },
        },
        name,
        h("span", { class: "small soft" }, s.kinds),
        input,
      );
      const made = field(s.resume, input, drop);
      drop.append(input);
      made.append(remove, pasted);
      const take = (file) => {
        made.file = file || null;
        name.textContent = file ? file.name : s.drop;
        remove.hidden = !file;
        if (file) pasted.open = false;
        else input.value = "";
        made.wrong("");
      };
      take(null);
      made.given = () => made.file || text.value.trim();
      return made;
    }

    async #upload(form, resume, { stage, keep }) {
      const given = resume.given();
      if (!given) return resume.wrong(this.#s.choose_file);
      if (given.size > LARGEST) return resume.wrong(this.#s.too_big);
      let body = { resume: { text: given }, stage };
      if (given instanceof File) {
        body = new FormData();
        Object.entries({ resume: given, stage, keep_files: keep }).forEach(([name, value]) => body.append(name, value));
      }
      const attempt = (this.#attempt = {});
      const stopped = (text) => {
        waiting.remove();
        form.hidden = false;
        this.#say(text);
      };
      const cancel = button(this.#s.cancel, () => {
        this.#attempt = {};
        stopped(this.#s.cancelled);
        form.querySelector(".main").focus();
      });
      const waiting = h(
        "div",
        { class: "stack" },
        h("p", {}, this.#s.reading),
        h("progress", { "aria-label": this.#s.reading }),
        row(cancel),
      );
      form.querySelector("[role=alert]")?.remove();
      form.hidden = true;
      form.after(waiting);
      cancel.focus();
      this.#moved = true;
      this.#say(this.#s.reading);
      try {
        const state = await read(await this.#create(body));
        const kept = { id: state.id, token: state.token };
        if (this.#attempt !== attempt)
          return void this.#fetch("DELETE", `/v1/analyses/${kept.id}`, { secret: kept.token }).catch(() => {});
        delete state.token;
        this.#keep(kept);
        this.#say("");
        this.#take(state);
      } catch (error) {
        if (this.#attempt !== attempt) return;
        stopped("");
        if (error.problem?.errors?.some((one) => one.field === "resume")) {
          this.#tell("error", { code: error.code });
          resume.wrong(this.#words(error));
        } else {
          form.prepend(this.#alert(error));
          form.querySelector(".main").focus();
        }
      }
    }

    /** The reader's own kind of the language, for numbers and dates. */
    get #locale() {
      return navigator.languages.find((one) => one.startsWith(this.#lang)) || this.#lang;
    }

    #percent(share) {
      return new Intl.NumberFormat(this.#locale, { style: "percent", maximumFractionDigits: 0 }).format(share);
    }

    #drawChart() {
      const { coverage, must_missing: musts, ...counts } = this.#state.report.summary;
      const before = this.#before;
      const kinds = ["met", "partial", "missing"];
      if (!kinds.some((one) => counts[one])) return; // a language that is not judged: 0 % would be a lie
      const rose = before != null && coverage > before;
      if (this.#chart.hidden) {
        this.#chart.replaceChildren(
          h("p", { class: "row" }),
          h(
            "div",
            { class: "bar", "aria-hidden": "true" },
            kinds.map((one) => h("i", { class: one })),
          ),
          h("ul", { class: "row legend small" }),
          h("p", { class: "small soft" }),
        );
        this.#chart.hidden = false;
      }
      const [head, bar, legend, foot] = this.#chart.children;
      head.replaceChildren(
        h("span", { class: "big" }, this.#percent(coverage)),
        h("span", {}, this.#s.coverage),
        rose ? h("span", { class: "up" }, filled(this.#s.up, this.#percent(before))) : "",
      );
      kinds.forEach((one, index) => {
        bar.children[index].style.flexGrow = counts[one];
      });
      legend.replaceChildren(
        ...kinds.map((one) => h("li", { class: `dot ${one}` }, `${this.#s[one]}: ${counts[one]}`)),
      );
      foot.textContent = musts ? filled(this.#s.musts, musts) : "";
      foot.hidden = !musts;
    }

    #requirements() {
      const all = this.#state.report.requirements;
      const statuses = ["missing", "partial", "not_judged", "met"];
      const first = statuses.find((status) => all.some((one) => one.status === status));
      return statuses.flatMap((status) => {
        const some = all.filter((one) => one.status === status);
        return some.length
          ? [
              h(
                "details",
                { open: status === first },
                h("summary", {}, h("span", { class: `dot ${status}` }, `${this.#s[status]} (${some.length})`)),
                h(
                  "ul",
                  {},
                  some.map((one) => this.#requirement(one)),
                ),
              ),
            ]
          : [];
      });
    }

    #requirement(one) {
      return h(
        "li",
        { class: `card tight ${one.status}` },
        h("div", {}, this.#english("span", quoted(one.quote)), " ", h("span", { class: "tag" }, this.#s[one.priority])),
        this.#english("p", one.why, { class: "small soft" }),
        one.evidence.map((found) =>
          h(
            "blockquote",
            { class: "small" },
            this.#english("span", quoted(found.quote)),
            h("cite", {}, found.source === "resume" ? this.#s.resume : this.#s.yours),
          ),
        ),
      );
    }

    #behind() {
      const text = filled(this.#s.asked, this.#state.report.requirements.length);
      return h("details", {}, h("summary", {}, text), this.#requirements());
    }

    #gaps() {
      const s = this.#s;
      const next = this.#state.next;
      const onward = () => {
        this.#keep({ ...this.#kept, seen: true });
        this.#moved = true;
        this.#take(this.#state);
      };
      const all = this.#state.report.summary;
      const warnings = this.#state.report.resume.warnings.map((one) =>
        this.#english("p", one.message, { class: "note small" }),
      );
      this.#show(
        "gaps",
        s.gaps,
        warnings,
        all.partial + all.missing === 0 && h("p", {}, s.complete),
        row(button(next.do === "ask" ? s.questions : s.result_now, onward, "main")),
        next.do === "ask" && soft(filled(s.ahead, next.left + 1)),
        h("div", {}, this.#requirements()),
      );
    }

    #ask(next) {
      const s = this.#s;
      const draft = `${this.#place}:draft:${next.question_id}:${next.part}`;
      const remembered = (text) => {
        try {
          return text == null ? sessionStorage.getItem(draft) : sessionStorage.setItem(draft, text);
        } catch {
          return "";
        }
      };
      const text = h("textarea", { rows: 5, input: () => remembered(text.value) });
      text.value = remembered() || "";
      const place = field(s.answer, text, soft(s.hint));
      const about = this.#state.report.requirements.filter((one) => next.requirement_ids.includes(one.id));
      const send = (body, saying) =>
        this.#change(form, "/answers", "POST", body, saying).then(() => this.#state?.next !== next && remembered(""));
      const answer = (given) => send({ answers: [given] }, s.judging);
      const place_of = { question_id: next.question_id, story_id: next.story_id, part: next.part };
      const refusals = next.story_id
        ? [button(s.nothing_more, () => answer({ ...place_of, text: "no" }))]
        : ["no", "unknown", "declined"].map((one) =>
            button(s[one], () => answer({ question_id: next.question_id, refusal: one })),
          );
      const form = form_of(
        () => {
          if (!text.value.trim()) return place.wrong(s.write_something);
          place.wrong("");
          answer({ ...place_of, text: text.value });
        },
        next.examples?.length > 0 &&
          h(
            "div",
            { class: "tight small" },
            h("p", { class: "soft" }, `${s.for_example}:`),
            h(
              "ul",
              { class: "list" },
              next.examples.map((one) => this.#english("li", one)),
            ),
          ),
        place,
        row(h("button", { class: "main" }, s.continue), refusals),
        about.length > 0 &&
          h(
            "p",
            { class: "small soft" },
            `${s.about}: `,
            this.#english("span", about.map((one) => quoted(one.quote)).join(", ")),
          ),
        row(button(s.enough, () => send({ enough: true }), "plain")),
      );
      const over = next.story_id ? s.more_about : s.question;
      this.#show("ask", { text: next.text }, form, this.#behind());
      this.#panel.prepend(
        h("p", { class: "small soft kicker" }, over, next.left > 0 && ` · ${filled(s.left, next.left)}`),
      );
    }

    #review(next) {
      const s = this.#s;
      const part = (title, words) =>
        words &&
        words.length > 0 &&
        h("p", { class: "small" }, h("span", { class: "soft" }, `${title}: `), this.#english("span", words));
      const cards = next.fills.map(({ story_id, requirement, fill, limits }, index) => {
        const options = [["keep", s.keep], fill.to === "met" && ["correct", s.correct], ["drop", s.drop_it]].filter(
          Boolean,
        );
        const legend = this.#english("span", quoted(requirement));
        const set = choices(legend, `fill${index}`, options, null, "across");
        set.querySelector("legend").after(
          soft(`${s[fill.from]} → ${s[fill.to]}`),
          h(
            "blockquote",
            { class: "small" },
            fill.evidence.map((one) => this.#english("p", quoted(one))),
            h("cite", {}, s.yours),
          ),
          part(s.limits, limits) || "",
          part(s.still, fill.still_missing.join(", ")) || "",
        );
        const made = field(null, set);
        made.classList.add("card", fill.to);
        made.decision = () => {
          const decision = set.querySelector(":checked")?.value;
          made.wrong(decision ? "" : s.choose);
          return (
            decision && {
              story_id,
              requirement_id: fill.requirement_id,
              decision,
              ...(decision === "correct" && { to: "partial" }),
            }
          );
        };
        return made;
      });
      const form = form_of(
        () => {
          const fills = cards
            .toReversed()
            .map((one) => one.decision())
            .reverse(); // so that the first one wrong is focused last
          if (fills.every(Boolean)) this.#change(form, "/fills", "PATCH", { fills });
        },
        h("div", {}, cards),
        row(h("button", { class: "main" }, s.save)),
      );
      this.#show("review", s.review, h("p", { class: "soft" }, s.review_intro), form, this.#behind());
    }

    #circumstances(next) {
      const s = this.#s;
      const wants = (one) => next.wanted.includes(one);
      const written = field(
        null,
        choices(s.written, "written", [
          ["yes", s.yes],
          ["no", s.no],
        ]),
      );
      const days = h("input", { type: "number", min: 0, max: 36500, inputmode: "numeric" });
      const since = field(s.days, days);
      const letter = h("textarea", { rows: 4 });
      const reasons = next.story_ids.map((id) => {
        const text = h("textarea", { rows: 2 });
        const told = this.#state.report.answers.find((one) => one.id === id)?.text || "";
        return {
          id,
          text,
          place: field(
            s.reason,
            text,
            h("blockquote", { class: "small soft" }, this.#english("span", shortened(told))),
          ),
        };
      });
      const form = form_of(
        () => {
          const choice = written.querySelector(":checked")?.value;
          const wrong_days = wants("days_since") && (days.value === "" || !days.checkValidity());
          since.wrong(wrong_days ? s.days_wrong : "");
          written.wrong(wants("already_written") && !choice ? s.choose : "");
          if (wrong_days || (wants("already_written") && !choice)) return;
          const body = { reasons: Object.fromEntries(reasons.map(({ id, text }) => [id, text.value])) };
          if (choice) body.already_written = choice === "yes";
          if (wants("days_since")) body.days_since = Number(days.value);
          if (letter.value.trim()) body.rejection = letter.value;
          this.#change(form, "/circumstances", "PATCH", body);
        },
        wants("already_written") && written,
        wants("days_since") && [since, field(s.letter, letter)],
        reasons.map((one) => one.place),
        row(h("button", { class: "main" }, s.continue)),
      );
      this.#show("circumstances", s.before, form, this.#behind());
    }

    async #done() {
      const s = this.#s;
      const state = this.#state;
      this.#show("done", s.result, h("p", { class: "soft" }, s.loading));
      const get = async (rest) => read(await this.#mine("GET", rest));
      try {
        const [advice, { files }] = await Promise.all([get("/message"), get("/files")]);
        if (this.#state === state)
          this.#result(
            advice,
            files.filter((one) => one.name !== "mailto.txt"),
          );
      } catch (error) {
        if (this.#gone(error)) return this.#end(s.error_gone);
        this.#panel.lastChild.replaceWith(this.#alert(error), row(button(s.retry, () => this.#done(), "main")));
      }
    }

    #result(advice, files) {
      const s = this.#s;
      const told = advice.kind !== "nothing_told";
      const message = advice.message;
      const reasons = advice.reasons.filter((one) => one !== advice.heading);
      files.sort((one, other) => other.name.endsWith(".docx") - one.name.endsWith(".docx"));
      const letter =
        message &&
        h(
          "div",
          { class: "card tight" },
          h("h4", {}, s.your_message),
          this.#english("p", advice.addressee, { class: "small soft" }),
          this.#english("b", message.subject),
          this.#english("pre", message.body),
          row(
            button(s.copy, () => this.#copy(letter, message)),
            h("a", { class: "button", href: message.mailto }, s.mail),
          ),
        );
      const list = (lines, look) =>
        lines.length > 0 &&
        h(
          "ul",
          { class: look },
          lines.map((one) => this.#english("li", one)),
        );
      const button_of = ({ name, path }) =>
        button(s[`file_${name.replace(".", "_")}`] || name, (event) => this.#download(event.target, name, path));
      this.#panel.lastChild.replaceWith(
        h(
          "div",
          { class: "stack" },
          this.#english("h4", advice.heading),
          told && list(reasons, reasons.length > 1 ? "list" : ""),
          list(advice.instead, "list"),
          letter,
          h(
            "div",
            { class: "tight" },
            h("h4", {}, s.files),
            h(
              "div",
              { class: "stack files" },
              [...files, { name: "report.html", path: "/report.html" }].map(button_of),
            ),
          ),
          this.#more(),
          this.#behind(),
        ),
      );
    }

    #more() {
      const s = this.#s;
      const text = h("textarea", { rows: 5 });
      const place = field(s.more_title, text, soft(s.hint));
      const form = form_of(
        () => {
          if (!text.value.trim()) return place.wrong(s.write_something);
          this.#change(form, "/answers", "POST", { answers: [{ text: text.value }] }, s.judging);
        },
        place,
        row(h("button", { class: "main" }, s.continue)),
      );
      return h("details", {}, h("summary", {}, s.more), form);
    }

    async #copy(letter, message) {
      const body = letter.querySelector("pre");
      try {
        await navigator.clipboard.writeText(message.body);
        this.#say(this.#s.copied);
      } catch {
        getSelection().selectAllChildren(body); // no clipboard here: the keyboard copies what is selected
      }
    }

    #download(pressed, name, path = `/files/${encodeURIComponent(name)}`) {
      return this.#work(pressed.closest(".tight"), this.#s.loading, async () => {
        const url = URL.createObjectURL(await (await this.#mine("GET", path)).blob());
        h("a", { href: url, download: name }).click();
        setTimeout(() => URL.revokeObjectURL(url), 60_000);
        this.#say("");
      });
    }

    #drawFoot() {
      const s = this.#s;
      const day = new Intl.DateTimeFormat(this.#locale, { dateStyle: "long" }).format(new Date(this.#state.expires_at));
      const erase = button(s.delete, () => sure(), "plain danger");
      const sure = () => {
        const yes = button(s.yes_delete, () => this.#erase(), "danger");
        this.#foot.replaceChildren(
          h(
            "div",
            { class: "row", role: "group", "aria-label": s.sure },
            h("b", {}, s.sure),
            yes,
            button(s.no_delete, () => {
              this.#drawFoot();
              this.#foot.querySelector("button").focus();
            }),
          ),
        );
        yes.focus();
      };
      this.#foot.replaceChildren(h("span", { class: "soft" }, filled(s.until, day)), erase);
      this.#foot.hidden = false;
    }

    #erase() {
      return this.#work(this.#foot, this.#s.loading, async () => {
        await this.#mine("DELETE").catch((error) => {
          if (error.status !== 404) throw error;
        });
        this.#tell("deleted");
        this.#end(this.#s.deleted);
      });
    }
  }

  if (!customElements.get("overlooked-gaps")) customElements.define("overlooked-gaps", OverlookedGaps);
})();
