"use strict";
const by = (id) => document.getElementById(id);
const story = by("story"), cards = by("cards"), filters = by("filters"), status_ = by("status");
const node = (name, text, attributes = {}) => {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};

// The engine.
let engine;
const memory = () => new Uint8Array(engine.memory.buffer);
function ask(what, bytes) {
  const at = engine.buffer(bytes.length);
  memory().set(bytes, at);
  engine[what]();
  const start = engine.answer();
  const said = JSON.parse(new TextDecoder().decode(memory().subarray(start, start + engine.length())));
  if ("Err" in said) throw new Error(said.Err);
  return said.Ok;
}
const encode = (text) => new TextEncoder().encode(text);

let rules = new Map();
async function begin() {
  const packed = atob(by("engine").textContent.trim());
  const module = await WebAssembly.compile(Uint8Array.from(packed, (letter) => letter.charCodeAt(0)));
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    (imports[from] ??= {})[name] = () => { throw new Error(`${name} is not to be had here`); };
  }
  engine = (await WebAssembly.instantiate(module, imports)).exports;
  rules = new Map(ask("open", encode(by("desk").textContent)).map((rule) => [rule.id, rule]));
  const sets = [...new Set([...rules.values()].filter((rule) => rule.level !== "off").map((rule) => rule.id.split("/")[0]))];
  for (const set of sets.sort()) filters.elements.set.append(node("option", set, { value: set }));
  document.execCommand("defaultParagraphSeparator", false, "p");
  check();
}

// The story as paragraphs.
const text = (paragraph) => paragraph.textContent.replace(/[\n\r\u00a0]/g, " ");
const paragraphs = () => [...story.children];
function normalise() {
  for (const child of [...story.childNodes]) {
    if (child.nodeType === Node.TEXT_NODE && child.data.trim()) {
      const selection = getSelection(), offset = selection.anchorNode === child ? selection.anchorOffset : null;
      const paragraph = node("p");
      child.replaceWith(paragraph);
      paragraph.append(child);
      if (offset !== null) selection.collapse(child, offset);
    } else if (child.nodeType === Node.TEXT_NODE || child.nodeName === "BR") child.remove();
  }
  if (!story.children.length) {
    // the first letters are to stand in a paragraph
    const paragraph = node("p");
    paragraph.append(node("br"));
    story.append(paragraph);
    if (document.activeElement === story) getSelection().collapse(paragraph, 0);
  }
  story.classList.toggle("empty", story.textContent.trim() === "");
}

/** The range of UTF-16 units `start` to `end`, the end in the paragraph `last`. */
function range({ paragraph, start, last, end }) {
  const all = paragraphs(), made = document.createRange();
  const place = (index, offset) => {
    const walker = document.createTreeWalker(all[index], NodeFilter.SHOW_TEXT);
    let rest = offset, before = null;
    for (let words = walker.nextNode(); words; words = walker.nextNode()) {
      if (rest <= words.length) return [words, rest];
      rest -= words.length;
      before = words;
    }
    return before ? [before, before.length] : [all[index], 0];
  };
  if (!all[paragraph]) return null;
  made.setStart(...place(paragraph, start));
  made.setEnd(...(all[last] ? place(last, end) : place(all.length - 1, Infinity)));
  return made;
}

/** The paragraph of a place of the document, and the units before it. */
function spot(container, offset) {
  const holder = container === story ? story.children[offset] : container;
  const index = paragraphs().findIndex((paragraph) => paragraph === holder || paragraph.contains(holder));
  if (index < 0) return null;
  const before = document.createRange();
  before.selectNodeContents(paragraphs()[index]);
  if (container !== story) before.setEnd(container, offset);
  else before.collapse(true);
  return { paragraph: index, offset: before.toString().length };
}

