"use strict";

const data = JSON.parse(document.getElementById("data").textContent);
const $ = (id) => document.getElementById(id);

/* The document around a card on each client: its classes and the styles that affect templates. */
const DEVICES = [
  { name: "iPhone", width: 390, height: 844, html: "mobile iphone ios webkit safari", body: "", css: "" },
  { name: "Android", width: 390, height: 844, html: "mobile android chrome", body: "", css: "img,video{max-width:100%}img{max-height:100%}" },
  { name: "Desktop", width: 800, height: 700, html: "linux chrome", body: "isLin fancy", css: "body{margin:20px;overflow-wrap:break-word}img{max-width:100%;max-height:95vh}" },
];
const KINDS = [
  ["added", "New"], ["revised", "Revised"], ["moved", "Moved"], ["revived", "Revived"], ["kept", "Unchanged"],
];
const NEAR = 1200; // pixels around the screen in which cards are drawn
const GROUP = 50; // cards, or messages
const TEX = /\\\((.+?)\\\)|\\\[([^]+?)\\\]/g;
const NO_TEX = "pre, code, script, style, textarea"; // MathJax skips them, too

/** An element with text: `make("p.note", "Hello")`; never HTML. */
function make(what, ...children) {
  const [tag, ...classes] = what.split(".");
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(" ");
  element.append(...children);
  return element;
}
const digits = new Intl.NumberFormat("en"); // making one for each number takes longer than all else
const count = (number, noun) => `${digits.format(number)} ${noun}${number === 1 ? "" : "s"}`;
/** Text as it is searched; the texts of cards come like that. */
const plain = (text) => text.toLowerCase().normalize("NFC");

/* State, kept when the tab is reloaded. */
const KEY = "anki-export preview";
const state = { query: "", filters: [], device: "iPhone", backs: false, night: null, at: null };
try { Object.assign(state, JSON.parse(sessionStorage.getItem(KEY))); } catch { /* the browser has no session storage for files */ }
const prefersNight = matchMedia("(prefers-color-scheme: dark)");
const isNight = () => state.night ?? prefersNight.matches;
const device = () => DEVICES.find((one) => one.name === state.device) ?? DEVICES[0];

/* Parts of the data: on the page, or in files that are loaded when they are needed. */
const loading = new Map();
const receivers = new Map();
/** Called by a file with its part. */
function receive(version, name, part) {
  if (version === document.body.dataset.version) receivers.get(name)?.(part);
  else say("The preview has changed: reload this page");
}
function load(name) {
  if (!loading.has(name)) {
    loading.set(name, Object.hasOwn(data.on_page, name) ? Promise.resolve(data.on_page[name]) : new Promise((done) => {
      receivers.set(name, done);
      const script = document.createElement("script");
      script.nonce = document.body.dataset.version;
      script.src = `${data.folder}/${name}.js`;
      script.addEventListener("load", () => script.remove());
      script.addEventListener("error", () => say(`${data.folder}/${name}.js is missing: it belongs to this page`));
      document.head.append(script);
    }));
  }
  return loading.get(name);
}

/* Cards in groups, whose rows are made near the visible part of the page, and filled nearer to it. */
const cards = [];
const NONE = [];
data.decks.forEach((deck, d) => deck.cards.forEach(([size, guid, change, codes = NONE], n) => {
  cards.push({
    size, guid, change, codes, deck: d, n, number: cards.length,
    group: null, row: null, stages: null, text: "", isNear: false, isShown: true,
  });
}));
const placeOf = (card) => `${card.path}:${card.line}`;
/** The numbers of the first cards of the parts of a kind. */
const firsts = (kind) => data.parts[kind].map((_, part, sizes) => sizes.slice(0, part).reduce((sum, size) => sum + size, 0));
const firstCards = firsts("cards");
/** The card with what is needed to draw it. */
async function whole(card) {
  const part = firstCards.findLastIndex((first) => first <= card.number);
  const { cards: details, media } = await load(`cards-${part}`);
  return Object.assign(card, { messages: NONE, media }, details[card.number - firstCards[part]]);
}
/* What a search looks into: loaded by the first search, or when the first cards are drawn. */
let areTextsLoaded = false;
let textsLoading = null;
function loadTexts() {
  return textsLoading ??= Promise.all(firsts("texts").map(async (first, part) => {
    (await load(`texts-${part}`)).forEach((text, at) => { cards[first + at].text = text; });
    loading.delete(`texts-${part}`);
  })).then(() => { areTextsLoaded = true; });
}
const has = (text, words) => words.every((word) => text.includes(word));
const byRow = new Map();
const groups = [];
let current = null;

