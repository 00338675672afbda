// The button that pins something to the note in use, and says where it went.

import { announce } from "./announcer.js";
import { el, fill } from "./dom.js";
import { say } from "./language.js";
import { pin } from "./notes.js";

/** A button that pins `piece()`; what became of it stands beside it. */
export function pinner(piece) {
  const told = el("span", {});
  const put = async () => {
    const note = await pin(piece()).catch(() => undefined);
    const words = note ? say.pin.done(note.title) : note === null ? say.pin.full : say.pin.failed;
    fill(told, note ? el("a", { href: `/notes/${note.id}` }, words) : words);
    announce(words);
  };
  return el("span", { class: "pinned" }, el("button", { type: "button", class: "quiet", onclick: put }, say.pin.put), told);
}
