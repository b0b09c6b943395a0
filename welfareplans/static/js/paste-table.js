/* Takes a table from the clipboard as HTML, which knows joined cells and lists; without this script the text of the
   table is read, cell by cell.

   <input type="hidden" name="NAME"> <textarea data-paste="NAME"> <p data-pasted data-text="… {rows} …" hidden> */
"use strict";

(() => {
  const KEPT = new Set(["TABLE", "THEAD", "TBODY", "TFOOT", "TR", "TD", "TH", "P", "BR", "UL", "OL", "LI",
    "H1", "H2", "H3", "H4", "H5", "H6"]);
  const IGNORED = new Set(["STYLE", "SCRIPT", "META", "LINK", "TITLE", "XML", "TEMPLATE"]);

  /* Writes what the server reads and nothing of the rest: Word adds a hundred times as much. */
  function plain(node) {
    if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
    if (node.nodeType !== Node.ELEMENT_NODE || IGNORED.has(node.tagName)) return "";
    if ((node.getAttribute("style") || "").replace(/\s/g, "").includes("mso-list:Ignore")) return "";
    const inside = [...node.childNodes].map(plain).join("");
    if (node.tagName === "BR") return "<br>";
    if (!KEPT.has(node.tagName)) return node.tagName === "DIV" ? `<p>${inside}</p>` : inside;
    const tag = node.tagName.toLowerCase();
    const listed = tag === "p" && (node.getAttribute("style") || "").includes("mso-list:");
    const spans = ["rowspan", "colspan"].filter((name) => node.hasAttribute(name))
      .map((name) => ` ${name}="${parseInt(node.getAttribute(name), 10) || 1}"`).join("");
    return listed ? `<ul><li>${inside}</li></ul>` : `<${tag}${spans}>${inside}</${tag}>`;
  }

  for (const area of document.querySelectorAll("textarea[data-paste]")) {
    const hidden = area.form.elements[area.dataset.paste];
    const told = area.form.querySelector("[data-pasted]");
    area.addEventListener("paste", (event) => {
      const html = event.clipboardData?.getData("text/html") || "";
      const page = new DOMParser().parseFromString(html, "text/html");
      const rows = page.querySelectorAll("tr").length;
      hidden.value = rows ? plain(page.body) : "";
      if (!told) return;
      told.hidden = !rows;
      told.textContent = rows ? told.dataset.text.replace("{rows}", rows) : "";
    });
    /* What is typed or cleared afterwards is what is meant. */
    area.addEventListener("input", (event) => {
      if (event.inputType === "insertFromPaste") return;
      hidden.value = "";
      if (told) told.hidden = true;
    });
  }
})();