/* What is done with elements once they come near the visible part of the page. */
const acts = new WeakMap();
const nearObserver = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) continue;
    nearObserver.unobserve(target);
    acts.get(target)();
  }
}, { rootMargin: `${2 * NEAR}px 0px` });
function whenNear(element, act) {
  acts.set(element, act);
  nearObserver.observe(element);
}

function placeButton(place) {
  const button = make("button.place", make("code", place));
  button.type = "button";
  button.title = "Copy";
  button.addEventListener("click", () => copy(place, button));
  return button;
}

async function copy(text, element) {
  try {
    await navigator.clipboard.writeText(text);
    say(`Copied ${text}`);
  } catch {
    if (element) getSelection().selectAllChildren(element);
    say("Selected: press Ctrl-C or ⌘C to copy");
  }
}

let toastTimer = 0;
function say(text) {
  $("toast").textContent = text;
  $("toast").classList.add("is-shown");
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => $("toast").classList.remove("is-shown"), 1600);
}

function messageBox(path, [code, message, hint, place]) {
  const [severity] = data.rules[code];
  const box = make("div.message", make("p.what", make("b", `${severity} ${code}`), ` ${message}`));
  box.dataset.kind = severity;
  if (hint) box.append(make("p.hint", hint));
  box.append(placeButton(path + place));
  return box;
}

function badge(kind, text) {
  const element = make("span.badge", text);
  element.dataset.kind = kind;
  return element;
}

function facts(card) {
  const head = make("div.head", make("b", `${card.n + 1}`));
  if (card.change) head.append(badge(card.change, KINDS.find(([kind]) => kind === card.change)[1]));
  const box = make("div.facts", head, placeButton(placeOf(card)));
  const known = [card.guid, card.version && `v${card.version}`].filter(Boolean);
  if (known.length) box.append(make("span.quiet", make("code", known[0]), known[1] ? ` ${known[1]}` : ""));
  box.append(make("span.quiet", [...card.tags, card.format, `answer: ${card.rule}`].join(" · ")));
  if (card.from) box.append(make("span.quiet", `from ${card.from}`));
  box.append(...card.messages.map((message) => messageBox(card.path, message)));
  if (card.was) {
    const list = make("dl.was");
    for (const [name, pieces] of card.was) list.append(make("dt", name), make("dd", ...pieces.map(piece)));
    if (!card.was.length && card.change === "revised") list.append(make("dd.quiet", "Only formatting, a picture or a link has changed."));
    box.append(list);
  }
  return box;
}
const piece = ([sign, text]) => (sign === "=" ? text : make(sign === "-" ? "del" : "ins", text));

function stage(card, side) {
  const figure = make(`figure.stage.${side}`);
  figure.style.setProperty("--h", 60 + Math.ceil(rendered(card, side).length / 4)); // until it is measured
  return figure;
}

/** The HTML of a side: the template with the fields of the card. */
function rendered(card, side) {
  const fields = { Topic: data.decks[card.deck].topic, Version: card.version, ...card.fields };
  return data.templates[card.template][side].replace(/\0(\w+)\0/g, (_, name) => (
    name === "FrontSide" ? rendered(card, "front") : fields[name]));
}

