/* Cells copied from a spreadsheet and pasted into a figure of the desk: rows × columns, with or without headings.

   This year's column is the one whose heading is the year; without headings the last one that holds figures, because
   years run from left to right. Rows go to the cells of the same name when names were copied too, otherwise one after
   the other from the cell that was pasted into; a single row of figures goes downwards. What was taken and what was
   left out is told under the table, and can be undone. Which number a text is, is for the server to say. */
"use strict";

(() => {
  const told = (field, type) => field.dispatchEvent(new Event(type, { bubbles: true }));
  const isFigure = (text) => /^[\s−+-]*[0-9][0-9\s.,'’\u00a0\u202f]*(%|pct\.?)?\s*$/.test(text);
  const plain = (text) => text.toLowerCase().replace(/\s+/g, " ").trim();

  /* Spreadsheets put quotation marks around a cell with several lines in it. */
  const cellsOf = (text) => {
    const rows = [[""]];
    let quoted = false;
    for (const [place, sign] of [...text.replace(/\r\n?/g, "\n").replace(/\n$/, "")].entries()) {
      const row = rows.at(-1);
      if (sign === '"' && (quoted || row.at(-1) === "")) quoted = !quoted;
      else if (sign === "\t" && !quoted) row.push("");
      else if (sign === "\n" && !quoted && place) rows.push([""]);
      else row[row.length - 1] += sign === "\n" ? " " : sign;
    }
    return rows.map((row) => row.map((cell) => cell.trim()));
  };

  /* Returns [{name, figure}] and the heading of the column that was read. */
  function read(rows, year) {
    const width = Math.max(...rows.map((row) => row.length));
    const heading = rows.length > 1 && rows[0].indexOf(year) >= 0 ? rows[0].indexOf(year) : -1;
    if (heading >= 0) rows = rows.slice(1);
    else if (rows.length === 1 && rows[0].filter(isFigure).length > 1) return { found: rows[0].map((figure) => ({ name: "", figure })), heading: "" };
    const columns = [...Array(width).keys()].filter((at) => rows.some((row) => isFigure(row[at] || "")));
    const at = heading >= 0 ? heading : columns.at(-1) ?? 0;
    const nameAt = [...Array(width).keys()].find((one) => one !== at && rows.some((row) => row[one] && !isFigure(row[one])));
    return { found: rows.map((row) => ({ name: row[nameAt] || "", figure: row[at] || "" })), heading: heading >= 0 ? year : "" };
  }

  /* Returns [cell, figure] of what has a place, and the names of what has none. */
  function placed(found, cells, first) {
    const names = new Map(cells.map((cell) => [plain(cell.closest("tr").querySelector("th").firstChild.textContent), cell]));
    const byName = found.some(({ name }) => names.has(plain(name)));
    const pairs = [], rest = [];
    found.forEach(({ name, figure }, step) => {
      const cell = byName ? names.get(plain(name)) : cells[cells.indexOf(first) + step];
      if (cell && isFigure(figure)) pairs.push([cell, figure]);
      else if (name || figure) rest.push(name || figure);
    });
    return { pairs, rest };
  }

  const put = (pairs) => {
    for (const [cell, text] of pairs) { cell.value = text; told(cell, "input"); }
    if (pairs.length) told(pairs[0][0], "change");
  };

  function tell(table, pairs, before, rest, heading) {
    const line = table.parentElement.querySelector("[data-pasted]"), words = line.dataset;
    const taken = pairs.length ? (pairs.length === 1 ? words.one : words.many.replace("%n", pairs.length)) : words.none;
    line.textContent = [taken, heading && words.column.replace("%s", heading), rest.length && words.rest.replace("%s", rest.join(", ").slice(0, 200))].filter(Boolean).join(" ");
    if (!pairs.length) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "app-link-button";
    button.textContent = words.undo;
    button.addEventListener("click", () => { put(before); line.textContent = ""; before[0][0].focus(); });
    line.append(" ", button);
  }

  document.addEventListener("paste", (event) => {
    const first = event.target, table = first.closest?.("[data-figures]");
    const text = event.clipboardData?.getData("text/plain") || "";
    if (!table || !first.name?.startsWith("figure-") || !/[\n\t]/.test(text.trim())) return;
    event.preventDefault();
    const cells = [...table.querySelectorAll('input[name^="figure-"]')];
    const { found, heading } = read(cellsOf(text), table.dataset.figures);
    const { pairs, rest } = placed(found, cells, first);
    const before = pairs.map(([cell]) => [cell, cell.value]);
    put(pairs);
    tell(table, pairs, before, rest, heading);
  });
})();
