/* Counts on as texts are saved; without this script the counts are those of when the page was opened. */
"use strict";

document.addEventListener("autosaved", (event) => {
  for (const place of document.querySelectorAll("[data-count]")) {
    place.textContent = event.detail.counts?.[place.dataset.count] ?? place.textContent;
  }
});
