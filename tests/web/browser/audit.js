// What WCAG asks of every page, measured on the page as it is drawn. Returns a list of sentences; empty: nothing found.
const found = [];
const say = (what, node) => found.push(node ? `${what}: ${(node.outerHTML || node.textContent).slice(0, 120)}` : what);
const all = (selector) => [...document.querySelectorAll(selector)];
const seen = (node) => node.checkVisibility();
const folds = all("details:not([open])");
for (const fold of folds) fold.open = true; // what is folded away is looked at, too

// Structure: language, title, landmarks, one first heading, headings in order, a skip link that leads to the content.
if (!document.documentElement.lang) say("the page has no language");
if (!document.title.trim()) say("the page has no title");
for (const name of ["header", "main", "footer"]) if (all(`body > ${name}`).length !== 1) say(`not exactly one ${name}`);
let level = 0;
for (const heading of all("h1, h2, h3, h4, h5, h6")) {
  const here = Number(heading.tagName[1]);
  if (here > level + 1) say(`a heading skips from ${level} to ${here}`, heading);
  level = here;
}
if (all("h1").length !== 1) say(`${all("h1").length} first headings`);
const skip = document.querySelector("a.skip");
if (!skip || !document.querySelector(skip.getAttribute("href"))) say("no skip link that leads somewhere");

// Names: every field has a label, every button and link has words, every table its head, every id is there once.
for (const field of all("input:not([type=hidden]), textarea, select")) if (!field.labels.length) say("a field without a label", field);
for (const act of all("button, a[href]")) if (!act.textContent.trim() && !act.getAttribute("aria-label")) say("no words", act);
for (const table of all("table")) if (!table.querySelector("th[scope]")) say("a table without headers", table);
const ids = all("[id]").map((node) => node.id);
for (const id of new Set(ids)) if (ids.filter((other) => other === id).length > 1) say(`the id ${id} is there twice`);
for (const node of all("[aria-describedby]")) for (const id of node.getAttribute("aria-describedby").split(" "))
  if (!document.getElementById(id)) say(`described by ${id}, which is not there`, node);

// Reflow (1.4.10): no page is wider than its screen.
if (document.documentElement.scrollWidth > document.documentElement.clientWidth)
  say(`${document.documentElement.scrollWidth} pixels wide on a screen of ${document.documentElement.clientWidth}`);

// Contrast (1.4.3): 4.5 to 1 for every text that is shown, against what is really behind it.
const rgb = (text) => text.match(/[\d.]+/g).map(Number);
const light = (channels) => channels.slice(0, 3).map((part) => part / 255)
  .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
const behind = (node) => {
  for (let at = node; at; at = at.parentElement) {
    const colour = rgb(getComputedStyle(at).backgroundColor);
    if (colour.length === 3 || colour[3] === 1) return colour;
  }
  return [255, 255, 255];
};
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const node = walker.currentNode.parentElement;
  if (!walker.currentNode.textContent.trim() || !seen(node) || node.tagName === "STYLE") continue;
  const [one, other] = [light(rgb(getComputedStyle(node).color)), light(behind(node))].sort((a, b) => b - a);
  if ((one + 0.05) / (other + 0.05) < 4.5) say(`contrast ${((one + 0.05) / (other + 0.05)).toFixed(2)}`, node);
}

// Focus (2.4.7, 1.4.11): whatever a keyboard reaches shows that it has the focus, by a ring that can be told from the page.
for (const stop of all("a[href], button, input:not([type=hidden]), textarea, select, summary, [tabindex='0']")) {
  if (!seen(stop)) continue;
  stop.focus({ focusVisible: true, preventScroll: true });
  const ring = getComputedStyle(stop);
  const [one, other] = [light(rgb(ring.outlineColor)), light(behind(stop.parentElement))].sort((a, b) => b - a);
  if (document.activeElement !== stop) say("takes no focus", stop);
  else if (ring.outlineStyle === "none" || parseFloat(ring.outlineWidth) < 2) say("nothing shows that the focus is here", stop);
  else if ((one + 0.05) / (other + 0.05) < 3) say("the ring around the focus is too faint", stop);
  stop.blur();
}

// Nothing runs, nothing is loaded from elsewhere.
if (document.scripts.length) say("there is a script");
for (const entry of performance.getEntriesByType("resource")) if (!entry.name.startsWith("data:")) say(`loads ${entry.name}`);
for (const fold of folds) fold.open = false;
return found;
