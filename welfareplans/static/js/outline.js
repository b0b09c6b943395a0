/* Keeps the nested lists of the plan's editor in the order that the server tells, without losing a cursor or a text.

   <li id="m12"> … <ol data-children="g3" data-level="m">; the server's outline: [["p1", "1"], ["g3", "1.1"], …].
   Rows that are not in it leave; rows that are not here are fetched; a goal whose measures were not read stays so. */
"use strict";

const outline = (() => {
  const list = (code) => document.querySelector(`[data-children="${code}"]`);
  const unread = (place) => Boolean(place?.hasAttribute("data-unread"));
  const fetched = async (query) => {
    const answer = await fetch(`${location.pathname}?${query}`, { headers: { "X-Fragment": "1" }, redirect: "manual" });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.text();
  };
  const element = (html) => {
    const holder = document.createElement("template");
    holder.innerHTML = html.trim();
    return holder.content.firstElementChild;
  };
  const shown = (node) => document.dispatchEvent(new CustomEvent("outline:rows", { detail: node }));

  /* Moving an element in the page takes the cursor away from it. */
  function keepingFocus(act) {
    const focused = document.activeElement, from = focused?.selectionStart, to = focused?.selectionEnd;
    act();
    if (focused && focused !== document.activeElement && document.contains(focused)) {
      focused.focus({ preventScroll: true });
      if (from !== undefined && from !== null) focused.setSelectionRange(from, to);
    }
  }

  function number(node, text, level, first, last) {
    const line = node.firstElementChild;
    for (const place of line.querySelectorAll("[data-no]")) place.textContent = text;
    for (const button of line.querySelectorAll("button[name=go]")) {
      const [code, , way] = button.value.split(":");
      button.value = `${code}:${text}:${way}`;
      button.disabled = way === "up" ? code === first[level] : code === last[level];
    }
  }

  function arrange(told) {
    const above = {}, places = new Map([["", []]]), first = {}, last = {};
    for (const [code] of told) {
      const level = code[0], parent = level === "p" ? "" : above[level === "g" ? "p" : "g"];
      above[level] = code;
      first[level] ??= code;
      last[level] = code;
      places.set(code, []);
      places.get(parent).push(code);
    }
    for (const [parent, codes] of places) {
      const place = list(parent);
      if (!place) continue;
      const here = unread(place) ? [] : codes.map((code) => document.getElementById(code)).filter(Boolean);
      here.forEach((node, index) => { if (place.children[index] !== node) place.insertBefore(node, place.children[index] || null); });
    }
    for (const [code, text] of told) {
      const node = document.getElementById(code);
      if (node) number(node, text, code[0], first, last);
    }
    return places;
  }

  /* The indicators of each measure and goal; the list of one that has others by now is read again. */
  async function arrangeIndicators(told) {
    for (const place of document.querySelectorAll("[data-indicators]")) {
      const code = place.dataset.indicators, wanted = (told[code] || []).map((key) => `i${key}-${code}`);
      const here = [...place.children].map((row) => row.id);
      if ([...here].sort().join() !== [...wanted].sort().join()) { await readIndicators(place, code); continue; }
      keepingFocus(() => wanted.forEach((id, index) => {
        const row = document.getElementById(id);
        if (place.children[index] !== row) place.insertBefore(row, place.children[index] || null);
      }));
      wanted.forEach((id, index) => step(document.getElementById(id), index, wanted.length));
    }
  }

  async function readIndicators(place, code) {
    if (place.contains(document.activeElement) || place.querySelector("[data-piece], [data-state=refused], [data-state=waiting], [data-state=signedOut]")) return;
    const fresh = element(await fetched(`row=${code}`)).querySelector(":scope > [data-indicators]");
    if (fresh) { place.replaceWith(fresh); shown(fresh); }
  }

  function step(row, index, count) {
    for (const button of row.firstElementChild.querySelectorAll("button[name=go]")) {
      const way = button.value.split(":")[2];
      button.value = `${row.id}:${index + 1}:${way}`;
      button.disabled = way === "up" ? index === 0 : index === count - 1;
      button.querySelector("[data-no]").textContent = index + 1;
    }
  }

  /* A row that somebody else removed goes away, unless something was typed in it that is not saved. */
  function drop(told) {
    const known = new Set(told.map(([code]) => code));
    for (const node of document.querySelectorAll("li.app-node[id]")) {
      if (node.id.includes("-") || known.has(node.id)) continue;
      const typed = node.querySelector("[data-state=refused], [data-state=waiting], [data-state=signedOut]");
      if (!typed) node.remove();
    }
  }

  async function apply(answer) {
    const told = answer.outline;
    if (!told) return;
    const above = parents(told);
    const there = document.getElementById(answer.code);
    if (answer.html && there) {
      const fresh = element(answer.html).querySelector(":scope > [data-indicators]");
      if (fresh) { there.querySelector(":scope > [data-indicators]").replaceWith(fresh); shown(fresh); }
    } else if (answer.html) {
      const node = element(answer.html), place = list(above.get(answer.code));
      if (place && !unread(place)) { place.append(node); shown(node); }
    }
    for (const [code] of told) {
      const node = document.getElementById(code), place = list(above.get(code));
      if (!node || !unread(place)) continue;
      node.remove();
      place.closest("details").open = true;
      await open(place.closest("details"));
    }
    keepingFocus(() => { arrange(told); drop(told); });
    const missing = told.filter(([code]) => !document.getElementById(code) && list(above.get(code)) && !unread(list(above.get(code))));
    for (const [code] of missing) {
      if (document.getElementById(code)) continue;
      const node = element(await fetched(`row=${code}`));
      list(above.get(code))?.append(node);
      shown(node);
    }
    if (missing.length) keepingFocus(() => arrange(told));
    if (answer.indicators) await arrangeIndicators(answer.indicators);
    document.querySelector("[data-editor]").dataset.stamp = answer.stamp;
  }

  function parents(told) {
    const above = { p: "", g: "", m: "" }, found = new Map();
    for (const [code] of told) {
      found.set(code, above[code[0]]);
      if (code[0] === "p") above.g = code; else if (code[0] === "g") above.m = code;
    }
    return found;
  }

  /* The measures of a goal in a large plan come when it is opened. */
  async function open(fold) {
    const place = fold.querySelector("[data-children]");
    if (!unread(place)) return;
    fold.reading ??= fetched(`rows=${fold.dataset.goal}`).then((html) => {
      const full = element(html);
      fold.querySelector(":scope > p")?.remove();
      place.replaceWith(full);
      shown(full);
    }).finally(() => { fold.reading = null; });
    await fold.reading;
  }

  /* What a row is about may have changed in its details. */
  async function tell(row) {
    const node = row.id.split("-").pop(), fresh = element(await fetched(`row=${node}`));
    const found = row.id === node ? fresh : fresh.querySelector(`[id="${row.id}"]`);
    const now = row.firstElementChild.querySelector(".app-node__about"), then = found?.firstElementChild.querySelector(".app-node__about");
    if (now && then && now.innerHTML !== then.innerHTML) {
      const focused = now.contains(document.activeElement);
      now.replaceWith(then);
      if (focused) then.querySelector("a")?.focus();
    }
  }

  return { apply, open, tell };
})();
