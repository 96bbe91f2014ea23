/* anki-export OWNER: written by `anki-export publish`, which replaces it. */
(() => {
  "use strict";
  // From the folder of this script to that of the pages.
  const ROOT = "../";
  // The decks of each page: file, cards, version, name.
  const DECKS = new Map([]);
  // What the button says, by the language of the page: deck, one card, several cards.
  const WORDS = {
    de: ["Anki-Stapel", "Karte", "Karten"],
    en: ["Anki deck", "card", "cards"],
    es: ["Mazo de Anki", "tarjeta", "tarjetas"],
    fr: ["Paquet Anki", "carte", "cartes"],
    it: ["Mazzo Anki", "carta", "carte"],
    ja: ["Ankiデッキ", "枚", "枚"],
    nl: ["Anki-stapel", "kaart", "kaarten"],
    pt: ["Baralho do Anki", "cartão", "cartões"],
    zh: ["Anki 牌组", "张卡片", "张卡片"],
  };
  const script = document.currentScript || document.querySelector('script[src*="anki-export.js"]');
  if (!script) return;
  const folder = new URL(".", script.src);

  // The decks of the page, whether its address ends in "/", ".html" or "index.html".
  const currentDecks = () => {
    const root = new URL(ROOT, folder).pathname;
    const path = location.pathname;
    if (!path.startsWith(root)) return undefined;
    try {
      const page = decodeURIComponent(path.slice(root.length)).replace(/(^|\/)(index\.html)?$|\.html$/, "");
      // In a copy of all files in the folder of a language, pages are named with that folder.
      return DECKS.get(`${root.split("/").at(-2)}/${page}`) || DECKS.get(page);
    } catch {
      return undefined;
    }
  };

  const show = () => {
    for (const old of document.querySelectorAll(".anki-export")) old.remove();
    const decks = currentDecks();
    const heading = document.querySelector("article h1, main h1, [role=main] h1");
    const content = document.querySelector("article, main, [role=main]");
    if (!decks || !(heading || content)) return;
    const [deck, one, many] = WORDS[document.documentElement.lang.slice(0, 2).toLowerCase()] || WORDS.en;
    const paragraph = document.createElement("p");
    paragraph.className = "anki-export";
    paragraph.style.cssText = "display: flex; flex-wrap: wrap; gap: .5em"; // as CSSOM, which no policy forbids
    for (const [file, cards, version, name] of decks) {
      const link = document.createElement("a");
      link.className = "md-button md-button--primary btn btn-neutral btn-primary"; // Material, Read the Docs, Bootstrap
      link.href = new URL(encodeURIComponent(file), folder).href;
      link.download = file;
      const called = decks.length > 1 ? `${deck} ${name}` : deck;
      link.textContent = `${called} · ${cards} ${cards === 1 ? one : many} · ${version}`;
      paragraph.append(link);
    }
    if (heading) heading.after(paragraph);
    else content.prepend(paragraph);
  };

  // Sites with instant navigation replace the content of the page, and say so here.
  if (window.document$) window.document$.subscribe(show);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", show);
  else show();
})();