/* The HTML document of a card, built without running any code, and shown in a frame where none can run. */
function cardDocument(card, side) {
  const html = rendered(card, side);
  const { name, html: root, body, css, height } = device();
  const sound = /\[sound:([^\]]+)\]/g;
  const page = new DOMParser().parseFromString(html.replace(sound, (_, file) => `<audio controls src="${file}"></audio>`), "text/html");
  for (const media of page.querySelectorAll("img[src], audio[src], video[src], source[src]")) {
    const file = media.getAttribute("src");
    media.setAttribute("src", Object.hasOwn(card.media, file) ? card.media[file] : "data:,");
  }
  for (const link of page.querySelectorAll("a[href]")) {
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  }
  if (html.includes("\\(") || html.includes("\\[")) markTex(page);
  const night = isNight();
  const classes = ["card", "card1", ...body.split(" "), ...(night ? ["nightMode", "night_mode"] : [])].filter(Boolean);
  // vh is relative to the device's screen, not to the frame, which is as high as its card.
  const onScreen = (text) => text.replace(/(\d*\.?\d+)[sld]?vh\b/g, (_, share) => `${(share * height) / 100}px`);
  const styles = `${onScreen(css)}\n</style><style>${onScreen(data.css)}\n</style><style>
    ::highlight(found){background:#ffd54a;color:#1b2027}
    .preview-tex{font:.9em/1.4 ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace;padding:0 .2em;border-bottom:1px dotted currentColor;overflow-wrap:anywhere;cursor:help}
    .preview-tex.block{display:block;margin:.6em 0;padding:.3em .5em;border:1px dotted currentColor;border-radius:.3em;white-space:pre-wrap}`;
  const night_mode = night ? " night-mode" : "";
  return `<!doctype html><html lang="en" class="${root}${night_mode}"><head><meta charset="utf-8"><title>${name}</title><style>${styles}</style></head>` +
    `<body class="${classes.join(" ")}"><div id="qa" dir="auto">${page.body.innerHTML}</div></body></html>`;
}

function markTex(page) {
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(NO_TEX)) found.push(walker.currentNode);
  for (const node of found) {
    const parts = [];
    let end = 0;
    for (const match of node.data.matchAll(TEX)) {
      const formula = page.createElement("span");
      formula.className = match[2] === undefined ? "preview-tex" : "preview-tex block";
      formula.title = "Anki renders this formula";
      formula.textContent = (match[1] ?? match[2]).trim();
      parts.push(node.data.slice(end, match.index), formula);
      end = match.index + match[0].length;
    }
    if (parts.length) node.replaceWith(...parts, node.data.slice(end));
  }
}

function draw(card, side, figure) {
  const frame = document.createElement("iframe");
  frame.title = `${side}: ${card.title}`;
  frame.setAttribute("sandbox", "allow-same-origin allow-popups allow-popups-to-escape-sandbox");
  frame.addEventListener("load", () => {
    setTimeout(loadTexts, 300);
    measure(frame, figure);
    hold();
    highlight(frame);
    frame.contentDocument.addEventListener("keydown", pressed); // keys also work after a click into a card
  });
  frame.srcdoc = cardDocument(card, side);
  figure.classList.toggle("is-night", isNight());
  figure.querySelector("iframe")?.remove();
  figure.append(frame);
}

function measure(frame, figure) {
  const root = frame.contentDocument?.documentElement;
  const below = figure.classList.contains("front") ? 18 : 0; // on a device, empty space follows a front
  if (root?.offsetHeight) figure.style.setProperty("--h", Math.ceil(root.offsetHeight) + below);
}

/* Highlight the search terms without changing the card. */
function highlight(frame) {
  const { CSS: styles, Highlight } = frame.contentWindow;
  const page = frame.contentDocument;
  if (!styles?.highlights || !page.body) return;
  const ranges = [];
  const words = searched();
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  while (words.length && walker.nextNode()) {
    const text = walker.currentNode.data.toLowerCase();
    if (text.length !== walker.currentNode.data.length) continue; // some letters change length in lower case
    for (const word of words) {
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
        const range = page.createRange();
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + word.length);
        ranges.push(range);
      }
    }
  }
  styles.highlights.set("found", new Highlight(...ranges));
}

async function fill(card) {
  await whole(card);
  if (!card.isNear) return; // any more
  if (!card.stages) {
    card.stages = { front: stage(card, "front"), back: stage(card, "back") };
    card.row.append(facts(card), make("div.sides", card.stages.front, card.stages.back));
    card.row.style.minHeight = "";
    card.row.setAttribute("aria-label", `${card.n + 1}. ${card.title}`);
  }
  for (const side of ["front", "back"]) {
    if (side === "back" || !state.backs) draw(card, side, card.stages[side]);
  }
}

