/* The editor of the plan's table. Without this script every button posts and every link leads to a page of its own.

   Rows are saved by autosave.js once the cursor has been in them. Buttons of the form #move, links with data-act,
   and forms with data-send are answered in place with {said, code, outline, html, removals}; see editor/answering.py. */
"use strict";

(() => {
  const editor = document.querySelector("[data-editor]");
  if (!editor) return;
  const said = document.querySelector("[data-said]"), words = document.getElementById("autosave");
  const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] || document.querySelector("[name=csrfmiddlewaretoken]").value;
  const say = (text, wrong = false) => {
    clearTimeout(say.over);
    if (!wrong) say.over = setTimeout(() => { if (!said.contains(document.activeElement)) say(""); }, 15000);
    said.textContent = text;
    said.className = text ? `app-outline__said app-note ${wrong ? "app-note--stop" : "app-note--done"}` : "app-outline__said";
  };

  /* ---- a row is watched from the first time the cursor is in it, or when a text of it was not sent last time ---- */
  const watch = (form) => {
    if (!form || form.dataset.autosave || !form.dataset.key) return;
    form.dataset.autosave = form.dataset.key;
    form.append(words.content.cloneNode(true));
    form.dispatchEvent(new CustomEvent("autosave:start", { bubbles: true }));
  };
  const watchKept = (root) => {
    for (const form of root.querySelectorAll("form[data-key]")) {
      try { if (localStorage.getItem("autosave:" + form.dataset.key)) watch(form); } catch { return; }
    }
  };
  editor.addEventListener("focusin", (event) => {
    if (event.target.matches("textarea")) watch(event.target.closest("form[data-key]"));
  });
  document.addEventListener("outline:rows", (event) => { watchKept(event.detail); drag(event.detail); });

  const page = document.querySelector("[data-page-saved]");
  document.addEventListener("autosaved", (event) => {
    const wrong = editor.querySelector("[data-state=refused], [data-state=waiting], [data-state=signedOut], [data-state=clash]");
    page.textContent = wrong ? "" : page.dataset.text.replace("%s", event.detail.saved_at);
    page.parentElement.dataset.state = wrong ? "" : "saved";
    twins(event.target, event.detail.version);
  });

  /* An indicator that several measures share stands in several rows: all of them show what was written in one. */
  function twins(form, version) {
    if (!form.dataset.row?.startsWith("i")) return;
    for (const other of editor.querySelectorAll(`form[data-row="${form.dataset.row}"]`)) {
      if (other === form) continue;
      other.elements.version.value = version;
      for (const field of form.querySelectorAll("textarea")) other.elements[field.name].value = field.value;
    }
  }
  editor.addEventListener("input", (event) => event.target.classList?.toggle("is-gap", Boolean(event.target.placeholder && !event.target.value)));

  /* ---- posting ---- */
  let busy = false, sends = 0;
  async function send(address, data) {
    if (busy) return null;
    busy = true;
    sends += 1;
    say(editor.dataset.moving);
    try {
      const response = await fetch(address, { method: "POST", body: data, redirect: "manual", headers: { "X-Fragment": "1", "X-CSRFToken": token() } });
      if (!(response.headers.get("Content-Type") || "").includes("json")) {
        if (response.status === 400) { say(""); return { refusedHtml: await response.text() }; }
        throw new Error(String(response.status));
      }
      const answer = await response.json();
      await outline.apply(answer);
      countSoon();
      follow();
      if (answer.removals) document.querySelector("[data-removals]").innerHTML = answer.removals;
      say(answer.said, Boolean(answer.refused));
      return answer;
    } catch { say(editor.dataset.failed, true); return null; }
    finally { busy = false; }
  }

  /* The buttons below the table add at its end, wherever that is by now. */
  function follow() {
    const empty = document.querySelector("[data-while-empty]");
    if (empty) empty.hidden = Boolean(editor.querySelector("li.app-node"));
    for (const link of document.querySelectorAll("a[data-after]")) {
      const code = [...editor.querySelectorAll(`li.app-node--${link.dataset.after}`)].pop()?.id || "";
      link.href = link.href.replace(/at=[a-z0-9]*/, `at=${code}`);
      link.hidden = !code && link.dataset.after !== new URL(link.href).searchParams.get("level");
    }
  }

  document.addEventListener("submit", async (event) => {
    const form = event.target, button = event.submitter;
    if (form.id === "move") {
      event.preventDefault();
      const data = new FormData(form);
      data.append(button.name, button.value);
      await send(form.action, data);
      settle(button);
    } else if (form.hasAttribute("data-search") && form.closest("[data-piece]")) {
      event.preventDefault();
      search(form);
    } else if (form.hasAttribute("data-send")) {
      event.preventDefault();
      answered(form, await send(form.action, new FormData(form)));
    }
  });

  /* The button that was pressed keeps the focus; at the end of the table its neighbour takes it. */
  function settle(pressed) {
    const again = document.getElementById(pressed.value.split(":")[0])?.querySelector(`button[name=go][value$=":${pressed.value.split(":")[2]}"]`);
    const button = pressed.isConnected ? pressed : again;
    if (!button) return;
    const next = button.disabled ? button.parentElement.querySelector("button[name=go]:not([disabled])") : button;
    (next || button).focus();
    button.closest("li").scrollIntoView({ block: "nearest" });
  }

  function answered(form, answer) {
    if (!answer) return;
    const piece = form.closest("[data-piece]");
    if (answer.refusedHtml) { fill(piece, answer.refusedHtml); return; }
    if (answer.refused) return;
    if (form.dataset.send === "add" && answer.code) { again(piece, answer.code); return; }
    piece?.remove();
    const row = document.getElementById(answer.code);
    (row?.querySelector("summary, textarea") || said).focus();
    row?.scrollIntoView({ block: "nearest" });
  }

  /* After a new row stands an empty one, so that a whole list can be typed in. */
  async function again(piece, code) {
    const address = piece.querySelector("form").action.replace(/at=[a-z0-9]*/, `at=${code}`), row = document.getElementById(code);
    (row || piece).after(piece);
    fill(piece, await fragment(address));
    piece.scrollIntoView({ block: "nearest" });
  }

  /* ---- pieces: what a link of the menu or of a row's details opens in place ---- */
  function fill(piece, html) {
    piece.innerHTML = html;
    piece.firstElementChild?.dispatchEvent(new CustomEvent("autosave:start", { bubbles: true }));
    (piece.querySelector("textarea, select, input:not([type=hidden])") || piece.querySelector("[tabindex]"))?.focus();
  }
  async function fragment(address) {
    const response = await fetch(address, { headers: { "X-Fragment": "1" }, redirect: "manual" });
    if (!response.ok) throw new Error(String(response.status));
    return response.text();
  }
  const close = (piece) => {
    const opener = piece.opener, row = piece.closest("li.app-node");
    piece.remove();
    opener?.setAttribute("aria-expanded", "false");
    opener?.focus();
    if (row) setTimeout(() => outline.tell(row).catch(() => { /* the line stays as it was */ }), 300);
  };
  async function unfold(link) {
    const row = link.closest("li.app-node"), menu = link.closest("details.app-menu");
    menu?.removeAttribute("open");
    const opened = row?.querySelector(":scope > [data-piece]");
    if (opened) { const same = opened.dataset.piece === link.href; close(opened); if (same) return; }
    try {
      const html = await fragment(link.href), piece = document.createElement(row ? "div" : "li");
      piece.dataset.piece = link.href;
      piece.opener = menu?.querySelector("summary") || link;
      if (row) row.firstElementChild.after(piece); else editor.querySelector("[data-children]").append(piece);
      piece.opener.setAttribute("aria-expanded", "true");
      fill(piece, html);
      piece.scrollIntoView({ block: "nearest" });
    } catch { location.assign(link.href); }
  }
  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const link = event.target.closest("a[data-act], a[data-unfold]"), piece = event.target.closest("[data-piece]");
    if (link) { event.preventDefault(); remove(link) || unfold(link); }
    else if (piece && event.target.closest("[data-close]")) { event.preventDefault(); close(piece); }
    for (const menu of document.querySelectorAll("details.app-menu[open]")) if (!menu.contains(event.target)) menu.removeAttribute("open");
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = event.target.closest("details.app-menu[open]"), piece = event.target.closest("[data-piece]");
    if (menu) { menu.removeAttribute("open"); menu.querySelector("summary").focus(); } else if (piece) close(piece);
  });

  /* Indicators are found while their name is typed. */
  async function search(form) {
    const wanted = form.elements.q.value, html = await fragment(`${form.action}?${new URLSearchParams({ q: wanted })}`);
    if (form.elements.q.value !== wanted) return;
    const found = document.createElement("template");
    found.innerHTML = html;
    form.closest("[data-piece]").querySelector("[data-found]").replaceWith(found.content.querySelector("[data-found]"));
  }
  document.addEventListener("input", (event) => {
    const form = event.target.closest("[data-piece] form[data-search]");
    if (!form) return;
    clearTimeout(search.soon);
    search.soon = setTimeout(() => search(form).catch(() => { /* the button asks again */ }), 300);
  });

  /* Removing asks nothing, because it can be undone; the way back takes the focus. */
  function remove(link) {
    if (link.dataset.act !== "remove") return false;
    send(link.href, new URLSearchParams({ csrfmiddlewaretoken: token() })).then((answer) => {
      if (!answer || answer.refused) return;
      if (answer.gone) document.getElementById(answer.gone)?.remove();
      const back = document.querySelector("[data-removals] form")?.cloneNode(true);
      if (back) { said.append(" ", back); back.querySelector("button").focus(); }
    });
    return true;
  }

  /* ---- folding of a large plan ---- */
  editor.addEventListener("toggle", (event) => {
    if (event.target.matches?.("details[data-goal]") && event.target.open) outline.open(event.target).catch(() => say(editor.dataset.failed, true));
  }, true);

  /* ---- dragging, beside the buttons ---- */
  function drag(root) {
    if (!window.Sortable) return;
    const lists = (kind) => [...root.querySelectorAll(kind), ...(root.matches?.(kind) ? [root] : [])];
    for (const list of lists("[data-indicators]")) {
      window.Sortable.create(list, {
        draggable: "li.app-node", handle: ".app-node__no", filter: (event, row) => !row?.querySelector("button[name=go]"), preventOnFilter: false,
        animation: 120, delay: 150, delayOnTouchOnly: true, ghostClass: "is-dragged",
        onEnd: ({ item, oldIndex, newIndex }) => {
          if (oldIndex === newIndex) return;
          const form = document.getElementById("move"), data = new FormData(form);
          data.append("go", `${item.id}:${oldIndex + 1}:${newIndex + 1}`);
          send(form.action, data).then((answer) => { if (!answer) location.reload(); });
        },
      });
    }
    for (const list of lists("[data-children]")) {
      window.Sortable.create(list, {
        group: list.dataset.level, draggable: "li.app-node", handle: ".app-node__no", animation: 120, delay: 150, delayOnTouchOnly: true,
        fallbackOnBody: true, invertSwap: true, ghostClass: "is-dragged",
        onEnd: ({ item, from, to, oldIndex, newIndex }) => {
          if (from === to && oldIndex === newIndex) return;
          const next = item.nextElementSibling?.id || "";
          const data = new URLSearchParams({ from: from.dataset.children, below: to.dataset.children, before: next });
          send(`${location.pathname}${item.id}/move/`, data).then((answer) => { if (!answer) location.reload(); });
        },
      });
    }
  }

  /* ---- how much is written in each language, which follows while one writes ---- */
  const counts = document.querySelector("[data-counts]");
  async function count() {
    try { counts.innerHTML = await fragment(`${location.pathname}?counts`); } catch { /* what stood there stays */ }
  }
  const countSoon = () => { if (counts) { clearTimeout(count.soon); count.soon = setTimeout(count, 2000); } };
  document.addEventListener("autosaved", countSoon);
  if (counts) count();

  /* ---- who else is here ---- */
  const others = document.querySelector("[data-others]");
  let cursor = "";
  async function ping() {
    if (document.hidden) return;
    const data = new URLSearchParams({ code: cursor, stamp: editor.dataset.stamp }), before = sends;
    try {
      const answer = await (await fetch(editor.dataset.presence, { method: "POST", body: data, redirect: "manual", headers: { "X-CSRFToken": token() } })).json();
      others.textContent = answer.others.join(" · ");
      /* An outline that one's own change has overtaken is older than the page. */
      if (!busy && before === sends) await outline.apply(answer);
    } catch { /* told by the row that cannot be saved */ }
  }
  editor.addEventListener("focusin", (event) => {
    const now = event.target.closest("li.app-node")?.id || "";
    if (now !== cursor) { cursor = now; clearTimeout(ping.soon); ping.soon = setTimeout(ping, 1000); }
  });
  window.addEventListener("pagehide", () => {
    fetch(editor.dataset.presence, { method: "POST", body: new URLSearchParams({ gone: "1" }), keepalive: true, headers: { "X-CSRFToken": token() } });
  });
  document.addEventListener("visibilitychange", ping);
  setInterval(ping, 20000);
  ping();
  watchKept(editor);
  drag(editor);
})();
