// Which documents may answer: all of them, a collection, or one.

import { el, fill } from "./dom.js";
import { collectionName, known } from "./library.js";

const ALL = "{}";

/** Make the choice; `value()` is the scope as the service takes it, `show(scope)` chooses one, `refresh()` reads the documents. */
export function scopeChoice() {
  const select = el("select", { id: "scope" }, option({}, "すべての文書"));
  const show = (scope) => {
    const wanted = JSON.stringify(scope);
    if (![...select.options].some((item) => item.value === wanted)) select.append(option(scope, "選ばれた文書"));
    select.value = wanted;
  };
  const refresh = async () => {
    const documents = await known();
    const chosen = select.value;
    const names = [...new Set(documents.map((item) => item.collection))];
    fill(select, option({}, "すべての文書"), names.length > 1 ? names.map((name) => option({ collections: [name] }, collectionName(name))) : null,
      documents.map((item) => option({ documents: [item.document_id] }, item.title)));
    show(JSON.parse(chosen));
  };
  return { view: el("label", { class: "scope" }, el("span", {}, "対象"), select), value: () => JSON.parse(select.value || ALL), show, refresh };
}

const option = (scope, words) => el("option", { value: JSON.stringify(scope) }, words);

/** What a scope is called, or nothing where it is everything. */
export async function scopeName(scope) {
  const documents = await known();
  const named = (scope.documents || []).map((id) => documents.find((item) => item.document_id === id)?.title || id);
  return [...(scope.collections || []).map(collectionName), ...named].join("、");
}