// Checking.
let report = { findings: [], kinds: [], sources: [] }, waiting, took = 0, chosen = -1;
function soon() {
  story.dataset.checked = "no";
  clearTimeout(waiting);
  waiting = setTimeout(check, Math.max(120, took * 2));
}
function stetsOf(paragraph) { return JSON.parse(paragraph.dataset.stets || "[]"); }
function check() {
  clearTimeout(waiting);
  normalise();
  const all = paragraphs();
  const stets = all.flatMap((paragraph, index) => stetsOf(paragraph).map((stet) => [index, `stet ${stet.rule}: ${stet.reason}`]));
  const request = { paragraphs: all.map((paragraph) => ({ text: text(paragraph), kind: paragraph.dataset.kind || null })), stets };
  const started = performance.now();
  try {
    report = ask("check", encode(JSON.stringify(request)));
  } catch (error) {
    status_.textContent = `The story can't be checked: ${error.message}`;
    return;
  }
  took = performance.now() - started;
  all.forEach((paragraph, index) => {
    const kind = report.kinds[index];
    if (kind && kind !== "paragraph") paragraph.dataset.shown = kind;
    else delete paragraph.dataset.shown;
  });
  report.findings.forEach((finding) => (finding.key = `${finding.rule}\n${words(finding)}`));
  show();
  story.dataset.checked = "yes";
}
const words = (finding) => {
  const found = range(finding.labels[0][0]);
  return found ? found.toString() : "";
};

// Dismissed findings stay so in this browser.
const dismissed = new Set();
try { JSON.parse(localStorage.getItem("copydesk dismissed") || "[]").forEach((key) => dismissed.add(key)); } catch { /* not kept here */ }
function keep() {
  try { localStorage.setItem("copydesk dismissed", JSON.stringify([...dismissed].slice(-2000))); } catch { /* not kept here */ }
}

let shown = [];
function show() {
  const set = filters.elements.set.value;
  const wanted = report.findings.filter(({ level, rule }) => filters.elements[level].checked && (!set || rule.startsWith(`${set}/`)));
  shown = wanted.filter((finding) => !dismissed.has(finding.key));
  const hidden = wanted.length - shown.length, again = by("again");
  again.hidden = !hidden;
  again.textContent = `Show ${hidden} dismissed`;
  if (chosen >= shown.length) chosen = -1;
  cards.replaceChildren(...shown.map(card));
  mark();
  const counts = ["error", "warning", "note"].map((level) => [level, report.findings.filter((finding) => finding.level === level).length]);
  const told = counts.filter(([, count]) => count).map(([level, count]) => `${count} ${level}${count === 1 ? "" : "s"}`);
  const number = paragraphs().reduce((sum, paragraph) => sum + text(paragraph).split(/\s+/).filter(Boolean).length, 0);
  status_.textContent = `${number} words: ${told.join(", ") || "nothing found"}${report.hidden ? `, ${report.hidden} let stand` : ""}`;
  by("sources").querySelector("tbody").replaceChildren(...report.sources.map(row));
  const stets = paragraphs().flatMap((paragraph) => stetsOf(paragraph).map((stet, index) => [paragraph, stet, index]));
  by("stets").hidden = !stets.length;
  by("stets").querySelector("ul").replaceChildren(...stets.map(([paragraph, stet, index]) => {
    const item = node("li", `${stet.rule}: ${stet.reason} `), back = node("button", "Take back", { type: "button" });
    back.onclick = () => {
      const rest = stetsOf(paragraph);
      rest.splice(index, 1);
      paragraph.dataset.stets = JSON.stringify(rest);
      check();
    };
    item.append(back);
    return item;
  }));
}

function row(source) {
  const made = node("tr"), name = node("td"), go = node("button", source.name, { type: "button" });
  go.onclick = () => select(source.place);
  name.append(go);
  made.append(name, node("td", source.kind), node("td", String(source.times)), node("td", source.described || ""));
  return made;
}

