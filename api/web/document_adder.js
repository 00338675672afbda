// Adding documents: files are dropped or chosen, and what became of each is told beside its name.

import { addDocuments } from "./api.js";
import { el, fill } from "./dom.js";
import { say } from "./language.js";
import { followed } from "./library_change.js";

const ACCEPTED = [".docx", ".pdf", ".pptx", ".xlsx", ".html", ".htm", ".txt", ".md", ".zip", ".doc", ".xls", ".ppt", ".png", ".jpg", ".jpeg", ".tif", ".tiff"];
const LARGEST = 20_000_000;

/** A form that adds files; `after()` is called when the documents have changed. */
export function documentAdder(after) {
  const file = el("input", { type: "file", id: "new-documents", multiple: true, accept: ACCEPTED.join(), onchange: () => { add([...file.files]); file.value = ""; } });
  const collection = el("input", { type: "text", id: "collection", maxlength: "32", pattern: "[a-z0-9][a-z0-9_\\-]{0,31}", placeholder: "own", autocomplete: "off" });
  const state = el("div", { class: "job" });

  async function add(files) {
    if (!files.length || !collection.reportValidity()) return;
    const refused = files.map((item) => ({ name: item.name, state: "not_read", notices: [fault(item)] })).filter((item) => item.notices[0]);
    const fit = files.filter((item) => !fault(item));
    file.disabled = true;
    await followed(state, fit, refused, fit.length ? (hear) => addDocuments(fit, collection.value.trim(), hear) : null, after);
    file.disabled = false;
  }

  const form = el("form", {
    class: "card adder", onsubmit: (event) => event.preventDefault(),
    ondragover: (event) => { event.preventDefault(); form.classList.add("over"); },
    ondragleave: () => form.classList.remove("over"),
    ondrop: (event) => { event.preventDefault(); form.classList.remove("over"); if (!file.disabled) add([...event.dataTransfer.files]); },
  }, el("h2", {}, say.adding.title),
  el("p", { class: "faint" }, say.adding.hint),
  el("div", { class: "find" }, el("label", { for: "new-documents" }, say.adding.file, file),
    el("label", { for: "collection" }, say.adding.collection, collection)), state);
  return form;
}

/** Why a file is not even sent, or nothing. */
function fault(file) {
  if (/\.j(td|tt|tdc|ttc)$/i.test(file.name)) return say.adding.ichitaro;
  if (!ACCEPTED.some((suffix) => file.name.toLowerCase().endsWith(suffix))) return say.adding.unsupported;
  if (file.size > LARGEST) return say.adding.tooLarge;
  return file.size ? "" : say.adding.empty;
}
