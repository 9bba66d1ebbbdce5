"use strict";
(() => {
  // The order in which page.py writes a row.
  const [RANK, ID, FILE, COVERAGE, MUST, NICE, STATUSES, WORK, VOLUNTEER, WARNINGS, SIMILAR, COPIES, REPORT] = Array(13).keys();
  const SIGNS = { m: "✓", p: "◐", x: "✗", n: "?" };
  const WORDS = { m: "shown", p: "in part", x: "not shown", n: "not judged" };
  const WHY_NOT_JUDGED = "Nothing here could be judged: so far only English is, and the résumé or the advertisement is in another language. "
    + "That says nothing about the person. Please read the résumé yourself.";
  const ROWS_BEYOND = 12;
  const jobs = JSON.parse(document.getElementById("data").textContent);
  const at = (id) => document.getElementById(id);
  const frame = at("frame"), head = at("table").tHead, body = at("table").tBodies[0];
  let job = jobs[0], shown = [], rowHeight = 30, drawn = "", opened = null;

  function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  // Files of the same name in several folders are told apart by the folder.
  const fileOf = (row) => row[FILE].split("/").pop();
  let filesCalled = new Map();
  const nameOf = (row) => row[FILE].split("/").slice(filesCalled.get(fileOf(row)) > 1 ? -2 : -1).join("/") || row[ID];
  const isJudged = (row) => row[RANK] !== null;
  const percent = (share) => (share === null ? "–" : `${Math.round(100 * share)} %`);

  function drawHead() {
    const fixed = ["Rank", "Résumé", "Shown", "Musts", "Rest", "Years", "Unpaid"].map((text) => element("th", { scope: "col" }, text));
    const asked = job.requirements.map((one, index) => {
      const button = element("button", { type: "button", title: told(index) }, String(index + 1));
      button.setAttribute("aria-label", told(index));
      button.setAttribute("aria-pressed", "false");
      button.addEventListener("click", () => tell(index));
      return element("th", { scope: "col", className: one.priority }, button);
    });
    head.replaceChildren(element("tr", {}, ...fixed, ...asked));
    const options = job.requirements.map((one, index) => element("option", { value: String(index) }, `${index + 1}: ${one.quote}`));
    at("shows").replaceChildren(element("option", { value: "" }, "anything"), ...options);
  }

  function told(index) {
    const one = job.requirements[index];
    return `${index + 1}: “${one.quote}” (${one.priority === "must" ? "must" : "nice to have"})`;
  }

  // Says above the table what a column stands for; null: none is chosen.
  function tell(index) {
    at("asked").textContent = index === null ? "Press a column's number to see what it stands for." : told(index);
    head.querySelectorAll("button").forEach((button, number) => button.setAttribute("aria-pressed", String(number === index)));
  }

  function drawRow(row, index) {
    const button = element("button", { type: "button", title: row[FILE] || row[ID] }, nameOf(row));
    button.addEventListener("click", () => drawDetail(row));
    const coverage = element("td", { className: isJudged(row) ? "number" : "number unjudged" }, isJudged(row) ? `${row[COVERAGE]} %` : "not judged");
    const numbers = [percent(row[MUST]), percent(row[NICE]), row[WORK], row[VOLUNTEER]];
    const marks = [...row[STATUSES]].map((letter, column) => {
      const mark = element("span", { className: `cell ${letter}`, title: `${job.requirements[column].quote}: ${WORDS[letter]}` }, SIGNS[letter]);
      return element("td", { className: "mark" }, mark);
    });
    const notes = row[WARNINGS].length + row[SIMILAR].length + row[COPIES] ? " ⚑" : "";
    const made = element("tr", {}, element("td", { className: "number" }, isJudged(row) ? String(row[RANK]) : ""), element("td", {}, button, notes),
      coverage, ...numbers.map((number) => element("td", { className: "number" }, String(number))), ...marks);
    made.setAttribute("aria-rowindex", String(index + 2));
    return made;
  }

  function space(rows) {
    const cell = element("td", { colSpan: 7 + job.requirements.length });
    cell.style.height = `${rows * rowHeight}px`;
    const row = element("tr", { className: "space" }, cell);
    row.setAttribute("aria-hidden", "true");
    return row;
  }

  function draw(everything = false) {
    const first = everything ? 0 : Math.max(0, Math.floor(frame.scrollTop / rowHeight) - ROWS_BEYOND);
    const visible = Math.ceil(frame.clientHeight / rowHeight) + 2 * ROWS_BEYOND;
    const last = everything ? shown.length : Math.min(shown.length, first + visible);
    if (drawn === `${first}-${last}`) return;
    drawn = `${first}-${last}`;
    const rows = shown.slice(first, last).map((row, index) => drawRow(row, first + index));
    const focused = document.activeElement?.closest("#table tbody tr")?.getAttribute("aria-rowindex");
    body.replaceChildren(space(first), ...rows, space(shown.length - last));
    if (rows.length && rows[0].offsetHeight && rows[0].offsetHeight !== rowHeight) {
      rowHeight = rows[0].offsetHeight;
      redraw();
    }
    if (focused) focusRow(Number(focused) - 2);
  }

  // Rows are made anew while the table scrolls; who goes through them with the keyboard keeps the place.
  function focusRow(index) {
    const button = body.querySelector(`tr[aria-rowindex="${index + 2}"] button`);
    (button || frame).focus({ preventScroll: true });
  }

  function redraw() {
    drawn = "";
    draw();
  }

  function filter() {
    const words = at("find").value.trim().toLowerCase();
    const least = Number(at("least").value) || 0;
    const column = at("shows").value;
    const order = { rank: RANK, coverage: COVERAGE, work: WORK, volunteer: VOLUNTEER }[at("order").value];
    shown = job.rows.filter((row) => (isJudged(row) ? row[COVERAGE] >= least : least <= 0)
      && (!words || `${row[FILE]} ${row[ID]}`.toLowerCase().includes(words))
      && (column === "" || "mp".includes(row[STATUSES][Number(column)])));
    if (order !== RANK) shown.sort((one, other) => isJudged(other) - isJudged(one) || other[order] - one[order] || one[RANK] - other[RANK]);
    at("count").textContent = `${shown.length} of ${job.rows.length} résumés`;
    showUnjudged(least);
    at("table").setAttribute("aria-rowcount", String(shown.length + 1));
    frame.scrollTop = 0;
    redraw();
  }

  function showUnjudged(least) {
    const [resumes, them] = job.unjudged === 1 ? ["résumé", "it"] : ["résumés", "them"];
    const where = least > 0 ? "left out here, because “At least” is above 0" : "without a rank, at the end of the table";
    at("unjudged").textContent = `${job.unjudged} ${resumes} could not be judged: ${where}. Please read ${them} yourself.`;
    at("unjudged").hidden = !job.unjudged;
  }

  function drawDetail(row) {
    const why = isJudged(row) ? [] : [element("p", {}, WHY_NOT_JUDGED)];
    const warnings = row[WARNINGS].filter((code) => code !== "not_judged");
    const facts = [
      row[FILE] ? `${row[FILE]} · ${row[ID]}` : "",
      row[COPIES] ? `${row[COPIES]} more ${row[COPIES] === 1 ? "file has" : "files have"} the same content.` : "",
      row[SIMILAR].length ? `Nearly the same text as ${row[SIMILAR].map(nameOfId).join(", ")}.` : "",
      warnings.length ? `Please note: ${warnings.join(", ").replaceAll("_", " ")}.` : "",
    ].filter(Boolean).map((text) => element("p", { className: "soft" }, text));
    const list = job.requirements.map((one, index) => {
      const letter = row[STATUSES][index];
      return element("li", {}, element("span", { className: `cell ${letter}` }, SIGNS[letter]), ` “${one.quote}” (${one.priority}): ${WORDS[letter]}`);
    });
    const report = row[REPORT] ? [element("p", {}, element("a", { href: row[REPORT] }, "The report with its evidence"))] : [];
    const heading = element("h3", { id: "who", tabIndex: -1 }, `${isJudged(row) ? `Rank ${row[RANK]}` : "Not judged"}: ${nameOf(row)}`);
    const back = element("button", { type: "button" }, "Back to the table");
    back.addEventListener("click", goBack);
    at("detail").replaceChildren(heading, back, ...why, ...facts, ...report, element("ul", {}, ...list));
    at("detail").hidden = false;
    opened = row;
    heading.focus({ preventScroll: true });
    at("detail").scrollIntoView({ block: "start" });
  }

  function goBack() {
    const index = shown.indexOf(opened);
    at("detail").hidden = true;
    if (index >= 0 && !body.querySelector(`tr[aria-rowindex="${index + 2}"]`)) {
      frame.scrollTop = index * rowHeight;
      redraw();
    }
    focusRow(index);
    frame.scrollIntoView({ block: "nearest" });
  }

  function nameOfId(id) {
    const row = job.rows.find((one) => one[ID] === id);
    return row ? nameOf(row) : id;
  }

  function choose(number) {
    job = jobs[number];
    filesCalled = new Map();
    for (const row of job.rows) filesCalled.set(fileOf(row), (filesCalled.get(fileOf(row)) || 0) + 1);
    for (const part of document.querySelectorAll(".part")) part.hidden = Number(part.dataset.job) !== number;
    at("detail").hidden = true;
    drawHead();
    tell(null);
    filter();
  }

  if (!jobs.length) return;
  frame.addEventListener("scroll", () => draw(), { passive: true });
  at("detail").addEventListener("keydown", (event) => { if (event.key === "Escape") goBack(); });
  window.addEventListener("resize", redraw);
  window.addEventListener("beforeprint", () => { drawn = ""; draw(true); });
  window.addEventListener("afterprint", redraw);
  at("filters").addEventListener("input", filter);
  at("filters").addEventListener("submit", (event) => event.preventDefault());
  if (at("job")) at("job").addEventListener("change", (event) => choose(Number(event.target.value)));
  choose(0);
})();