function card(finding, index) {
  const made = node("li", "", { class: `card ${finding.level}`, tabindex: "0", "data-index": index });
  made.setAttribute("aria-label", `${finding.level}: ${finding.message}`);
  const title = node("h4");
  title.append(node("span", finding.level, { class: "level" }), ` ${finding.message}`);
  made.append(title);
  finding.labels.forEach(([place, label], at) => {
    const found = range(place), line = node("p", "", { class: "words" });
    if (!found || (at > 0 && !label)) return;
    const said = found.toString();
    line.append(node("q", said.length > 90 ? `${said.slice(0, 88)}…` : said, { dir: "auto" }), " ", node("span", label, { class: "label" }));
    made.append(line);
  });
  if (finding.help) made.append(node("p", finding.help, { class: "help" }));
  const more = node("details"), rule = rules.get(finding.rule);
  more.append(node("summary", finding.rule, { class: "rule" }));
  if (finding.why) more.append(node("p", finding.why));
  if (rule?.bad) more.append(node("p", "Found in:", { class: "rule" }), node("p", rule.bad.trim(), { class: "example" }));
  if (rule?.good) more.append(node("p", "Not found in:", { class: "rule" }), node("p", rule.good.trim(), { class: "example" }));
  made.append(more);
  const actions = node("div", "", { class: "actions" });
  const button = (name, label, act) => {
    const made = node("button", name, { type: "button", "aria-label": `${label}: ${finding.message}` });
    made.onclick = (event) => { event.stopPropagation(); act(); };
    actions.append(made);
  };
  if (finding.fix) button(finding.fix.safe ? "Fix" : "Fix (read it over)", finding.fix.message, () => mend(finding));
  button("Stet…", "Let it stand", () => askReason(made, finding));
  button("Dismiss", "Dismiss", () => { dismissed.add(finding.key); keep(); show(); cards.children[Math.min(index, shown.length - 1)]?.focus(); });
  made.append(actions);
  made.onclick = (event) => { if (!event.target.closest("button, details, form")) choose(index, true); };
  made.onkeydown = (event) => { if (event.key === "Enter" && event.target === made) { event.preventDefault(); choose(index, true); } };
  return made;
}

function askReason(made, finding) {
  if (made.querySelector("form")) return;
  const form = node("form"), reason = node("input", "", { "aria-label": "Why it stands", placeholder: "Why does it stand?", required: "" });
  form.append(reason, node("button", "Let it stand"));
  form.onsubmit = (event) => {
    event.preventDefault();
    const paragraph = paragraphs()[finding.labels[0][0].paragraph], why = reason.value.replace(/\s+/g, " ").trim();
    if (!why || !paragraph) return;
    paragraph.dataset.stets = JSON.stringify([...stetsOf(paragraph), { rule: finding.rule, reason: why }]);
    check();
    story.focus();
  };
  made.append(form);
  reason.focus();
}

// Marks: highlights where the browser knows them, else elements.
const highlights = globalThis.CSS?.highlights && !location.hash.includes("marks");
function mark() {
  const of = (level) => shown.filter((finding) => finding.level === level);
  if (highlights) {
    for (const level of ["note", "warning", "error"]) {
      CSS.highlights.set(level, new Highlight(...of(level).map((finding) => range(finding.labels[0][0])).filter(Boolean)));
    }
    const found = shown[chosen] && range(shown[chosen].labels[0][0]);
    const marked = new Highlight(...(found ? [found] : []));
    marked.priority = 1;
    CSS.highlights.set("chosen", marked);
    return;
  }
  const selection = getSelection();
  const kept = story.contains(selection.anchorNode) && spot(selection.anchorNode, selection.anchorOffset);
  paragraphs().forEach((paragraph, index) => {
    const said = paragraph.textContent;
    if (!said) return;
    const places = shown.map((finding) => [finding.labels[0][0], finding.level]).filter(([place]) => place.paragraph === index);
    const made = [];
    let done = 0;
    for (const [place, level] of places.sort((one, other) => one[0].start - other[0].start)) {
      const end = place.last === index ? place.end : said.length;
      if (place.start < done || end <= place.start) continue;
      made.push(said.slice(done, place.start), node("mark", said.slice(place.start, end), { class: `mark ${level}` }));
      done = end;
    }
    made.push(said.slice(done));
    paragraph.replaceChildren(...made.filter((part) => part !== ""));
  });
  if (kept) {
    const back = range({ paragraph: kept.paragraph, start: kept.offset, last: kept.paragraph, end: kept.offset });
    if (back) selection.collapse(back.startContainer, back.startOffset);
  }
}

function select(place) {
  const found = range(place);
  if (!found) return;
  story.focus({ preventScroll: true });
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(found);
  found.startContainer.parentElement?.scrollIntoView({ block: "center" });
}
let choosing = false;
function choose(index, go) {
  chosen = index;
  [...cards.children].forEach((card, at) => card.classList.toggle("on", at === index));
  const made = cards.children[index];
  if (made && !go) made.scrollIntoView({ block: "nearest" });
  if (go && shown[index]) {
    choosing = true;
    select(shown[index].labels[0][0]);
    made.scrollIntoView({ block: "nearest" });
    setTimeout(() => (choosing = false), 50);
  }
  if (highlights) mark();
}

