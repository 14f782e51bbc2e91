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

// Looks and scripts do nothing in a document made only to be read, but the content policy complains
// of each of them.
const UNREAD = /<(style|script)\b[\s\S]*?<\/\1>/gi;
const ATTRIBUTES = /\s(style|on\w+)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi;

function parse(html) {
  const read = html
    .replace(UNREAD, " ")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(ATTRIBUTES, ""));
  return new DOMParser().parseFromString(read, "text/html").body;
}

function textOf(html) {
  let text = "";
  let begun = 0; // where the text of the current item begins
  const breakLine = (wanted) => {
    if (text.length === begun) return;
    while (/[ \t]/.test(text.at(-1))) text = text.slice(0, -1);
    while (!text.endsWith("\n".repeat(wanted))) text += "\n";
  };
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const words = node.data.replace(/[ \t\r\n]+/g, " ");
      text += !text || /\s/.test(text.at(-1)) ? words.trimStart() : words;
      return;
    }
    const name = node.nodeName;
    if (NO_TEXT.has(name)) return;
    if (name === "BR") text += "\n";
    const isParagraph = PARAGRAPHS.has(name) && !node.parentElement.closest("li, td, th");
    const wanted = isParagraph ? 2 : 1;
    const before = text.length;
    if (BLOCKS.has(name)) breakLine(wanted);
    if (name === "LI") {
      text += `${signOf(node)} `;
      begun = text.length;
    }
    if (node.previousElementSibling && (name === "TD" || name === "TH")) text += "\t";
    for (const child of node.childNodes) walk(child);
    if (name === "LI" && text.length === begun) text = text.slice(0, before);
    if (BLOCKS.has(name)) breakLine(wanted);
  };
  walk(parse(html));
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
  const { selectionStart, selectionEnd } = field;
  field.focus();
  // Moving the cursor away and back, so that Ctrl+Z takes back the paste and not what was typed
  // before it as well.
  field.setSelectionRange(0, 0);
  field.setSelectionRange(selectionStart, selectionEnd);
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
