/* Counts on as texts are saved; without this script the counts are those of when the page was opened. */
"use strict";

document.addEventListener("autosaved", (event) => {
  const written = (fields, text) => fields.filter((field) => text(field).trim()).length;
  for (const place of document.querySelectorAll("[data-done]")) {
    const fields = [...event.target.querySelectorAll(`textarea[lang="${place.dataset.language}"]`)];
    const more = written(fields, (field) => field.value) - written(fields, (field) => field.defaultValue);
    place.textContent = `${Number(place.dataset.done) + more} / ${place.dataset.total}`;
  }
});