function mend(finding) {
  for (const [place, replacement] of [...finding.fix.edits].reverse()) {
    select(place);
    if (replacement) document.execCommand("insertText", false, replacement);
    else document.execCommand("delete");
  }
  // a paragraph that went leaves no empty one
  for (const paragraph of paragraphs()) {
    const place = finding.fix.edits[0]?.[0];
    if (place && place.last > place.paragraph && paragraph === paragraphs()[place.paragraph] && !paragraph.textContent) paragraph.remove();
  }
  check();
}

// What comes in.
const BLOCKS = "p,h1,h2,h3,h4,h5,h6,li,blockquote,figcaption,td,th,pre,div,section,article,dt,dd";
const kindOf = (name) => ({ H1: "headline", LI: "list-item", BLOCKQUOTE: "block-quote", FIGCAPTION: "caption" })[name] || (/^H[2-6]$/.test(name) ? "subhead" : null);
function fromHtml(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  parsed.querySelectorAll("script,style,head,title,template").forEach((part) => part.remove());
  // comments of Google Docs: a mark in the text, and what was said of it behind the text
  parsed.querySelectorAll("a[id^=cmnt]").forEach((mark) => {
    const around = mark.closest("sup") || [mark.closest("div"), mark.closest("p")].find((part) => part?.textContent.trim().startsWith(mark.textContent));
    (around || mark).remove();
  });
  parsed.querySelectorAll("br").forEach((br) => br.replaceWith("\n"));
  const found = [];
  const take = (element, kind) => {
    let loose = "";
    const flush = () => {
      loose.split(/\n\s*\n/).forEach((part) => {
        const said = part.replace(/\s+/g, " ").trim();
        if (said) found.push({ text: said, kind });
      });
      loose = "";
    };
    for (const child of element.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) loose += child.data;
      else if (child.nodeType !== Node.ELEMENT_NODE) continue;
      else if (child.matches(BLOCKS) || child.querySelector(BLOCKS)) {
        flush();
        take(child, kindOf(child.nodeName) || kind);
      } else loose += child.textContent;
    }
    flush();
  };
  take(parsed.body, null);
  return found;
}
const fromText = (said) => said.split(/\r?\n/).map((line) => ({ text: line.trim(), kind: null })).filter(({ text }) => text);
const MANY = 300;
function insert(found) {
  if (found.length === 1) return document.execCommand("insertText", false, found[0].text);
  const holder = node("div");
  holder.append(...found.map(({ text, kind }) => node("p", text, kind ? { "data-kind": kind } : {})));
  const selection = getSelection();
  const whole = !story.textContent.trim() || selection.toString().trim() === story.innerText.trim();
  if (found.length > MANY && whole) {
    // a browser's own insertion takes minutes over so many
    story.replaceChildren(...holder.childNodes);
    selection.collapse(story.lastChild, story.lastChild.childNodes.length);
    return true;
  }
  return document.execCommand("insertHTML", false, holder.innerHTML);
}
story.addEventListener("paste", (event) => {
  event.preventDefault();
  const html = event.clipboardData.getData("text/html");
  let found = html ? fromHtml(html) : [];
  if (!found.length) found = fromText(event.clipboardData.getData("text/plain"));
  if (found.length) insert(found);
  soon();
});
async function openFile(file) {
  try {
    const head = encode(`${file.name.replace(/\n/g, " ")}\n`), body = new Uint8Array(await file.arrayBuffer());
    const bytes = new Uint8Array(head.length + body.length);
    bytes.set(head);
    bytes.set(body, head.length);
    const kept = ["headline", "dek", "byline", "subhead", "list-item", "block-quote", "caption", "note"];
    const found = ask("read", bytes).map(({ text, kind }) => ({ text, kind: kept.includes(kind) ? kind : null }));
    if (!found.length) throw new Error(`${file.name}: there is nothing to read in it`);
    story.focus();
    getSelection().selectAllChildren(story);
    if (found.length === 1) found.push({ text: "", kind: null });
    insert(found);
    check();
  } catch (error) {
    status_.textContent = error.message;
  }
}
story.addEventListener("dragover", (event) => { event.preventDefault(); story.classList.add("over"); });
story.addEventListener("dragleave", () => story.classList.remove("over"));
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
  story.classList.remove("over");
  if (event.dataTransfer?.files.length) {
    event.preventDefault();
    openFile(event.dataTransfer.files[0]);
  }
});
by("open").onclick = () => by("file").click();
by("file").onchange = (event) => { if (event.target.files[0]) openFile(event.target.files[0]); event.target.value = ""; };

