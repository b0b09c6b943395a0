/* The committee's desk. A figure and a reason why there is none exclude each other; the answer to a save shows or hides
   the question about a doubtful figure, and tells the list the state. Without this script the same is asked after
   Save. */
"use strict";

(() => {
  const told = (field, type) => field.dispatchEvent(new Event(type, { bubbles: true }));
  const partner = (field, from, to) => field.form?.elements[field.name.replace(from, to)];

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
    const mark = target.closest("li")?.querySelector("[data-lacks]");
    const totals = [...target.elements].filter((field) => /^figure-.*-total$/.test(field.name));
    if (mark) mark.hidden = totals.every((field) => field.value || partner(field, "figure-", "missing-").value);
    if (!detail.tag || !target.dataset.measure) return;
    const states = { tags: { [target.dataset.measure]: detail.tag }, meter: detail.meter };
    target.dispatchEvent(new CustomEvent("desk:states", { bubbles: true, detail: states }));
  });
})();