function empty(card) {
  for (const figure of Object.values(card.stages ?? {})) figure.querySelector("iframe")?.remove();
}

const rowObserver = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    const card = byRow.get(target);
    if (card.isNear === isIntersecting) continue;
    card.isNear = isIntersecting;
    (isIntersecting ? fill : empty)(card);
  }
}, { rootMargin: `${NEAR}px 0px` });

const expectedHeight = (card) => Math.min(900, 400 + Math.ceil(card.size / 5)); // until it is drawn
function makeRows(group) {
  if (group.hasRows) return;
  group.hasRows = true;
  for (const card of group.cards) {
    card.row = make("article.card-row");
    card.row.tabIndex = -1;
    card.row.style.minHeight = `${expectedHeight(card)}px`;
    card.row.hidden = !card.isShown;
    byRow.set(card.row, card);
  }
  group.element.append(...group.cards.map((card) => card.row));
  group.element.style.minHeight = "";
  for (const card of group.cards) rowObserver.observe(card.row);
}
function rowOf(card) {
  makeRows(card.group);
  return card.row;
}
/** Show or hide a group and its rows, as its cards are. */
function applyShown(group) {
  const shown = group.cards.filter((card) => card.isShown);
  group.element.hidden = !shown.length;
  if (group.hasRows) for (const card of group.cards) card.row.hidden = !card.isShown;
  else group.element.style.minHeight = `${shown.reduce((sum, card) => sum + expectedHeight(card), 0)}px`;
}

/* The page. */
function build() {
  const sections = data.decks.map((deck, d) => {
    const title = make("h2", deck.name);
    const about = [deck.versions, count(deck.cards.length, "card"), deck.change_counts].filter(Boolean).join(" · ");
    title.append(make("small", about));
    const section = make("section.deck", title);
    section.id = `deck-${d}`;
    section.setAttribute("aria-label", deck.name);
    return section;
  });
  for (const card of cards) {
    if (card.n % GROUP === 0) {
      const made = { element: make("div.group"), cards: [], hasRows: false };
      groups.push(made);
      sections[card.deck].append(made.element);
      whenNear(made.element, () => makeRows(made));
    }
    card.group = groups.at(-1);
    card.group.cards.push(card);
  }
  groups.forEach(applyShown);
  $("cards").append(...sections);

  $("decks").append(...data.decks.map((deck, d) => {
    const link = make("a", make("span", deck.name, make("small", [deck.versions, deck.change_counts].filter(Boolean).join(" · "))), make("span.n"));
    link.href = `#deck-${d}`;
    link.addEventListener("click", () => holdAt(sections[d], barHeight()));
    return make("li", link);
  }));

  verdict();
  buildFilters();
  state.filters = state.filters.filter((kind) => $("side").querySelector(`[data-filter="${kind}"]:enabled`)); // else there is no way back
  buildGone();
  $("math").hidden = !data.has_math;
  document.title = `${count(cards.length, "card")} · Preview`;
}

function buildDevices() {
  for (const one of DEVICES) {
    const button = make("button", one.name);
    button.type = "button";
    button.title = `${one.width} pixels wide (w)`;
    button.addEventListener("click", () => setDevice(one.name));
    $("devices").append(button);
  }
}

function verdict() {
  const size = `${count(cards.length, "card")} in ${count(data.decks.length, "deck")}`;
  const { error: errors = 0, warning: warnings = 0 } = data.counts;
  const counts = [errors && count(errors, "error"), warnings && count(warnings, "warning")].filter(Boolean).join(", ");
  $("verdict").append(`${size}. `);
  if (data.stops) $("verdict").append(make("b", `${counts}: a build would write nothing.`));
  else if (errors) $("verdict").append(make("b", `${counts}: a build would leave out the pages with errors.`));
  else if (!data.can_build) $("verdict").append(make("b", "There is nothing to build."));
  else $("verdict").append(counts ? `${counts}; ready to build.` : "Ready to build.");
}

