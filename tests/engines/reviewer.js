// The reviewer of a host page: swaps cards in as Anki does, and collects what the checks find.
'use strict';
const lab = (() => {
  const data = document.documentElement.dataset, trouble = [];
  let deck = [], mathJax = null, pins = new Map();

  addEventListener('error', e => trouble.push(['console', e.message || `cannot load ${e.target.src || e.target.href}`]), true);
  addEventListener('unhandledrejection', e => trouble.push(['console', String(e.reason)]));
  document.addEventListener('securitypolicyviolation', e => trouble.push(['offline', `asks for ${e.blockedURI}`]));
  const told = console.error;
  console.error = (...words) => { trouble.push(['console', words.map(String).join(' ')]); told.apply(console, words); };

  const load = url => new Promise((done, failed) => {
    const script = document.createElement('script');
    script.src = url; script.onload = done; script.onerror = () => failed(new Error(url));
    document.head.append(script);
  });
  const root = () => document.querySelector('#qa, #content');
  const pause = ms => new Promise(done => setTimeout(done, ms));

  // What the card's own styles make of the page when no client has a say.
  async function alone(css) {
    if (!pins.has(css)) {
      const frame = document.createElement('iframe');
      frame.style.cssText = 'position:absolute;width:300px;height:100px;visibility:hidden';
      document.documentElement.append(frame);
      const inside = frame.contentDocument;
      inside.open(); inside.write('<!doctype html><html><head></head><body></body></html>'); inside.close();
      const style = inside.createElement('style');
      style.textContent = css; inside.head.append(style);
      inside.body.className = document.body.className;
      const { backgroundColor, color, fontSize, fontFamily, lineHeight } = getComputedStyle(inside.body);
      pins.set(css, { backgroundColor, color, fontSize, fontFamily, lineHeight });
      frame.remove();
    }
    return pins.get(css);
  }

  async function show(index, side, zoom) {
    const card = deck[index], at = root();
    if (data.client === 'ios') document.documentElement.className = `mobile ${innerWidth < 700 ? 'iphone' : 'ipad'} ios webkit safari${data.theme === 'night' ? ' night-mode' : ''}`;
    if (MathJax()) MathJax().typesetClear();
    at.innerHTML = `<style>${card.css}</style>${card[side]}`;
    if (zoom) at.insertAdjacentHTML('beforeend', `<style>.card { font-size: ${zoom}px !important; }</style>`);
    scrollTo(0, 0);
    const text = textOf(at);
    if (/\\\[|\\\(/.test(card[side])) {
      mathJax ??= load('/_anki/js/mathjax.js').then(() => load('/_anki/js/vendor/mathjax/tex-chtml-full.js')).then(() => window.MathJax.startup.promise);
      await mathJax;
      await window.MathJax.typesetPromise([at]);
      void at.offsetHeight;                                      // only layout asks for the fonts of a formula
      await document.fonts.ready;
    }
    const waiting = [...at.querySelectorAll('img')].filter(i => !i.complete);
    if (waiting.length) await Promise.all(waiting.map(i => new Promise(done => { i.onload = i.onerror = done; })));
    if (at.querySelector('[src*="//"]')) await pause(60);            // WebKit tells later that it was kept from loading
    return { root: at, card, side, text, client: data.client, night: data.theme === 'night', zoom: !!zoom, own: await alone(card.css) };
  }
  const MathJax = () => mathJax && window.MathJax.typesetClear ? window.MathJax : null;

  // depth: 'layout' at each width, 'full' once, 'axe' for axe-core.
  async function run({ from = 0, to = deck.length, sides = ['question', 'answer'], depth, zoom }) {
    const findings = [], note = (check, card, side, detail) => findings.push([check, card, side, String(detail).slice(0, 300)]);
    let states = 0;
    if (depth === 'axe' && !window.axe) await load('/axe.min.js');
    for (let i = from; i < Math.min(to, deck.length); i++) for (const side of sides) {
      const state = await show(i, side, zoom);
      states++;
      if (depth === 'axe') for (const found of await axeFindings(state.root)) note('axe', state.card.name, side, found);
      else for (const [name, check] of Object.entries(CHECKS)) {
        if (!check.full || depth === 'full') for (const found of check.find(state)) note(name, state.card.name, side, found);
      }
      for (const [check, detail] of trouble.splice(0)) note(check, state.card.name, side, detail);
    }
    await pause(60);
    for (const [check, detail] of trouble.splice(0)) note(check, `one of ${from}…${to}`, '', detail);
    return { states, width: innerWidth, findings };
  }

  async function axeFindings(at) {
    const flat = document.createElement('style');     // axe cannot judge text over a gradient
    flat.textContent = '* { background-image: none !important; }';
    at.append(flat);
    at.querySelectorAll('pre > code > :nth-child(n+80)').forEach(e => e.remove());     // a minute for 2,000 lines
    const result = await axe.run(at, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'], preload: false });
    flat.remove();
    return result.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html.slice(0, 120)}`));
  }

  const open = async () => { deck = await (await fetch('/cards.json')).json(); return deck.length; };
  return { open, show, run };
})();