// What goes out.
const TAGS = { headline: "h1", subhead: "h2", "block-quote": "blockquote", "list-item": "li" };
function written(format) {
  const comment = (words) => (format === "txt" ? ` [${words}]` : ` <!-- ${words.replace(/-->/g, "→")} -->`);
  return paragraphs().filter((paragraph) => text(paragraph).trim()).map((paragraph) => {
    const said = text(paragraph).trim(), kind = paragraph.dataset.shown;
    const stets = format === "clean" ? "" : stetsOf(paragraph).map((stet) => comment(`stet ${stet.rule}: ${stet.reason}`)).join("");
    if (format === "html") {
      const tag = TAGS[kind] || "p", held = node(tag, said);
      return held.outerHTML.replace(/<\/\w+>$/, (end) => stets + end);
    }
    const before = format === "md" ? { headline: "# ", subhead: "## ", "list-item": "- ", "block-quote": "> " }[kind] || "" : "";
    return before + said + stets;
  }).join(format === "html" ? "\n" : "\n\n") + "\n";
}
by("copy").onclick = () => {
  const copied = (event) => { event.preventDefault(); event.clipboardData.setData("text/plain", written("clean")); };
  addEventListener("copy", copied, { once: true });
  document.execCommand("copy");
  removeEventListener("copy", copied);
  status_.textContent = "Copied, without marks and stets";
};
by("save").onchange = (event) => {
  const format = event.target.value;
  event.target.value = "";
  if (!format) return;
  const html = format === "html", whole = html ? `<!DOCTYPE html>\n<meta charset="utf-8">\n<article>\n${written(format)}</article>\n` : written(format);
  const link = node("a", "", { download: `story.${format}`, href: URL.createObjectURL(new Blob([whole], { type: html ? "text/html" : "text/plain" })) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};

// The paragraph at hand, and keys.
const here = () => {
  const selection = getSelection();
  return story.contains(selection.anchorNode) ? spot(selection.anchorNode, selection.anchorOffset) : null;
};
let last = null;
document.addEventListener("selectionchange", () => {
  const at = here();
  if (!at) return;
  last = paragraphs()[at.paragraph];
  by("kind").value = last.dataset.kind || "";
  if (choosing) return;
  const index = shown.findIndex(({ labels: [[place]] }) => place.paragraph === at.paragraph && place.start <= at.offset && (place.last > at.paragraph || at.offset <= place.end));
  if (index !== chosen) choose(index, false);
});
by("kind").onchange = (event) => {
  if (!last?.isConnected) return;
  if (event.target.value) last.dataset.kind = event.target.value;
  else delete last.dataset.kind;
  check();
};
story.addEventListener("input", (event) => {
  if (event.inputType === "insertParagraph") {
    // a new paragraph is told anew
    const at = here(), made = at && paragraphs()[at.paragraph];
    if (made && !made.textContent) { delete made.dataset.kind; delete made.dataset.shown; delete made.dataset.stets; }
  }
  story.classList.toggle("empty", story.textContent.trim() === "");
  soon();
});
addEventListener("keydown", (event) => {
  if (event.key === "F8" && shown.length) {
    event.preventDefault();
    choose((chosen + (event.shiftKey ? -1 : 1) + shown.length + (chosen < 0 && event.shiftKey ? 1 : 0)) % shown.length, true);
  } else if (event.key === "Enter" && event.altKey && shown[chosen]?.fix) {
    event.preventDefault();
    mend(shown[chosen]);
  }
});
filters.addEventListener("change", show);
filters.addEventListener("submit", (event) => event.preventDefault());
by("again").onclick = () => {
  report.findings.forEach(({ key }) => dismissed.delete(key));
  keep();
  show();
};
story.addEventListener("focus", normalise);
addEventListener("beforeunload", (event) => { if (story.textContent.trim()) event.preventDefault(); });
story.classList.add("empty");
begin().catch((error) => { status_.textContent = `The rules can't be opened: ${error.message}`; });