const FILTERS = [...KINDS.map(([kind, name]) => [kind, kind, name]), ["messages", "warning", "With messages"]];
const CODES = Object.entries(data.rules).map(([code, [severity, meaning]]) => (
  [code, severity, make("span", make("b", code), ` ${meaning}`)]));

function chip(kind, name, number) {
  const dot = make("span.dot");
  dot.dataset.kind = kind;
  const button = make("button", dot, make("span", name), make("span.n", digits.format(number)));
  button.type = "button";
  return button;
}
function filterChip([filter, kind, name], number) {
  const button = chip(kind, name, number);
  button.dataset.filter = filter;
  button.disabled = !number;
  button.addEventListener("click", () => {
    const is_on = state.filters.includes(filter);
    state.filters = is_on ? state.filters.filter((one) => one !== filter) : [...state.filters, filter];
    find();
  });
  return button;
}
function buildFilters() {
  const numbers = {};
  const add = (name) => { numbers[name] = (numbers[name] ?? 0) + 1; };
  for (const card of cards) {
    add(card.change);
    if (card.codes.length) add("messages");
    card.codes.forEach(add);
  }
  for (const page of data.messages) for (const [code] of page.messages) add(code);
  $("filter-title").textContent = data.is_planned ? "Next build" : "Next build can't be planned";
  for (const filter of FILTERS) {
    const number = numbers[filter[0]] ?? 0;
    if (number || (data.is_planned && filter[0] !== "messages")) $("filters").append(filterChip(filter, number));
  }
  for (const [id, name, number, kind] of [
    ["messages", "Messages without a card", data.messages.reduce((sum, page) => sum + page.messages.length, 0), "error"],
    ["gone", "Retired or moved away", data.gone.filter((card) => card.how !== "retired before").length, "retired"],
  ]) {
    if (!number) continue;
    const button = chip(kind, name, number);
    button.addEventListener("click", () => $(id).scrollIntoView());
    $("filters").append(button);
  }
  $("codes").hidden = !CODES.length;
  for (const filter of CODES) $("codes").querySelector(".chips").append(filterChip(filter, numbers[filter[0]]));
}

/** Messages without a card stand first, but below what is searched or filtered; all but the first are drawn when near. */
function showMessages(words, codes) {
  let shown = 0;
  const boxes = [];
  for (const { path, messages } of data.messages) {
    const found = messages.filter(([code, message, hint, place]) => (!codes.length || codes.includes(code)) &&
      (!words.length || has(plain([code, message, hint, path + place].join("\n")), words)));
    for (let start = 0; start < found.length; start += GROUP) {
      const some = found.slice(start, start + GROUP);
      const box = make("div.page", ...(start ? [] : [make("h3", path)]));
      const fill = () => { box.append(...some.map((message) => messageBox(path, message))); box.style.minHeight = ""; };
      boxes.push(box);
      shown += some.length;
      if (shown <= GROUP) fill();
      else { box.style.minHeight = `${some.length * 80}px`; whenNear(box, fill); }
    }
  }
  $("messages").querySelector(".body").replaceChildren(...boxes);
  $("messages").hidden = !shown;
  $("messages-title").textContent = `${count(shown, "message")} without a card`;
  const place = words.length || state.filters.length ? $("nothing") : $("bar");
  if (place.nextElementSibling !== $("messages")) place.after($("messages"));
}

function buildGone() {
  $("gone").hidden = !data.gone.length;
  const counts = [
    ["retired", "retired by the next build"],
    ["moved away", "moved away"],
    ["retired before", "retired by earlier builds"],
  ].map(([how, words]) => [data.gone.filter((card) => card.how === how).length, words]);
  $("gone-title").textContent = `Removed cards: ${counts.filter(([n]) => n).map(([n, words]) => `${n} ${words}`).join(", ")}`;
  for (const card of data.gone) {
    const when = card.version ? `in version ${card.version}` : "";
    const question = make("summary", badge(card.how, [card.how, when].filter(Boolean).join(" ")), ` ${card.texts[0]}`);
    const details = make("details", question, ...card.texts.slice(1).filter(Boolean).map((text) => make("p", text)));
    const about = make("p.quiet", `${card.deck} · ${card.path} · `, make("code", card.guid));
    const row = make("div.row", details, about);
    $("gone").querySelector(".body").append(row);
    card.row = row;
    card.text = plain([...card.texts, card.path, card.guid].join("\n"));
  }
}

