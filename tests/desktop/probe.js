// What the reviewer's page shows, as JSON; run inside the real Anki by addon.py.
(() => {
  const qa = document.getElementById("qa"), body = document.body, root = document.documentElement;
  const parse = color => (color.match(/[\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const over = (top, bottom) => {
    const a = top[3] ?? 1;
    return top.slice(0, 3).map((value, i) => value * a + bottom[i] * (1 - a));
  };
  const ground = element => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) layers.push(parse(getComputedStyle(e).backgroundColor));
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255]);
  };
  const light = rgb => rgb
    .map(v => v / 255).map(v => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const contrast = element => {
    const below = ground(element), text = over(parse(getComputedStyle(element).color), below);
    const [a, b] = [light(text), light(below)].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
  const visible = element => element.getClientRects().length && !element.closest("mjx-container, style, script");
  const name = element => element.tagName.toLowerCase() + [...element.classList].map(c => "." + c).join("");

  const texts = [];
  for (const walk = document.createTreeWalker(qa, NodeFilter.SHOW_TEXT); walk.nextNode();) {
    if (walk.currentNode.data.trim() && visible(walk.currentNode.parentElement)) texts.push(walk.currentNode);
  }
  const holders = [...new Set(texts.map(node => node.parentElement))].map(e => [contrast(e), name(e)]);
  const scrolls = element => {
    for (let e = element.parentElement; e && e !== body; e = e.parentElement) {
      if (["auto", "scroll", "hidden"].includes(getComputedStyle(e).overflowX)) return true;
    }
    return false;
  };

  // The same card without Anki's own styles: what differs was overruled.
  const frame = document.createElement("iframe");
  frame.style.cssText = "position:fixed;visibility:hidden;border:0;width:" + innerWidth + "px;height:" + innerHeight + "px";
  body.append(frame);
  const alone = frame.contentDocument;
  alone.open();
  alone.write("<!doctype html>");
  alone.close();
  alone.documentElement.className = root.className;
  alone.body.className = body.className;
  alone.body.innerHTML = qa.outerHTML;
  const overruled = new Set();
  const side = (style, property) => (style[property] === "start" ? { ltr: "left", rtl: "right" }[style.direction] : style[property]);
  const mine = [body, ...qa.querySelectorAll(".iq, .iq *")], theirs = [alone.body, ...alone.querySelectorAll("#qa .iq, #qa .iq *")];
  mine.forEach((element, i) => {
    if (!visible(element) && element !== body) return;
    const a = getComputedStyle(element), b = frame.contentWindow.getComputedStyle(theirs[i]);
    for (const property of ["color", "backgroundColor", "fontFamily", "fontSize", "fontWeight", "lineHeight", "textAlign"]) {
      if (side(a, property) !== side(b, property)) overruled.add(`${name(element)} ${property}: ${a[property]}, not ${b[property]}`);
    }
  });
  frame.remove();

  return JSON.stringify({
    mark: window.shownMark || "",
    html: root.className,
    body: body.className,
    background: getComputedStyle(body).backgroundColor,
    color: getComputedStyle(body).color,
    visible: getComputedStyle(qa).opacity === "1",
    answer: !!document.getElementById("answer"),
    text: qa.innerText.trim().length,
    width: innerWidth,
    scrollWidth: root.scrollWidth,
    outside: [...qa.querySelectorAll("*")]
      .filter(e => visible(e) && e.getBoundingClientRect().right > innerWidth + 1 && !scrolls(e)).map(name),
    braces: texts.filter(n => /\{\{|\}\}/.test(n.data) && !n.parentElement.closest("code, pre")).map(n => n.data.trim()),
    math: qa.querySelectorAll("mjx-container").length,
    rawMath: texts.filter(n => /\\[([]/.test(n.data) && !n.parentElement.closest("code, pre")).map(n => n.data.trim()),
    mathErrors: qa.querySelectorAll("mjx-merror").length,
    pictures: [...qa.querySelectorAll("img")].map(i => [i.getAttribute("src"), i.naturalWidth]),
    contrast: holders.sort((a, b) => a[0] - b[0])[0] || [21, ""],
    overruled: [...overruled],
  });
})()
