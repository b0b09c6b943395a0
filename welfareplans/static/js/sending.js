/* What htmx sends and cannot deliver is told where it was sent from; a page for signing in never takes a piece's place. */
"use strict";

(() => {
  const tell = (event, failed) => {
    const source = event.detail.elt, target = event.detail.target;
    const line = source.querySelector?.("[data-send-failed]") || target?.querySelector?.("[data-send-failed]");
    if (line) line.hidden = !failed;
  };
  for (const name of ["htmx:sendError", "htmx:responseError"]) document.addEventListener(name, (event) => tell(event, true));
  document.addEventListener("htmx:beforeRequest", (event) => tell(event, false));
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!new URL(event.detail.xhr.responseURL || location.href).pathname.includes("/account/login/")) return;
    event.detail.shouldSwap = false;
    tell(event, true);
  });
})();