/* Search and filters. */
const searched = () => plain(state.query).split(/\s+/).filter(Boolean);
async function filter() {
  if (searched().length && !areTextsLoaded) {
    $("count").textContent = "Searching…";
    await loadTexts();
  }
  const words = searched();
  const codes = CODES.map(([code]) => code).filter((code) => state.filters.includes(code));
  const kinds = KINDS.map(([kind]) => kind).filter((kind) => state.filters.includes(kind));
  const needsMessages = state.filters.includes("messages");
  const perDeck = data.decks.map(() => 0);
  const changed = new Set();
  let total = 0;
  for (const card of cards) {
    const isShown = (!kinds.length || kinds.includes(card.change)) && (!needsMessages || card.codes.length > 0) &&
      (!codes.length || codes.some((code) => card.codes.includes(code))) && (!words.length || has(card.text, words));
    if (isShown !== card.isShown) { card.isShown = isShown; changed.add(card.group); }
    if (isShown) { perDeck[card.deck] += 1; total += 1; }
  }
  changed.forEach(applyShown);
  showMessages(words, codes);
  for (const card of data.gone) card.row.hidden = !has(card.text, words);
  const all = total === cards.length;
  $("count").textContent = all ? count(total, "card") : `${digits.format(total)} of ${count(cards.length, "card")}`;
  data.decks.forEach((deck, d) => {
    $(`deck-${d}`).hidden = !perDeck[d];
    const link = $("decks").children[d].firstChild;
    link.parentElement.hidden = !perDeck[d];
    link.lastChild.textContent = all ? `${deck.cards.length}` : `${perDeck[d]}/${deck.cards.length}`;
  });
  for (const button of document.querySelectorAll("[data-filter]")) {
    button.setAttribute("aria-pressed", state.filters.includes(button.dataset.filter));
  }
  $("nothing").hidden = total > 0;
  $("nothing").textContent = cards.length ? "No card matches. Press Escape in the search box, or remove filters." : "No cards.";
  if (current && !current.isShown) mark(null);
}

/* How cards are shown. */
function setDevice(name) {
  keepPlace(() => { state.device = name; layOut(); redraw(); });
}
function setBacks(isOn) {
  keepPlace(() => { state.backs = isOn; layOut(); redraw(); });
}
function setNight(isOn) {
  state.night = isOn === prefersNight.matches ? null : isOn;
  applyNight();
}
function applyNight() {
  const night = isNight();
  $("night").setAttribute("aria-pressed", night);
  for (const frame of document.querySelectorAll(".stage iframe")) {
    frame.parentElement.classList.toggle("is-night", night);
    const page = frame.contentDocument;
    for (const name of ["nightMode", "night_mode"]) page?.body?.classList.toggle(name, night);
    page?.documentElement?.classList.toggle("night-mode", night);
  }
}
function redraw() {
  for (const card of cards) if (card.isNear && card.isShown) fill(card);
}
function layOut() {
  const { width, name } = device();
  const free = parseFloat(getComputedStyle($("ruler")).gridTemplateColumns.split(" ").at(-1)) - 2;
  $("cards").style.setProperty("--w", width);
  const forBoth = (free - 18) / (2 * width); // scale down a little if front and back then fit side by side
  $("cards").style.setProperty("--k", forBoth > 0.85 ? Math.min(1, forBoth) : Math.min(1, free / width));
  $("cards").classList.toggle("is-backs", state.backs);
  $("sides").setAttribute("aria-pressed", state.backs);
  for (const button of $("devices").children) button.setAttribute("aria-pressed", button.textContent === name);
}

