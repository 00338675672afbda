// Login: a key is asked for where the service asks for one, over the page as it stands, so that no work on it is lost.

import { logIn, logOut, me } from "./api.js";
import { el, fill } from "./dom.js";
import { say } from "./language.js";

let asking = null;

/** Resolves when the service lets the page in: at once, or after a login. */
export async function admitted() {
  try {
    show(await me());
  } catch (problem) {
    if (problem.status === 401) await asked();
  }
}

document.addEventListener("login-needed", () => asked());

function asked() {
  asking ??= new Promise((resolve) => { open(resolve); }).finally(() => { asking = null; });
  return asking;
}

function open(done) {
  const key = el("input", { type: "password", id: "key", autocomplete: "current-password", required: true, maxlength: 200, "aria-describedby": "key-problem" });
  const state = el("p", { class: "problem", id: "key-problem", role: "alert" });
  const button = el("button", { type: "submit", class: "primary" }, say.login.enter);
  const dialog = el("dialog", { class: "login", "aria-labelledby": "login-title", onclose: () => { if (dialog.isConnected) dialog.showModal(); } },
    el("form", { onsubmit: async (event) => {
      event.preventDefault();
      button.disabled = true;
      fill(state);
      try {
        show(await logIn(key.value.trim()));
        dialog.remove();
        done();
      } catch (problem) {
        fill(state, problem.message);
        button.disabled = false;
        key.select();
      }
    } }, el("h1", { id: "login-title" }, say.login.title), el("p", {}, say.login.hint),
    el("label", { for: "key" }, say.login.key), key, state, button));
  document.body.append(dialog);
  dialog.showModal();
  key.focus();
}

/** Show who is logged in, with the way out. */
function show(who) {
  document.getElementById("who")?.remove();
  if (!who.session) return;
  const leave = async () => { await logOut(); location.assign("/"); };
  document.querySelector("header.site").append(el("p", { id: "who", class: "who" }, el("span", {}, who.name), el("button", { type: "button", class: "quiet", onclick: leave }, say.login.leave)));
}
