// Building the page: text only ever becomes text, never markup.

/** A bar that is `share` of its line long, from 0 to 1; what it says stands beside it in words. */
export function bar(share) {
  return svg("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" }, svg("rect", { width: Math.max(share * 100, 0.5), height: 10 }));
}

/** Make an element of a drawing. */
export function svg(tag, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}

/** Make an element. `properties` are attributes; names that begin with "on" are listeners; null leaves one out. */
export function el(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "class") made.className = value;
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** Put `children` in place of what stands in `parent`. */
export function fill(parent, ...children) {
  parent.replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return parent;
}

/** The stretch [start, end) of `text` in Unicode code points, as the service counts them. */
export function slice(text, start, end) {
  return Array.from(text).slice(start, end).join("");
}

/** A short text for a button, with the words that only a screen reader needs. */
export function hidden(words) {
  return el("span", { class: "hidden-words" }, words);
}

/** Stored text as it reads best: bullets of private use shown as bullets, runs of empty lines as one line end. */
export function readable(text) {
  return text.replace(/[\uE000-\uF8FF]/g, "・").replaceAll("**", "").replace(/\n[ \t\u3000]*(?:\n[ \t\u3000]*)+/g, (gap) => (gap.split("\n").length > 3 ? "\n\n" : "\n"));
}