/* Scroll position: the first visible card stays in place, whatever changes. */
const barHeight = () => $("bar").offsetHeight;
function topCard() {
  const edge = barHeight() + 40;
  const group = groups.find((one) => !one.element.hidden && one.element.getBoundingClientRect().bottom > edge);
  if (!group) return null;
  makeRows(group);
  return group.cards.find((card) => card.isShown && card.row.getBoundingClientRect().bottom > edge) ?? null;
}
/* Nearby cards get their heights one by one; until then, or until the user scrolls, the position is held. */
const loose = () => {};
let hold = loose;
function holdAt(element, top) {
  const mine = () => scrollBy(0, element.getBoundingClientRect().top - top);
  const release = () => { if (hold === mine) hold = loose; };
  hold = mine;
  hold();
  for (const act of ["wheel", "pointerdown", "keydown", "touchstart"]) addEventListener(act, release, { once: true, passive: true });
  setTimeout(release, 1500);
}
function keepPlace(change) {
  const card = scrollY > 0 ? topCard() : null;
  const before = card?.row.getBoundingClientRect().top;
  change();
  if (card) holdAt(card.row, before);
}
function mark(card) {
  current?.row.classList.remove("is-current");
  current = card;
  if (card) rowOf(card).classList.add("is-current");
}
function step(by) {
  const shown = cards.filter((card) => card.isShown);
  if (!shown.length) return;
  const at = current ? shown.indexOf(current) + by : Math.max(0, shown.indexOf(topCard()));
  const card = shown[Math.min(shown.length - 1, Math.max(0, at))];
  mark(card);
  card.row.focus({ preventScroll: true });
  holdAt(card.row, parseFloat(getComputedStyle(card.row).scrollMarginTop));
}

/* Keys. */
function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target === $("query")) {
    if (event.key === "Escape") {
      if (state.query) { $("query").value = state.query = ""; find(); } else $("query").blur();
      event.preventDefault();
    } else if (event.key === "Enter") { $("query").blur(); step(0); }
    return;
  }
  const actions = {
    "/": () => { $("query").focus(); $("query").select(); },
    j: () => step(1),
    k: () => step(-1),
    n: () => setNight(!isNight()),
    w: () => setDevice(DEVICES[(DEVICES.indexOf(device()) + 1) % DEVICES.length].name),
    b: () => setBacks(!state.backs),
    c: async () => {
      const card = current ?? topCard();
      if (card) copy(placeOf(await whole(card)), rowOf(card).querySelector(".place"));
    },
  };
  if (!Object.hasOwn(actions, event.key)) return;
  event.preventDefault();
  actions[event.key]();
}
addEventListener("keydown", pressed);
/** Filter at the user's request, and scroll to the first result. */
async function find() {
  await filter();
  for (const frame of document.querySelectorAll(".stage iframe")) if (frame.offsetParent) highlight(frame);
  const top = $("cards").getBoundingClientRect().top - barHeight();
  if (top < 0) scrollBy(0, top);
}
$("query").addEventListener("input", () => { state.query = $("query").value; find(); });
$("sides").addEventListener("click", () => setBacks(!state.backs));
$("night").addEventListener("click", () => setNight(!isNight()));
prefersNight.addEventListener("change", applyNight);
addEventListener("resize", layOut);

/* Restore the view after a reload. */
addEventListener("pagehide", () => {
  const card = scrollY > 0 ? topCard() : null;
  state.at = card && { guid: card.guid, deck: data.decks[card.deck].name, n: card.n, top: card.row.getBoundingClientRect().top };
  try { sessionStorage.setItem(KEY, JSON.stringify(state)); } catch { /* the view is not restored */ }
});
function restorePlace() {
  if (!state.at) return;
  const { guid, deck, n, top } = state.at;
  const card = cards.find((one) => one.guid && one.guid === guid) ??
    cards.find((one) => one.n === n && data.decks[one.deck].name === deck);
  if (card?.isShown) holdAt(rowOf(card), top);
}

history.scrollRestoration = "manual";
if (matchMedia("(max-width: 860px)").matches) $("side").open = false;
if (cards.length) load("cards-0"); // which arrives while the page is laid out
buildDevices();
layOut(); // while the page has few elements: all would be laid out twice
build();
$("query").value = state.query;
applyNight();
filter().then(restorePlace);

if (data.is_live) {
  const events = new EventSource("events");
  events.addEventListener("message", (event) => {
    if (event.data !== document.body.dataset.version) location.reload();
  });
  events.addEventListener("error", () => say("Disconnected from the preview server"));
}
