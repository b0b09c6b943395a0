/* The committee's desk. A column pasted from a spreadsheet fills the cells below; a figure and a reason why there is
   none exclude each other; the answer to a save shows or hides the question about a doubtful figure, and renews the
   state in the list. Without this
   script the same is asked after Save. */
"use strict";

(() => {
  const told = (field, type) => field.dispatchEvent(new Event(type, { bubbles: true }));
  const looksLikeNumber = (text) => /^[\s\u2212+-]*[0-9][0-9\s.,\u00a0\u202f]*(%|pct\.?)?\s*$/.test(text);
  const partner = (field, from, to) => field.form?.elements[field.name.replace(from, to)];

  document.addEventListener("paste", (event) => {
    const first = event.target;
    const table = first.closest?.("[data-figures]");
    const text = event.clipboardData?.getData("text/plain") || "";
    if (!table || !/[\n\t]/.test(text.trim())) return;
    event.preventDefault();
    const cells = [...table.querySelectorAll('input[name^="figure-"]')];
    const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
    lines.forEach((line, step) => {
      const cell = cells[cells.indexOf(first) + step];
      if (!cell) return;
      const columns = line.split("\t").map((column) => column.trim());
      cell.value = columns.find(looksLikeNumber) ?? columns[0];
      told(cell, "input");
    });
    told(first, "change");
  });

  document.addEventListener("input", ({ target }) => {
    if (!target.name?.startsWith("figure-") || !target.value) return;
    const reason = partner(target, "figure-", "missing-");
    if (reason?.value) { reason.value = ""; told(reason, "input"); }
  });

  document.addEventListener("change", ({ target }) => {
    if (!target.name?.startsWith("missing-") || !target.value) return;
    const figure = partner(target, "missing-", "figure-");
    if (figure?.value) { figure.value = ""; told(figure, "input"); }
  });

  document.addEventListener("autosaved", ({ target, detail }) => {
    for (const [key, question] of Object.entries(detail.questions || {})) {
      const note = target.querySelector(`[data-question="${CSS.escape(key)}"]`);
      if (!note) continue;
      const words = note.querySelector("[data-words]");
      if (question && words.textContent !== question) note.querySelector("input").checked = false;
      words.textContent = question;
      note.hidden = !question;
    }
    const tag = target.closest("li")?.querySelector(":scope > .row > span:last-child");
    if (!detail.tag || !tag || tag.innerHTML === detail.tag) return;
    tag.innerHTML = detail.tag;
    window.htmx?.ajax("GET", `${location.pathname}?open=none&row=0`, { swap: "none" });
  });
})();
