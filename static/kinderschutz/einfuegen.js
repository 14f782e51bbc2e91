// Pasting where the browser alone would lose paragraphs: lines into a field for one line, and
// programs whose plain text runs everything together. What copying leaves in the text otherwise, the
// server removes (kinderschutz/typed_text.py). Ctrl+Z takes a paste back as usual.

// A browser needs long to insert that much as if it were typed; it does better by itself.
const LARGE = 200_000;
const BLOCKS = new Set(
  "ADDRESS ARTICLE ASIDE BLOCKQUOTE DD DIV DL DT FIGURE FOOTER H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN OL P PRE SECTION TABLE TR UL".split(
    " ",
  ),
);
const PARAGRAPHS = new Set("BLOCKQUOTE H1 H2 H3 H4 H5 H6 OL P PRE TABLE UL".split(" "));
const NO_TEXT = new Set("HEAD META LINK NOSCRIPT OBJECT SCRIPT STYLE TEMPLATE TITLE".split(" "));

function textOf(html) {
  // Such a document loads nothing and runs nothing.
  const document = new DOMParser().parseFromString(html, "text/html");
  let text = "";
  const breakLine = (wanted) => {
    if (!text) return;
    text = text.replace(/[ \t]+$/, "");
    while (!text.endsWith("\n".repeat(wanted))) text += "\n";
  };
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const words = node.data.replace(/[ \t\r\n]+/g, " ");
      text += /(^|\s)$/.test(text) ? words.trimStart() : words;
      return;
    }
    const name = node.nodeName;
    if (NO_TEXT.has(name)) return;
    if (name === "BR") text += "\n";
    const lines = PARAGRAPHS.has(name) && !node.parentElement.closest("li, td, th") ? 2 : 1;
    if (BLOCKS.has(name)) breakLine(lines);
    if (name === "LI") text += `${signOf(node)} `;
    if (node.previousElementSibling && (name === "TD" || name === "TH")) text += "\t";
    for (const child of node.childNodes) walk(child);
    if (BLOCKS.has(name)) breakLine(lines);
  };
  walk(document.body);
  return text.trim();
}

function signOf(item) {
  if (item.parentElement.nodeName !== "OL") return "–";
  const items = [...item.parentElement.children].filter((child) => child.nodeName === "LI");
  return `${item.parentElement.start + items.indexOf(item)}.`;
}

const lines = (text) => text.split(/[\n\r\v\f\u0085\u2028\u2029]/).filter((line) => line.trim()).length;

function joined(text) {
  return text.replace(/\s*[\r\n\v\f\u0085\u2028\u2029]+\s*/g, " ");
}

function insert(field, text) {
  field.focus();
  // Deprecated, and the only way that Ctrl+Z knows of.
  if (document.execCommand("insertText", false, text)) return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("paste", (event) => {
  const field = event.target;
  const isArea = field instanceof HTMLTextAreaElement;
  if (!isArea && !(field instanceof HTMLInputElement && field.type === "text")) return;
  const plain = event.clipboardData.getData("text/plain");
  const html = event.clipboardData.getData("text/html");
  if (field.readOnly || plain.length + html.length > LARGE) return;
  const formatted = html ? textOf(html) : "";
  let text = lines(formatted) > lines(plain) ? formatted : plain;
  if (!isArea) text = joined(text);
  if (!text || text === plain) return;
  event.preventDefault();
  insert(field, text);
});
