// The words of the page in English: the same keys as in Japanese.

const PROBLEMS = {
  malformed: ["The request cannot be read", "Reload the page and send it again."],
  invalid: ["The request does not fit", "Check what you entered and send it again."],
  "too-large": ["That is too large", "Make it smaller or split it, and send it again."],
  "unsupported-media-type": ["This format is not read", "Save it as Word, PDF, PowerPoint, Excel, HTML or text."],
  encrypted: ["The file is protected by a password", "Save it without the password and send it again."],
  "no-text": ["The file holds no text", "It may be made of pictures. Run text recognition (OCR) on it first."],
  "unreadable-document": ["The file cannot be read", "It may be damaged. Save it again in its own program."],
  "not-found": ["Not found", "There is nothing at this address. It may have been removed."],
  overloaded: ["The server is busy", "Wait a moment and send it again."],
  "too-long": ["It took too long", "Make it shorter or split it, and send it again."],
  "too-many-requests": ["Too many requests", "Wait a moment and send it again."],
  storage: ["The server cannot read or write its disk", "Wait a moment and send it again, or tell the operator."],
  unauthorised: ["Please log in", "This key cannot be used. Ask the operator for one."],
  "not-permitted": ["Your key does not permit this", "Ask the operator for a key that does."],
  "read-only": ["The documents cannot be changed", "This server runs without changes to its documents."],
  "cross-site": ["Another site sent this request", "Send it from this page."],
  internal: ["Something went wrong on the server", "Tell the operator the number that was logged."],
};
const ATTRIBUTES = {
  予算額: "Budget", 支援規模: "Amount of support", 支援期間: "Period of support", 支援対象: "Who is supported", 支援経費: "Costs covered", 人数: "People", 採択予定件数: "Awards planned", 採択件数: "Awards",
  拠点数: "Sites", 開始時期: "Start", 終了時期: "End", 実施機関: "Implementing body", 対象国: "Countries", 対象分野: "Fields", 目標: "Goal", 担当: "Office in charge", 事業規模: "Volume", 背景: "Background", 目的: "Purpose", 成果: "Outcome", 内容: "Content", 言及: "Mention",
  当初: "initial", 補正: "supplementary", 第1次補正: "first supplementary", 第2次補正: "second supplementary",
};
const many = (count, one, more = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : more}`;

export const say = {
  site: {
    name: "Shirube", skip: "Skip to content", menu: "Views", other: "日本語", titled: (view) => `${view} | Shirube`,
    views: { ask: "Ask", check: "Check", guidance: "Guidance", programmes: "Programmes", documents: "Documents", notes: "Notes" },
    missing: "Not found", missingHint: "There is no page at this address. Check that it is right.", home: "Back to asking",
  },
  common: {
    close: "Close", cancel: "Cancel", stop: "Stop", send: "Send", print: "Print", saved: "Saved", undated: "no date", original: "Source", body: "Text", all: "All",
    source: "Source", none: "None.", loading: "Loading…", comma: ", ", colon: ": ", stopped: "Stopped.", error: "Error",
    page: (number) => `p. ${number}`, quoted: (words) => `“${words}”`, note: (words) => `Note: ${words}`, asMarkdown: "Save as Markdown", asWord: "Save as Word",
  },
  problem: {
    unreachable: "The server cannot be reached", unreachableHint: "Check that Shirube is running, and send it again.",
    brokenOff: "The answer broke off", brokenOffHint: "Your question is still here. Ask it again.", sendAgain: "Send it again.",
    /** What the service says of a problem, by its code; what has none stays in Japanese. */
    told: ({ type, title, detail }) => PROBLEMS[type?.split(":").at(-1)] || [title, detail],
  },
  login: { title: "Log in", enter: "Log in", leave: "Log out", key: "Key", hint: "This server needs a key. If you have none, ask its operator." },
  ask: {
    welcome: "Ask the documents, with sources", welcomeHint: "Answers are drawn from the documents and quote them word for word. The documents are Japanese, so ask in Japanese. What they do not say is told as such.",
    label: "Question", placeholder: "Ask in Japanese", hint: "Enter sends, Shift+Enter breaks the line. Questions and answers stay in this browser.",
    unknown: "This conversation is not in this browser. Conversations stay in the browser in which they were held.",
  },
  turn: {
    pending: "Reading the documents", searching: "Looking for an answer", shown: "The answer is shown", again: "Ask again", unanswered: "This question has no answer yet.",
    linkOutdated: "The documents have changed since this link was made. This answer is from the documents as they are now.",
    outdated: "The documents have changed since this answer. “Ask again” answers from the documents as they are now.",
    understood: (question) => `Understood as: ${question}`, scope: (name) => `Asked of: ${name}`,
    copy: "Copy with sources", copyLink: "Copy link", copied: "Copied", notCopied: "It could not be copied. Check the settings of your browser",
  },
  answer: {
    outcomes: {
      partial: "Answered in part", false_premise: "The documents do not bear out the question", no_evidence: "The documents do not say", out_of_scope: "Outside these documents", ambiguous: "Which one do you mean?",
    },
    following: "Ask next", missing: "The documents do not say:", offered: "These questions can be answered:", table: "Table",
    sources: "Sources of this answer", elsewhere: (count) => `same words in ${many(count, "other document")}`, found: (count) => `Related passages (${count})`, showOriginal: "Show the source",
  },
  feedback: {
    helpful: "Helpful", not: "Not helpful", where: "What was wrong", reasons: { source: "Wrong source", short: "Incomplete", other: "Off the question", old: "Out of date", hard: "Hard to read" },
    consent: "Send the question and the sources too", sent: "Sent. Thank you.", announced: "Feedback sent",
    hint: (verdict, reasons) => `“${verdict}”${reasons ? " and your reasons go" : " goes"} to the operator of this server. Unless you tick the box, neither question nor answer is sent.`,
  },
  past: {
    label: "Conversations", fresh: "New conversation", count: (count) => `Conversations (${count})`, clear: "Delete all", everything: "All conversations", rename: "Rename", name: "Name of the conversation", decide: "OK",
    remove: "Delete", actions: (title) => `What to do with “${title}”`, removed: (words) => `Deleted: ${words}`,
  },
  undo: { back: "Undo", done: "Restored" },
  scope: {
    all: "All documents", label: "Ask of: ", title: "What may answer", until: "Only documents until this day", add: "Add documents", list: "Open the list of documents", many: (count) => many(count, "document"), asOf: (date) => `documents until ${date}`,
    group: (name, ticked, all) => `${name} (${ticked} of ${all})`,
  },
  source: {
    date: "Date", unknown: "unknown", section: "Section", page: "Page", recognised: "Recognised", confidence: (percent) => `${percent}% sure. Compare it with the original.`, verified: "Quote verified", notVerified: "The quote is not what the document says", wider: "Show more around it", inDocument: "Open in the document",
  },
  pin: { put: "Pin to note", done: (title) => `Pinned to “${title}”`, full: "This note is full", failed: "This browser cannot keep it" },
  check: {
    title: "Check a draft",
    intro: "Shows how far a draft meets the purposes and considerations that the documents set, and where it contradicts them, with the sentences that show it. It does not judge whether the draft is good.",
    result: "Findings", draft: "Text of the draft", edit: "Edit the text", back: "Back to the marked text", clear: "Clear draft and findings", cleared: "Cleared", checking: "Checking…", done: "The check is done",
    label: "Draft", against: "Hold it against: ", usual: "the purposes and considerations of the documents", listed: (title, count) => `${title} (${many(count, "item")})`, placeholder: "Paste the text of the draft, in Japanese", submit: "Check", choose: "Choose a file", tooLarge: "A file may have 20 MB at most.", nothing: "Paste a text or choose a file.",
    hint: "You can also drop a DOCX, PDF, PPTX, XLSX, HTML, TXT or MD file here. Draft and findings stay in this tab until it is closed; the server neither stores nor logs them.",
    marked: "The draft with marks", mark: (words, status) => `${words} (${status})`,
    heading: (title) => `Findings: ${title}`, outOfScope: "This does not read as a plan for cooperation in science, technology or research, so it was not held against the considerations.",
    noGuidance: "The documents set no purposes and considerations. Only statements of fact were held against them.", noFindings: "There was nothing to hold against the documents.",
    export: "Export: ", exported: "Exported", printable: "HTML for print",
  },
  finding: {
    words: { contradicted: "Contradicts", partly: "Confirmed in part", missing: "Not addressed", partial: "Addressed in part", addressed: "Addressed", supported: "Agrees", not_in_documents: "Not in the documents" },
    facts: "Statements of fact", examples: "What the documents do of the kind", inDraft: "Show in the draft", draft: "Draft", document: "Document", unchecked: (quote, value) => `Not checked: what “${quote}” says beside “${value}”`,
    label: "Findings", status: "Status", group: "Group", count: (left, all) => (left === all ? many(all, "finding") : `${left} of ${many(all, "finding")}`), named: (words, count) => `${words} (${count})`,
    before: "Previous", next: "Next", at: (number, words) => `Finding ${number}, ${words}`, purposes: (count) => `Purposes that the draft states (${count})`,
  },
  versions: {
    summary: (fixed, fresh, same) => `Compare with the check before: ${fixed} solved, ${fresh} new, ${same} left`, fixed: "Solved", fresh: "New", label: "Earlier and current version", before: "Earlier version", now: "Current version",
  },
  guidance: {
    intro: "Which considerations belong to which purpose of international cooperation. “Source” opens the passage.",
    nothing: "The documents set no purposes and considerations. A draft is checked for its statements of fact alone.", purposes: "Purposes", considerations: "Considerations",
  },
  programmes: {
    intro: "The programmes that the documents name, with their purposes, budgets, periods and more.", nothing: "The documents hold no programme with a purpose or a budget.", named: (count) => `Only named (${count})`,
    budgets: (count) => many(count, "budget"), figures: (count) => many(count, "other fact"), files: "Save as a table: ", list: "All programmes", purpose: "Purpose", budget: "Budgets", support: "Support",
    prose: (count) => `Background, content, outcomes (${count})`, mentions: "Where it is named", chart: "Budgets by year", noYear: "no year", table: (name) => `Table: ${name}`,
    columns: { item: "Item", value: "What it says", fiscal_year: "Fiscal year", budget_type: "Kind", agency: "Agency", as_of: "As of" }, attribute: (name) => ATTRIBUTES[name] || name, fiscalYear: (words, year) => (year ? `FY ${year}` : words),
    compare: "Compare with", choose: "Choose one", comparison: "Two programmes compared", comparisonLabel: "Comparison", notTold: "not told",
    yen: (amount) => {
      const [unit, name] = amount >= 1e9 ? [1e9, " billion"] : amount >= 1e6 ? [1e6, " million"] : [1, ""];
      return `¥${(amount / unit).toLocaleString("en", { maximumFractionDigits: 2 })}${name}`;
    },
  },
  documents: {
    intro: "The documents that answers and checks rest on, the newest first.", collections: { bundled: "Bundled documents", own: "Added documents" },
    relations: { summarises: "Summary of ", excerpts: "Excerpt of ", quotes: "Quotes ", overlaps: "Overlaps with ", supersedes: "Supersedes " }, related: (link, words) => [words, link],
    size: (characters, pages) => `${many(characters, "character")}${pages ? `, ${many(pages, "page")}` : ""}`, earlier: "Earlier versions: ", notRead: (count) => `Files that could not be read (${count})`,
    remove: "Remove", removeNamed: (title) => `Remove ${title}`, sure: "Really remove",
  },
  adding: {
    title: "Add documents", hint: "Drop files here or choose them: Word, PDF, PowerPoint, Excel, HTML, text, pictures (recognised), and ZIP archives of these (20 MB each at most). A file of a known name becomes a newer version. Files do not leave Shirube.",
    file: "Files", collection: "Name of the collection (small letters and digits; may be left out)", unsupported: "This format is not read. Use Word, PDF, PowerPoint, Excel, HTML or text.",
    ichitaro: "Ichitaro documents are not read. Save it as Word (.docx) or PDF in Ichitaro.",
    tooLarge: "It has more than 20 MB. Split it or make it smaller.", empty: "It is empty.", sending: "Sending", nothing: "There was no file to add", working: "under way", read: ": read. ",
    states: { queued: "Waiting", reading: "Reading", indexing: "Building the index", done: "Done", failed: "Nothing was changed" },
  },
  reader: {
    picture: "Pictures of the pages", pictureOf: (page) => `Picture of page ${page}`, noPicture: "This page cannot be shown as a picture.", before: "Previous page", next: "Next page", at: (page, count) => `Page ${page} of ${count}`,
    earlier: "This is an earlier version. It is neither searched nor answered from. ", current: "Show the current version", list: "All documents", contents: "Contents", page: (number) => `Page ${number}`, find: "Find in this document", search: "Find", near: "Passages near in meaning", absent: (words) => `“${words}” is not in it.`,
    places: (words, count, more) => `“${words}” is in ${more ? "at least " : ""}${many(count, "place")}.`,
  },
  timeline: {
    title: "Timeline", intro: "By (fiscal) year: the dates of the documents, and the starts, ends, awards and budgets of programmes that they tell.", narrow: "Only entries with these words", count: (count) => many(count, "entry", "entries"), year: (year) => String(year), document: "Document",
  },
  comparison: {
    title: "Compare two documents", intro: "Two documents, or two versions of one, passage by passage: those that are most alike stand side by side, with marks where they differ.", before: "Before", now: "Now", theme: "Theme (all, if left out)", themeHint: "in Japanese", submit: "Compare",
    earlier: (title, steps) => `${title} (${many(steps, "version")} back)`, more: (count) => `There are ${count} more. Name a theme to see fewer.`,
    summary: (changed, added, removed, same) => `${changed} changed, ${added} added, ${removed} removed, ${same} the same`,
  },
  notes: {
    missing: "This note is not in this browser. Notes stay in the browser in which they were made.", toList: "To the notes", list: "Notes", fresh: "New note", titled: (number) => `Note ${number}`,
    name: "Name", word: "Save as Word", markdown: "Save as Markdown", remove: "Delete note", removed: (title) => `Deleted: “${title}”`, hint: "Notes stay in this browser. Answers and sources are pinned to the note that is open here.",
    notSaved: (words) => `It could not be saved. ${words}`, empty: "Nothing here yet. “Pin to note” under an answer or beside a source gathers things here.", moved: (place) => `Moved to place ${place}`, takenOut: (heading) => `Taken out: “${heading}”`,
    remark: "Write a remark", remarkOn: (heading) => `Remark on “${heading}”`, grip: "Drag to reorder", up: "Up", down: "Down", out: "Take out", doing: (heading, words) => `${words}: “${heading}”`,
  },
  files: { conversation: "Answers of Shirube. Quotes are the documents’ own words.", note: "A note gathered in Shirube. Quotes are the documents’ own words.", remark: (words) => `Remark: ${words}`, report: "shirube-report", name: (title) => `shirube_${title}` },
};
