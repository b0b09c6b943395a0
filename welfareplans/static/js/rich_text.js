/* Makes an editor of every <textarea data-rich-text>. Without this script the box takes plain text.

   The editor is TipTap as django-prose-editor ships it, one module, loaded when the first box comes into view. Its own
   presets need an import map, which is an inline script, and a set of icons; here the bar is a <template> of the page
   (templates/plans/_rich_text_bar.html) with words in the page's language, and the module's address stands on it.

   What is written goes into the textarea as HTML with an "input" event, so that forms and js/autosave.js see an ordinary
   field; the server decides what may stay in it. Text that does not begin with one of our elements is plain. */
const bar = document.getElementById("rich-text-bar");
const HTML = /^\s*<(p|h[1-6]|ul|ol|div|table|blockquote)[\s>]/i;
const PASTED_LIST = "p[class*=MsoList]";

const escaped = (text) => text.replace(/[&<>]/g, (letter) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[letter]);
const asList = (lines) => `<ul>${lines.map((line) => `<li>${escaped(line.slice(2))}</li>`).join("")}</ul>`;
const asBlock = (part) => {
  const lines = part.trim().split("\n").map((line) => line.trim());
  return lines.every((line) => /^[-–•*] /.test(line)) ? asList(lines) : `<p>${lines.map(escaped).join("<br>")}</p>`;
};
const asHtml = (text) => (HTML.test(text) || !text.trim() ? text : text.split(/\n\s*\n/).filter((part) => part.trim()).map(asBlock).join(""));

/* Word writes lists as paragraphs with the bullet in them, and headings of every level. Styles, which our policy refuses
   anyway, are renamed before the browser reads them: they tell which text is a bullet. */
function pasted(html) {
  const unstyled = html.replace(/<[^>]*>/g, (tag) => tag.replace(/\sstyle=/gi, " data-look="));
  const page = new DOMParser().parseFromString(unstyled, "text/html");
  for (const heading of page.querySelectorAll("h1, h2, h4, h5, h6")) {
    const ours = page.createElement("h3");
    ours.append(...heading.childNodes);
    heading.replaceWith(ours);
  }
  for (const first of page.querySelectorAll(PASTED_LIST)) {
    if (!first.isConnected) continue;
    const list = page.createElement(/^\s*(\d+|[a-z])[.)]/i.test(first.textContent) ? "ol" : "ul");
    first.before(list);
    for (let one = first; one?.matches(PASTED_LIST); one = list.nextElementSibling) {
      for (const mark of one.querySelectorAll("[data-look*='mso-list']")) mark.remove();
      const item = page.createElement("li");
      item.append(...one.childNodes);
      list.append(item);
      one.remove();
    }
  }
  return page.body.innerHTML;
}

function extensions(tiptap, openLink) {
  const { Document, Paragraph, Text, HardBreak, Heading, Bold, Italic, BulletList, OrderedList, ListItem, History, Link } = tiptap;
  const OurLink = Link.extend({ addKeyboardShortcuts: () => ({ "Mod-k": () => { openLink(); return true; } }) });
  return [Document, Paragraph, Text, HardBreak, Heading.configure({ levels: [3] }), Bold, Italic, BulletList, OrderedList,
    ListItem, History, OurLink.configure({ enableTarget: false, protocols: ["mailto"] })];
}

function make(textarea, tiptap) {
  const frame = document.createElement("div");
  frame.className = "app-rich";
  frame.append(bar.content.cloneNode(true));
  const panel = frame.querySelector(".app-rich__link"), address = panel.querySelector("input");
  const label = textarea.labels[0];
  let written = textarea.value;

  const openLink = () => {
    panel.hidden = !panel.hidden;
    frame.querySelector("[data-do=link]").setAttribute("aria-expanded", String(!panel.hidden));
    if (panel.hidden) { editor.commands.focus(); return; }
    address.value = editor.getAttributes("link").href || "";
    address.focus();
  };
  const setLink = () => {
    const href = address.value.trim();
    if (!href) return;
    const whole = /^(https?:|mailto:)/i.test(href) ? href : href.includes("@") ? `mailto:${href}` : `https://${href}`;
    const chain = editor.chain().extendMarkRange("link");
    if (editor.state.selection.empty && !editor.isActive("link")) chain.insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href: whole } }] });
    else chain.setLink({ href: whole });
    chain.run();
    openLink();
  };
  const acts = {
    bold: (chain) => chain.toggleBold(), italic: (chain) => chain.toggleItalic(),
    heading: (chain) => chain.toggleHeading({ level: 3 }), bulletList: (chain) => chain.toggleBulletList(),
    orderedList: (chain) => chain.toggleOrderedList(), undo: (chain) => chain.undo(), redo: (chain) => chain.redo(),
  };
  const press = (name) => {
    if (name === "link") openLink();
    else if (name === "setLink") setLink();
    else if (name === "unsetLink") { editor.chain().extendMarkRange("link").unsetLink().run(); openLink(); }
    else acts[name](editor.chain().focus()).run();
  };
  const showState = () => {
    for (const button of frame.querySelectorAll("[aria-pressed]")) button.setAttribute("aria-pressed", String(editor.isActive(button.dataset.do)));
  };

  textarea.before(frame);
  const editor = new tiptap.Editor({
    element: frame,
    injectCSS: false,
    extensions: extensions(tiptap, openLink),
    content: asHtml(written),
    editorProps: {
      attributes: { class: "app-rich__text app-prose", role: "textbox", "aria-multiline": "true", "aria-label": label?.textContent.trim().replace(/\s+/g, " ") ?? "", lang: textarea.lang },
      transformPastedHTML: pasted,
    },
    onUpdate: () => {
      written = textarea.value = editor.isEmpty ? "" : editor.getHTML();
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    },
    onTransaction: () => showState(),
  });
  /* Whoever has begun to write in the box goes on in the editor. */
  if (document.activeElement === textarea) editor.commands.focus("end");
  textarea.classList.add("govuk-visually-hidden");
  textarea.tabIndex = -1;
  textarea.setAttribute("aria-hidden", "true");
  textarea.addEventListener("focus", () => editor.commands.focus());
  /* A press on the bar leaves the caret where it is. */
  frame.querySelector("[role=toolbar]").addEventListener("mousedown", (event) => event.preventDefault());
  frame.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) press(button.dataset.do);
  });
  address.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { event.preventDefault(); setLink(); }
    if (event.key === "Escape") openLink();
  });
  /* What somebody else saved meanwhile has been put into the textarea. */
  textarea.form?.addEventListener("autosaved", () => {
    if (textarea.value === written) return;
    written = textarea.value;
    editor.commands.setContent(asHtml(written), { emitUpdate: false });
  });
}

const seen = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    seen.unobserve(target);
    import(bar.dataset.editor).then((tiptap) => make(target, tiptap));
  }
});
for (const textarea of document.querySelectorAll("textarea[data-rich-text]")) seen.observe(textarea);
