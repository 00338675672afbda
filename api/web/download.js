// Giving somebody a file that was made on the page.

import { el } from "./dom.js";

export function download(blob, name) {
  const link = el("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  URL.revokeObjectURL(link.href);
}
