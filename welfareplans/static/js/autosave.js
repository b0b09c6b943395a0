/* Saves a form as it is filled in. Without this script the form is an ordinary one.

   <form method="post" action="…" data-autosave="KEY">  KEY: names the text in this browser, e.g. "measure-12-user-3"
     <input type="hidden" name="version" value="7" autocomplete="off">
     <input type="hidden" name="NAME_was" value="4,7">  only for links: what was read, comma between; kept up to date
     … fields …  <p data-error-for="NAME"></p>  {% include "components/autosave.html" %}

   What was changed is sent 800 ms after the last key and when a field is left: the changed fields, their names in
   `_fields`, the version, and the header X-Autosave: 1. Answer: {"version": 8, "saved_at": "14.32", "errors":
   {name: text}, "clash": false, "redirect": null, "changed": {name: value}}; `changed` (may be left out) are fields
   that somebody else saved meanwhile. Hidden fields marked `data-carried` (versions of further rows in the same form)
   go with every save; the answer's `versions` {name: n} are put back into them. One request is under way per form, so
   the newest text is always sent last; the version makes the server refuse an older one that arrives late. Until the server has answered, the text is kept in
   the browser, and is sent when the connection or the sign-in is back, also after the page was closed.
   A page's script that hears what others saved tells the form with the event autosave:others; see follow() below.
   When Save is pressed and everything is saved, the form tells `autosave:complete`; a page's script that goes on by itself
   prevents its default, and the form is then not posted.
   A page that shows refused input again leaves `data-autosave` out: what stands in it is not what was saved. */
"use strict";

