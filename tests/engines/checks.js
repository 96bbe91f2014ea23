// What must be true of every card: each check by its name, as a generator of what is wrong in a state of the page.
'use strict';
const PLACES = '*:not(pre *, mjx-container *)';     // what may scroll or hide; code alone would be 20,000 elements
const SCROLLERS = 'pre, .iq-scroll, mjx-container[display="true"]';

const label = e => `<${e.tagName.toLowerCase()}${e.className && typeof e.className === 'string' ? ` class="${e.className}"` : ''}> ${e.textContent.trim().slice(0, 40)}`;
const textOf = at => { const copy = at.cloneNode(true); copy.querySelectorAll('style, script').forEach(e => e.remove()); return copy.textContent; };
const dense = text => text.normalize().replace(/\s+/g, '');
const fieldText = html => { const at = document.createElement('template'); at.innerHTML = html; return dense(textOf(at.content)); };
const isOfHiddenAnswer = e => !e.getClientRects().length && e.closest('.iq-answer');     // the options show it
const isPutAway = img => img.matches('.iq-only-light, .iq-only-dark') && getComputedStyle(img).display === 'none';     // the other of a pair
const scrolls = e => /auto|scroll/.test(getComputedStyle(e).overflowX);

// Elements that a reader can see without scrolling something inside of the card.
function* outer(root) {
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT, e => /^(STYLE|SCRIPT|MJX-ASSISTIVE-MML)$/.test(e.tagName) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  for (let e = walk.nextNode(); e;) {
    yield e;
    if (scrolls(e) || e.tagName === 'MJX-CONTAINER') {           // do not enter
      let next = walk.nextSibling();
      while (!next && walk.parentNode() && walk.currentNode !== root) next = walk.nextSibling();
      e = next;
    } else e = walk.nextNode();
  }
}

// Colours: a canvas reads every notation of CSS.
const pixel = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
const seen = new Map();
function rgba(colour) {
  if (!seen.has(colour)) {
    const plain = colour.match(/^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/);
    if (plain) seen.set(colour, [+plain[1], +plain[2], +plain[3], plain[4] === undefined ? 1 : +plain[4]]);
    else {
      pixel.clearRect(0, 0, 1, 1); pixel.fillStyle = colour; pixel.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = pixel.getImageData(0, 0, 1, 1).data;
      seen.set(colour, [r, g, b, a / 255]);
    }
  }
  return seen.get(colour);
}
const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
const luminance = c => c.slice(0, 3).map(v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
const contrast = (a, b) => { const [x, y] = [luminance(a), luminance(b)]; return (Math.max(x, y) + .05) / (Math.min(x, y) + .05); };

// What is behind the text of an element, and how much of the text an opacity leaves.
function behind(e, known) {
  if (!e) return { colour: [255, 255, 255, 1], opacity: 1, image: false };
  if (!known.has(e)) {
    const css = getComputedStyle(e), own = rgba(css.backgroundColor), below = own[3] === 1 && css.opacity === '1' ? null : behind(e.parentElement, known);
    const opacity = +css.opacity * (below ? below.opacity : behind(e.parentElement, known).opacity);
    known.set(e, {
      colour: below ? over([own[0], own[1], own[2], own[3] * css.opacity], below.colour) : own, opacity,
      image: own[3] < 1 && (css.backgroundImage !== 'none' || !!below?.image),
    });
  }
  return known.get(e);
}

// Each element with text of its own, once.
function* writers(root) {
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), done = new Set();
  for (let n = walk.nextNode(); n; n = walk.nextNode()) {
    const e = n.parentElement;
    if (done.has(e) || !/\S/.test(n.data)) continue;
    done.add(e);
    if (!e.closest('style, script, mjx-container') && e.getClientRects().length && getComputedStyle(e).visibility !== 'hidden') yield e;
  }
  yield* root.querySelectorAll('mjx-container');
}

// Transparent somewhere? Asked once for each picture.
const glass = new Map();
function transparent(img) {
  if (!glass.has(img.src)) {
    const area = new OffscreenCanvas(48, 48).getContext('2d');
    area.drawImage(img, 0, 0, 48, 48);
    glass.set(img.src, area.getImageData(0, 0, 48, 48).data.some((v, i) => i % 4 === 3 && v < 250));
  }
  return glass.get(img.src);
}

