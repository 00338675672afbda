// The one status region: it says when something begins and when it ends, and nothing in between.

export function announce(words) {
  const region = document.getElementById("status");
  region.textContent = "";
  requestAnimationFrame(() => { region.textContent = words; });
}
