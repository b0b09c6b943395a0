/* Several people of a committee on the desk: says who else is there, and shows what they save in the fields that nobody
   is writing in here. Without this script the page tells both when they saved the same. */
"use strict";

(() => {
  const desk = document.querySelector("[data-desk][data-presence]"), others = document.querySelector("[data-others]");
  if (!desk) return;
  /* Whoever writes looks at the own text: meanwhile news come less often, so that a whole committee can write at once. */
  const ALONE = 20000, TOGETHER = 6000, WRITING = 15000;
  const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] || desk.querySelector("[name=csrfmiddlewaretoken]")?.value || "";
  const post = (data, more = {}) =>
    fetch(desk.dataset.presence, { method: "POST", body: data, redirect: "manual", headers: { "X-CSRFToken": token() }, ...more });
  const open = () => desk.querySelector("li.is-open form[data-autosave]");
  let since = "", timer = 0, company = false;

  const asked = (form) => {
    const data = new URLSearchParams({ since, code: form?.closest("li").id || "", measure: form?.dataset.measure || "" });
    if (form) for (const field of form.querySelectorAll("input[name=version], input[data-carried]")) data.append(field.name, field.value);
    return data;
  };
  const words = ([name, code]) => {
    const number = code && document.getElementById(code)?.querySelector(":scope > .row .meta")?.textContent.trim();
    return (number ? others.dataset.in : others.dataset.here).replace("{name}", name).replace("{number}", number);
  };
  /* An answer that one's own save has overtaken is older than the page. */
  let saves = 0, savesHeard = 0;
  desk.addEventListener("autosaved", () => { saves += 1; });
  const pause = () => {
    if (!company) return ALONE;
    const isWriting = saves !== savesHeard;
    savesHeard = saves;
    return isWriting ? WRITING : TOGETHER;
  };

  const soon = () => { clearTimeout(timer); timer = setTimeout(ping, 1000); };
  async function ping() {
    clearTimeout(timer);
    if (!document.hidden) {
      const form = open(), before = saves;
      try {
        const answer = await (await post(asked(form))).json();
        if (!answer.is_open) { location.reload(); return; }
        if (before !== saves) { soon(); return; }
        since = answer.until;
        company = answer.others.length > 0;
        const told = answer.others.map(words).join(" · ");
        if (others.textContent !== told) others.textContent = told;
        desk.dispatchEvent(new CustomEvent("desk:states", { detail: answer }));
        if (form?.isConnected) form.dispatchEvent(new CustomEvent("autosave:others", { detail: answer.fields }));
      } catch { /* told by the form that cannot be saved */ }
    }
    timer = setTimeout(ping, pause());
  }
  let cursor = "";
  desk.addEventListener("focusin", (event) => {
    const now = event.target.closest("li[id]")?.id || "";
    if (now !== cursor) { cursor = now; soon(); }
  });
  document.addEventListener("visibilitychange", soon);
  window.addEventListener("pagehide", () => { post(new URLSearchParams({ gone: "1" }), { keepalive: true }); });
  ping();
})();
