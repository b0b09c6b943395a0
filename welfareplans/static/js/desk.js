/* The committee's desk without page loads. Everything here has a way without the script: buttons post, links lead.

   "Done, next measure" saves and opens the next one that waits in place. Enter in a figure goes to the next cell and from
   the last one on to the next measure; Ctrl + Enter does so from anywhere. Alt + Page Down and Alt + Page Up open the
   next and the previous measure of the list.
   A page's script that hears of saved states says so with the event desk:states, detail
   {tags: {measure: tag}, meter: markup or ""}. */
"use strict";

(() => {
  const desk = document.querySelector("[data-desk]");
  if (!desk || !window.htmx) return;
  const keys = document.querySelector("[data-keys]");
  if (keys) keys.hidden = false;
  let busy = false;

  const arrive = (row) => {
    row.removeAttribute("data-arrived");
    history.replaceState(null, "", `?open=${row.id.slice(1)}#${row.id}`);
    const first = row.querySelector("input[name=state]:checked") || row.querySelector("input[name=state]") || row.querySelector("a");
    first.focus({ preventScroll: true });
    row.scrollIntoView({ block: "start" });
  };

  async function showAfter(done) {
    if (busy) return;
    busy = true;
    try { await htmx.ajax("GET", `${location.pathname}?after=${done.dataset.measure}`, { source: done.closest("li"), swap: "none" }); }
    catch { /* told by sending.js */ }
    finally { busy = false; }
    const row = desk.querySelector("[data-arrived]");
    if (row) arrive(row);
  }

  desk.addEventListener("desk:states", ({ detail }) => {
    for (const [measure, tag] of Object.entries(detail.tags)) {
      const shown = document.querySelector(`#m${measure} > .row > span:last-child > .app-state`);
      if (shown) shown.outerHTML = tag;
    }
    if (detail.meter) document.getElementById("desk-meter").innerHTML = detail.meter;
  });

  /* A doubt that nobody has answered is shown once before the measure is left; asked, not forbidden. */
  const doubt = (form) => [...form.querySelectorAll("[data-question]:not([hidden]):not([data-shown]) input")].find((box) => !box.checked);

  document.addEventListener("autosave:complete", (event) => {
    const form = event.target;
    if (!form.dataset.measure) return;
    event.preventDefault();
    const asked = doubt(form);
    if (asked) {
      for (const note of form.querySelectorAll("[data-question]:not([hidden])")) note.dataset.shown = "";
      asked.focus();
      return;
    }
    showAfter(form);
  });

  const cellsOf = (form) => [...form.querySelectorAll('[name^="figure-"]')];
  const turn = (row, step) => {
    const rows = [...desk.querySelectorAll('li[id^="m"]')];
    const goal = rows[rows.indexOf(row) + step];
    if (!goal) return;
    if (goal.classList.contains("is-open")) arrive(goal);
    else goal.querySelector("h3 a").click();
  };

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || busy) return;
    const form = event.target.closest?.("form[data-autosave]");
    const row = event.target.closest?.('li[id^="m"]') || desk.querySelector("li.is-open");
    if (event.altKey && ["PageDown", "PageUp"].includes(event.key)) {
      event.preventDefault();
      turn(row, event.key === "PageDown" ? 1 : -1);
    } else if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    } else if (form && event.key === "Enter" && event.target.name?.startsWith("figure-")) {
      event.preventDefault();
      const cells = cellsOf(form), next = cells[cells.indexOf(event.target) + 1];
      if (next) { next.focus(); next.select?.(); } else form.requestSubmit();
    }
  });
})();