(() => {
  const PAUSE = 800, PATIENCE = 20000, RETRY = 15000;

  function start(form) {
    const key = "autosave:" + (form.dataset.autosave || new URL(form.action).pathname);
    const line = form.querySelector("[data-saved]");
    const clash = form.querySelector("[data-clash]");
    const saved = {}, tried = {};
    let timer = 0, savedAt = "", underWay = null, submitting = false, stopped = false;

    const carried = () => [...form.querySelectorAll("input[data-carried]")];
    const inputs = () => [...form.elements].filter((field) =>
      field.name && !["hidden", "submit", "button", "file"].includes(field.type) && !field.disabled);
    const names = () => new Set(inputs().map((field) => field.name));
    const values = () => {
      const now = Object.fromEntries([...names()].map((name) => [name, []]));
      for (const field of inputs()) {
        if (field.type === "checkbox" || field.type === "radio") { if (field.checked) now[field.name].push(field.value); }
        else if (field.type === "select-multiple") now[field.name].push(...[...field.selectedOptions].map((o) => o.value));
        else now[field.name].push(field.value);
      }
      return Object.fromEntries(Object.entries(now).map(([name, all]) => [name, JSON.stringify(all)]));
    };
    const asSent = () => {
      const first = {};
      for (const field of inputs()) {
        first[field.name] ??= [];
        if (field.type === "checkbox" || field.type === "radio") { if (field.defaultChecked) first[field.name].push(field.value); }
        else if (field.options) {
          const chosen = [...field.options].filter((option) => option.defaultSelected).map((option) => option.value);
          first[field.name].push(...(chosen.length || field.multiple ? chosen : [...field.options].slice(0, 1).map((o) => o.value)));
        }
        else first[field.name].push(field.defaultValue);
      }
      for (const [name, all] of Object.entries(first)) saved[name] = JSON.stringify(all);
    };
    const unsaved = () => Object.entries(values()).filter(([name, value]) => value !== saved[name]);
    const due = () => unsaved().filter(([name, value]) => value !== tried[name]);
    const put = (name, text) => {
      const all = JSON.parse(text);
      for (const field of inputs().filter((each) => each.name === name)) {
        if (field.type === "checkbox" || field.type === "radio") field.checked = all.includes(field.value);
        else if (field.type === "select-multiple") for (const option of field.options) option.selected = all.includes(option.value);
        else field.value = all.shift() ?? "";
      }
    };

    const say = (state, time = "") => {
      if (!line) return;
      line.textContent = (line.dataset[state + "Text"] || "").replace("%s", time);
      (line.closest("[data-state]") || line).dataset.state = state;
      const door = form.querySelector("[data-sign-in]");
      if (door) door.hidden = state !== "signedOut";
    };
    const keep = () => {
      const rest = Object.fromEntries(unsaved());
      try {
        if (Object.keys(rest).length) {
          const links = Object.fromEntries(Object.keys(rest).filter(was).map((name) => [name, was(name).value]));
          const versions = Object.fromEntries(carried().map((field) => [field.name, field.value]));
          localStorage.setItem(key, JSON.stringify({ version: form.elements.version.value, rest, links, carried: versions }));
        }
        else localStorage.removeItem(key);
      } catch { /* a browser that keeps nothing still saves to the server */ }
    };
    const showErrors = (sent, errors) => {
      for (const name of [...sent, "__all__"]) {
        const text = errors[name] || "";
        const place = form.querySelector(`[data-error-for="${CSS.escape(name)}"]`);
        if (place) { place.textContent = text; place.hidden = !text; }
        for (const field of inputs().filter((each) => each.name === name)) {
          field.classList.toggle("govuk-input--error", Boolean(text));
          if (text) field.setAttribute("aria-invalid", "true"); else field.removeAttribute("aria-invalid");
        }
      }
    };

    /* A refused text that was changed back to what is saved is not wrong any more. */
    const typedBack = () => {
      const now = values(), back = Object.keys(tried).filter((name) => now[name] === saved[name]);
      for (const name of back) delete tried[name];
      if (!back.length) return;
      showErrors(back, {});
      if (savedAt && !form.querySelector("[aria-invalid]")) say("saved", savedAt);
    };
    const later = (wait) => { clearTimeout(timer); timer = setTimeout(send, wait); };
    const was = (name) => form.elements[name + "_was"];
    const nowSaved = (name, value) => { saved[name] = value; if (was(name)) was(name).value = JSON.parse(value).join(","); };
    const body = (changes) => {
      const data = new URLSearchParams({ version: form.elements.version.value, _fields: changes.map(([name]) => name).join(",") });
      for (const [name] of changes) if (was(name)) data.append(name + "_was", was(name).value);
      for (const [name, value] of changes) for (const one of JSON.parse(value)) data.append(name, one);
      for (const field of carried()) data.append(field.name, field.value);
      return data;
    };
    const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] || form.elements.csrfmiddlewaretoken?.value || "";
    const post = (data, more = {}) => fetch(form.action, {
      method: "POST", body: data, redirect: "manual", credentials: "same-origin",
      headers: { "X-Autosave": "1", "X-CSRFToken": token(), Accept: "application/json" }, ...more });

    /* What others saved is shown, and counts as read, unless somebody is writing in one of these fields: then nothing of it
       is taken, and the server finds that two people changed the same. resting: also where only the cursor is. */
    const followed = ({ versions, changed }, resting) => {
      const names = Object.keys(changed).filter((name) => name in saved), now = values();
      const busy = (name) => now[name] !== saved[name] || (resting && document.activeElement === form.elements[name]);
      if (names.some(busy)) return false;
      for (const name of names) {
        const value = JSON.stringify([].concat(changed[name] ?? "").map(String));
        put(name, value);
        nowSaved(name, value);
      }
      for (const [name, value] of Object.entries(versions)) if (form.elements[name]) form.elements[name].value = value;
      return true;
    };
    /* detail: [{versions: {name: n}, changed: {name: value}}], each taken whole or not at all. */
    const follow = ({ detail }) => {
      if (stopped || underWay) return;
      for (const one of detail) followed(one, true);
      keep();
    };

    const take = (answer, changes) => {
      const errors = answer.errors || {};
      if (answer.redirect) { stopped = true; keep(); location.assign(answer.redirect); return; }
      if (answer.clash) { stopped = true; say("clash"); if (clash) clash.hidden = false; return; }
      followed({ versions: { version: answer.version }, changed: answer.changed || {} }, false);
      for (const field of carried()) field.value = answer.versions?.[field.name] ?? field.value;
      for (const [name, value] of changes) if (name in errors) tried[name] = value; else nowSaved(name, value);
      savedAt = answer.saved_at;
      showErrors(changes.map(([name]) => name), errors);
      if (Object.keys(errors).length) say("refused"); else say("saved", answer.saved_at);
      keep();
      form.dispatchEvent(new CustomEvent("autosaved", { bubbles: true, detail: answer }));
    };
    async function exchange(changes) {
      const stop = new AbortController();
      const patience = setTimeout(() => stop.abort(), PATIENCE);
      try {
        const response = await post(body(changes), { signal: stop.signal });
        if (response.type === "opaqueredirect" || response.status === 403) { say("signedOut"); later(RETRY); return false; }
        if (!(response.headers.get("Content-Type") || "").includes("json")) { say("waiting"); later(RETRY); return false; }
        take(await response.json(), changes);
        return true;
      } catch { say("waiting"); later(RETRY); return false; }
      finally { clearTimeout(patience); }
    }
    function send() {
      clearTimeout(timer);
      if (stopped || underWay) return underWay;
      typedBack();
      const changes = due();
      if (!changes.length) { keep(); return null; }
      say("saving");
      underWay = exchange(changes).finally(() => { underWay = null; });
      underWay.then((answered) => { if (answered && !stopped && due().length) later(PAUSE); });
      return underWay;
    }
    const onlyChanged = () => {
      let list = form.querySelector('input[name="_fields"]');
      if (!list) { list = document.createElement("input"); list.type = "hidden"; list.name = "_fields"; form.append(list); }
      list.value = unsaved().map(([name]) => name).join(",");
    };

    /* Save: what is left is sent first, so that an autosave under way cannot clash with its own form. */
    async function submit(event) {
      if (submitting) return;
      event.preventDefault();
      const button = event.submitter;
      for (const name of Object.keys(tried)) delete tried[name];
      await underWay;
      await send();
      const wrong = form.querySelector("[aria-invalid]");
      if (!stopped && wrong) { wrong.focus(); return; }
      if (!stopped && unsaved().length) return;
      const complete = new CustomEvent("autosave:complete", { bubbles: true, cancelable: true });
      if (!stopped && !form.dispatchEvent(complete)) return;
      onlyChanged();
      submitting = true;
      try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
      /* While the first submit event is being told, a second one is ignored. */
      setTimeout(() => form.requestSubmit(button));
    }

    asSent();
    try {
      const kept = JSON.parse(localStorage.getItem(key) || "null");
      if (kept) {
        const news = Object.entries(kept.rest).filter(([name, value]) => name in saved && value !== saved[name]);
        for (const [name, value] of news) { put(name, value); if (was(name) && name in (kept.links || {})) was(name).value = kept.links[name]; }
        if (news.length) {
          form.elements.version.value = kept.version;
          for (const field of carried()) field.value = kept.carried?.[field.name] ?? field.value;
          say("restored"); later(PAUSE);
        }
        else localStorage.removeItem(key);
      }
    } catch { /* nothing usable was kept */ }
    form.addEventListener("input", () => { keep(); if (!stopped) later(PAUSE); });
    form.addEventListener("change", () => { keep(); send(); });
    form.addEventListener("focusout", () => send());
    form.addEventListener("submit", submit);
    form.addEventListener("autosave:others", follow);
    window.addEventListener("online", () => send());
    window.addEventListener("focus", () => send());
    window.addEventListener("pagehide", () => { if (!stopped && !underWay && due().length) post(body(due()), { keepalive: true }); });
    if (unsaved().length) later(PAUSE);
  }

  const started = new WeakSet();
  const startAll = (root) => {
    for (const form of root.querySelectorAll("form[data-autosave]")) if (!started.has(form)) { started.add(form); start(form); }
  };
  startAll(document);
  /* A page's own script that brings a form says so with the event autosave:start. */
  for (const brought of ["htmx:load", "autosave:start"]) document.addEventListener(brought, (event) => startAll(event.target.parentNode || document));
})();
