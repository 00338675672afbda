// What the draft check remembers: in this tab's own memory until the tab is closed, nowhere else.

const [DRAFT, CHECK] = ["draft", "check"];

/** Remember the draft as it is being written. */
export const keepDraft = (text) => put(DRAFT, text);

/** Remember a check: its report, the one before it and what is shown of it. Where both are too large, the newer one stays. */
export function keepCheck(check) {
  if (!put(CHECK, JSON.stringify(check))) put(CHECK, JSON.stringify({ ...check, before: null }));
}

/** What is remembered: `{text, check}`; `check` is null where nothing was checked. */
export function remembered() {
  try {
    return { text: sessionStorage.getItem(DRAFT) || "", check: JSON.parse(sessionStorage.getItem(CHECK)) };
  } catch {
    return { text: "", check: null }; // a browser that remembers nothing still checks
  }
}

export function forgetCheck() {
  try { sessionStorage.removeItem(DRAFT); sessionStorage.removeItem(CHECK); } catch { /* nothing was kept */ }
}

function put(name, words) {
  try {
    sessionStorage.setItem(name, words);
    return true;
  } catch {
    try { sessionStorage.removeItem(name); } catch { /* nothing was kept */ }
    return false;
  }
}