const CHECKS = {
  'page-width': { *find() {
    const { scrollWidth } = document.documentElement;
    if (scrollWidth > innerWidth) yield `the page is ${scrollWidth} px wide`;
  } },
  'inside-viewport': { *find({ root }) {
    for (const e of outer(root)) {
      const box = e.getBoundingClientRect();
      if (box.width && (box.right > innerWidth + 1 || box.left < -1)) yield `${label(e)} reaches from ${Math.round(box.left)} to ${Math.round(box.right)}`;
    }
  } },
  'cut-off': { *find({ root }) {
    for (const e of root.querySelectorAll('mjx-container')) {      // its boxes reach farther than its ink
      const ink = e.querySelector('mjx-math').getBoundingClientRect(), box = e.getBoundingClientRect();
      if (/hidden|clip/.test(getComputedStyle(e).overflowY) && (ink.top < box.top - 1 || ink.bottom > box.bottom + 1)) yield `${label(e)} is ${Math.round(ink.height)} px high in ${Math.round(box.height)}`;
    }
    for (const e of root.querySelectorAll(PLACES)) {
      if (!e.firstChild || e.closest('mjx-container') || e.scrollWidth <= e.clientWidth + 1 && e.scrollHeight <= e.clientHeight + 1) continue;
      const css = getComputedStyle(e);
      if (css.display === 'inline') continue;
      if (/hidden|clip/.test(css.overflowX) && e.scrollWidth > e.clientWidth + 1) yield `${label(e)} hides ${e.scrollWidth - e.clientWidth} px of its width`;
      if (/hidden|clip/.test(css.overflowY) && e.scrollHeight > e.clientHeight + 2) yield `${label(e)} hides ${e.scrollHeight - e.clientHeight} px of its height`;
    }
  } },
  'readable-width': { *find({ root, zoom }) {      // a column of a few letters is no text any more
    if (zoom) return;
    for (const e of root.querySelectorAll('p, li, td, th, pre, dd')) {
      if (e.clientWidth && e.textContent.trim().length > 12 && e.clientWidth < 2 * parseFloat(getComputedStyle(e).fontSize)) yield `${label(e)} is ${e.clientWidth} px wide`;
    }
  } },
  scrolling: { *find({ root }) {
    for (const e of root.querySelectorAll(PLACES)) {
      if (e.scrollWidth <= e.clientWidth + 1 || e.closest('mjx-container') && e.tagName !== 'MJX-CONTAINER') continue;
      if (!scrolls(e)) { if (e.matches(SCROLLERS)) yield `${label(e)} is wider than its place and does not scroll`; continue; }
      e.scrollLeft = 40; let moved = e.scrollLeft !== 0;
      if (!moved) { e.scrollLeft = -40; moved = e.scrollLeft !== 0; }
      e.scrollLeft = 0;
      if (!moved) yield `${label(e)} does not move`;
    }
  } },
  keyboard: { *find({ root }) {
    for (const e of root.querySelectorAll('pre, .iq-scroll')) {
      if (e.scrollWidth <= e.clientWidth + 1 && e.scrollHeight <= e.clientHeight + 1) continue;
      if (e.tabIndex !== 0) yield `${label(e)} cannot be reached`;
      if (!e.getAttribute('role') || !(e.getAttribute('aria-label') || e.getAttribute('aria-labelledby'))) yield `${label(e)} has no role or no name`;
    }
  } },
  'code-lines': { *find({ root, client, zoom }) {     // AnkiMobile takes a swipe for a gesture
    for (const e of root.querySelectorAll('pre')) {
      const { whiteSpace } = getComputedStyle(e);
      if (client === 'ios' ? whiteSpace !== 'pre-wrap' || !zoom && e.scrollWidth > e.clientWidth + 1 : whiteSpace !== 'pre') yield `${label(e)} is ${whiteSpace}, ${e.scrollWidth} px in ${e.clientWidth}`;
    }
  } },
  options: { *find({ root, side }) {     // the front does not show which ones are right, and the back says it in words
    const look = (e, part) => { const s = getComputedStyle(e, part); return [s.content, s.fontWeight, s.color, s.backgroundColor, s.borderColor, s.boxShadow, s.textAlign].join(); };
    for (const list of root.querySelectorAll('.iq-options')) {
      const right = list.querySelector(':scope > .iq-correct'), other = list.querySelector(':scope > :not(.iq-correct)');
      if (!right) yield 'no option is right';
      else if (side === 'answer') {
        const { content } = getComputedStyle(right, '::after');
        if (/^(none|normal)$/.test(content) || !/\p{L}{3}/u.test(content)) yield `${label(right)} is not said to be right`;
      } else if (other && [null, '::before', '::after'].some(part => look(right, part) !== look(other, part))) yield `${label(right)} looks different on the front`;
    }
  } },
  'picture-size': { *find({ root }) {
    for (const img of root.querySelectorAll('img')) {
      if (!img.naturalWidth || isPutAway(img) || isOfHiddenAnswer(img)) continue;
      const css = getComputedStyle(img), box = img.getBoundingClientRect();
      const px = name => parseFloat(css[name]) || 0;
      const w = box.width - px('paddingLeft') - px('paddingRight') - px('borderLeftWidth') - px('borderRightWidth');
      const h = box.height - px('paddingTop') - px('paddingBottom') - px('borderTopWidth') - px('borderBottomWidth');
      const ratio = w / h / (img.naturalWidth / img.naturalHeight);
      if (css.objectFit !== 'contain' && css.objectFit !== 'scale-down' && (ratio < .95 || ratio > 1.05)) yield `${img.getAttribute('src')} is drawn ${Math.round(w)} × ${Math.round(h)}, is ${img.naturalWidth} × ${img.naturalHeight}`;
      if (Math.max(box.width, box.height) < Math.min(Math.max(img.naturalWidth, img.naturalHeight), 24)) yield `${img.getAttribute('src')} is drawn ${Math.round(box.width)} × ${Math.round(box.height)}`;
    }
  } },
  direction: { *find({ root }) {     // a line of Arabic or Hebrew begins at the right, one of Latin at the left
    const first = /[\p{L}]/u, leftward = /[\p{Script=Arabic}\p{Script=Hebrew}]/u, range = document.createRange();
    for (const e of root.querySelectorAll('p, li, td, dd, dt, .iq-question')) {
      if (/center|justify/.test(getComputedStyle(e).textAlign)) continue;
      const texts = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
      let text = texts.nextNode();
      while (text?.parentElement.closest('.iq-letter')) text = texts.nextNode();     // the letter of an option, at the side of the list
      const at = text?.data.search(first) ?? -1;
      if (at < 0 || text.parentElement.closest('code, kbd, mjx-container')) continue;
      range.setStart(text, at); range.setEnd(text, at + 1);
      const letter = range.getBoundingClientRect(), box = e.getBoundingClientRect(), isLeft = letter.left - box.left < box.right - letter.right;
      if (letter.width && box.width > 4 * letter.width && isLeft === leftward.test(text.data[at])) yield `${label(e)} begins at the ${isLeft ? 'left' : 'right'}`;
    }
  } },
  contrast: { full: true, *find({ root }) {
    const known = new Map(), said = new Set();
    for (const e of writers(root)) {
      const css = getComputedStyle(e), at = behind(e, known), own = rgba(css.color);
      const ratio = contrast(over([own[0], own[1], own[2], own[3] * at.opacity], at.colour), at.colour);
      const px = parseFloat(css.fontSize), large = px >= 24 || px >= 18.66 && +css.fontWeight >= 700;
      const detail = `${ratio.toFixed(2)}: ${css.color} on ${at.colour.slice(0, 3).map(Math.round)}`;
      if ((ratio < (large ? 3 : 4.5) || at.image) && !said.has(detail)) { said.add(detail); yield `${at.image ? 'over a picture, ' : ''}${detail} in ${label(e)}`; }
    }
  } },
  'font-size': { full: true, *find({ root }) {
    for (const e of writers(root)) {
      const px = parseFloat(getComputedStyle(e).fontSize);
      if (px < (e.closest('sup, sub') ? 10 : 12)) yield `${px} px in ${label(e)}`;
    }
  } },
  background: { full: true, *find({ night, own }) {     // ours, not the client's
    const css = getComputedStyle(document.body);
    for (const [name, value] of Object.entries(own)) if (css[name] !== value) yield `${name} is ${css[name]}, the card wants ${value}`;
    const light = luminance(behind(document.body, new Map()).colour);
    if (night ? light > .05 : light < .7) yield `${css.backgroundColor} ${night ? 'at night' : 'by day'}`;
  } },
  'color-scheme': { full: true, *find({ night }) {
    const { colorScheme } = getComputedStyle(document.body);
    if (colorScheme !== (night ? 'dark' : 'light')) yield colorScheme;
  } },
  'picture-loads': { full: true, *find({ root }) {
    for (const img of root.querySelectorAll('img')) if (!img.complete || !img.naturalWidth) yield img.getAttribute('src');
  } },
  'picture-alt': { full: true, *find({ root }) {
    for (const img of root.querySelectorAll('img')) if (!img.alt.trim()) yield img.getAttribute('src');
  } },
  'picture-ground': { full: true, *find({ root }) {       // black ink of a transparent picture must stay readable
    const known = new Map();
    for (const img of root.querySelectorAll('img')) {
      if (!img.naturalWidth || isPutAway(img) || !transparent(img)) continue;
      const ratio = contrast(behind(img, known).colour, [0, 0, 0, 1]);
      if (ratio < 4.5) yield `${img.getAttribute('src')}: black on ${getComputedStyle(img).backgroundColor} has ${ratio.toFixed(2)}`;
    }
  } },
  'picture-pair': { full: true, *find({ root, night }) {      // of a pair for light and dark, the one that fits
    for (const img of root.querySelectorAll('.iq-only-light, .iq-only-dark')) {
      const isAway = isPutAway(img), isOfNight = img.matches('.iq-only-dark');
      if (isAway !== (isOfNight !== night)) yield `${img.getAttribute('src')} is ${isAway ? 'hidden' : 'shown'} ${night ? 'at night' : 'by day'}`;
    }
  } },
  math: { full: true, *find({ root }) {
    for (const e of root.querySelectorAll('mjx-merror, [data-mjx-error], mjx-mtext[style*="red"]')) yield e.getAttribute('data-mjx-error') || e.textContent || e.outerHTML;
    if (root.querySelector('mjx-container')) for (const font of document.fonts) if (font.status === 'error') yield `font ${font.family} does not load`;
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);     // MathJax does not look across an element
    for (let n = walk.nextNode(); n; n = walk.nextNode()) if (/\\[([]/.test(n.data) && !n.parentElement.closest('style, pre, code, mjx-container')) yield `raw ${n.data.slice(0, 60)}`;
  } },
  scripts: { full: true, *find({ root }) {
    for (const e of root.querySelectorAll('script, iframe, object, embed, form')) yield label(e);
    for (const e of root.querySelectorAll('*')) for (const { name, value } of e.attributes) if (/^on/i.test(name) || /^\s*javascript:/i.test(value)) yield `${name}="${value}"`;
  } },
  offline: { full: true, *find({ root, card }) {
    for (const e of root.querySelectorAll('[src], [srcset], [poster], link[href]')) {
      const url = e.getAttribute('src') || e.getAttribute('srcset') || e.getAttribute('poster') || e.getAttribute('href');
      if (/^\s*([a-z]+:)?\/\//i.test(url)) yield url;
    }
    for (const [, url] of [card.css, ...[...root.querySelectorAll('[style]')].map(e => e.getAttribute('style'))].join('\n').matchAll(/(?:url\(|@import)\s*['"]?\s*((?:[a-z]+:)?\/\/[^'")\s]+)/gi)) yield url;
  } },
  targets: { full: true, *find({ root }) {           // WCAG 2.2, 2.5.8; a link in a sentence may be as low as its line
    for (const e of root.querySelectorAll('a[href], button, summary, [role=button], [role=link]')) {
      const box = e.getBoundingClientRect();
      if (getComputedStyle(e).display === 'inline' && e.closest('p, li, td, th, dd, dt, figcaption, h3, h4, blockquote')) continue;
      if (box.height < 24 || box.width < 24) yield `${label(e)} is ${Math.round(box.width)} × ${Math.round(box.height)}`;
    }
  } },
  links: { full: true, *find({ root }) {
    for (const e of root.querySelectorAll('a')) if (!/^(https?:|mailto:)/.test(e.getAttribute('href') || '')) yield e.outerHTML.slice(0, 120);
  } },
  focus: { full: true, *find({ root }) {
    if (!document.hasFocus()) return;
    const look = e => { const s = getComputedStyle(e); return [s.outlineStyle === 'none' || parseFloat(s.outlineWidth) === 0 ? 'none' : s.outlineStyle + s.outlineColor, s.boxShadow, s.borderColor, s.backgroundColor].join(); };
    for (const e of root.querySelectorAll('a[href], [tabindex="0"]')) {
      if (e.closest('mjx-container') || isOfHiddenAnswer(e)) continue;
      const before = look(e); e.focus({ preventScroll: true });
      if (document.activeElement !== e) yield `${label(e)} does not take the focus`;
      else if (look(e) === before) yield `${label(e)} does not show the focus`;
      e.blur();
    }
  } },
  marker: { full: true, *find({ root, side }) {
    const n = root.querySelectorAll('hr#answer').length;
    if (n !== (side === 'answer' ? 1 : 0)) yield `${n} × hr#answer`;
    const ids = [...root.querySelectorAll('[id]')].filter(e => !e.closest('mjx-container')).map(e => e.id);
    for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) yield `id ${id} twice`;
  } },
  content: { full: true, *find({ text, side, card: { fields } }) {
    let rest = dense(text);
    for (const name of ['Topic', 'Level', 'Question', 'Answer', 'Explanation', 'Version']) {
      const part = fieldText(fields[name]);
      if (!part || side === 'question' && !/Question|Topic|Level/.test(name)) continue;
      if (rest.includes(part)) rest = rest.replace(part, '|');
      else yield `${name} is not shown`;
    }
    if (side === 'question' && rest.replaceAll('|', '')) yield `the front also shows ${rest}`;
    if (/\{\{|\}\}|hasaproblem|isblank/.test(rest)) yield `template shows ${rest.slice(0, 200)}`;
  } },
};
