/* anki-export OWNER: written by `anki-export publish`, which replaces it. */
(() => {
  "use strict";
  // From the folder of this script to that of the pages.
  const ROOT = "../";
  // The decks of each page: file, cards, version, name, language. With tables, each is in one of these scripts.
  const DECKS = (window.ankiExport ||= new Map([]));
  const TABLES = 0;
  // By the language of the deck or the page: deck, one card, several cards, how to import, all decks, copy, copied.
  const WORDS = {};
  const script = document.currentScript || document.querySelector('script[src*="anki-export.js"]');
  if (!script) return;
  const folder = new URL(".", script.src);
  const loaded = new Set();
  const wordsOf = (language) => WORDS[(language || document.documentElement.lang).slice(0, 2).toLowerCase()] || WORDS.en;

  // The names that the page may have in DECKS, whether its address ends in "/", ".html" or "index.html".
  const currentNames = () => {
    const root = new URL(ROOT, folder).pathname;
    const path = location.pathname;
    if (!path.startsWith(root)) return [];
    try {
      const page = decodeURIComponent(path.slice(root.length)).replace(/(^|\/)(index\.html)?$|\.html$/, "");
      // In a copy of all files in the folder of a language, pages are named with that folder.
      return [`${root.split("/").at(-2)}/${page}`, page];
    } catch {
      return [];
    }
  };

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  const load = (page) => {
    const number = [...page].reduce((hash, character) => (hash * 31 + character.codePointAt(0)) % 65521, 0) % TABLES;
    if (loaded.has(number)) return;
    loaded.add(number);
    document.head.append(element("script", { src: new URL(`anki-export-${number}.js`, folder).href, onload: show }));
  };

  const show = () => {
    for (const old of document.querySelectorAll(".anki-export")) old.remove();
    for (const link of document.querySelectorAll(".anki-copy a")) {
      const [, , , , , copy, copied] = wordsOf();
      if (!navigator.clipboard || link.nextElementSibling) continue;
      const onclick = async ({ currentTarget }) => {
        await navigator.clipboard.writeText(link.href);
        currentTarget.textContent = copied;
      };
      link.after(element("button", { type: "button", textContent: copy, ariaLive: "polite", onclick }));
    }
    const names = currentNames();
    const decks = names.map((name) => DECKS.get(name)).find(Boolean);
    if (TABLES) names.forEach(load);
    const heading = document.querySelector("article h1, main h1, [role=main] h1");
    const content = document.querySelector("article, main, [role=main]");
    if (!decks || !(heading || content)) return;
    const paragraph = element("p", { className: "anki-export" });
    paragraph.style.cssText = "display: flex; flex-wrap: wrap; align-items: center; gap: .5em 1em"; // no policy forbids it
    for (const [file, cards, version, name, language] of decks) {
      const [deck, one, many] = wordsOf(language);
      const called = decks.length > 1 ? `${deck} ${name}` : deck;
      const link = element("a", {
        className: "md-button md-button--primary btn btn-neutral btn-primary", // Material, Read the Docs, Bootstrap
        href: new URL(encodeURIComponent(file), folder).href,
        download: file,
        textContent: `${called} · ${cards} ${cards === 1 ? one : many} · ${version}`,
      });
      paragraph.append(link);
    }
    const [[file, , , , language]] = decks;
    const [, , , how, all] = wordsOf(language);
    const page = location.protocol === "file:" ? "index.html" : ""; // nothing else finds the page of a folder on a disk
    const toPage = (anchor, textContent) => element("a", { href: new URL(`${page}#${anchor}`, folder).href, textContent });
    paragraph.append(toPage(language ? `import-${language}` : "import", how));
    paragraph.append(toPage(encodeURIComponent(`deck-${file.replace(/-[^-]*$/, "")}`), all));
    if (heading) heading.after(paragraph);
    else content.prepend(paragraph);
  };

  // Sites with instant navigation replace the content of the page, and say so here.
  if (window.document$) window.document$.subscribe(show);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", show);
  else show();
})();
