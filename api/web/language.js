// The language of the page: Japanese, unless somebody has switched it in this browser. Only its own words are loaded.

const KEPT = "language";
const LANGUAGES = { ja: () => import("./strings/ja.js"), en: () => import("./strings/en.js") };

/** The language that is shown. What the browser asks for is not followed: the documents and their answers are Japanese. */
export const language = chosen();
document.documentElement.lang = language;
export const { say } = await LANGUAGES[language]();

function chosen() {
  try {
    const kept = localStorage.getItem(KEPT);
    return Object.hasOwn(LANGUAGES, kept ?? "") ? kept : "ja";
  } catch {
    return "ja"; // a browser that keeps nothing
  }
}

/** The language that the switch leads to. */
export const other = language === "ja" ? "en" : "ja";

/** Show the page in the other language, from its beginning, so that no word of this one is left. */
export function switchLanguage() {
  try {
    if (other === "ja") localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, other);
    location.reload();
  } catch { /* a browser that keeps nothing stays in Japanese */ }
}
