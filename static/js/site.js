/* Small comforts; every page works without them. */

// Older browsers ignore autofocus on anything but a field.
const summary = document.querySelector("[data-error-summary]");
if (summary) summary.focus();

// A second tap while the first is on its way would send the form twice. The server is safe either way; the person
// is spared a puzzling answer. A page brought back by the "back" button starts afresh.
const sent = new WeakSet();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (sent.has(form)) {
    event.preventDefault();
    return;
  }
  sent.add(form);
  const button = event.submitter;
  if (button) button.setAttribute("aria-busy", "true");
});

window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.forms) sent.delete(form);
  for (const button of document.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
});

// Copying and printing need script, so their buttons appear with it. The address stands in a field either way.
const copied = document.querySelector("[data-copied]");

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    field.select();
    await navigator.clipboard.writeText(field.value);
    copied.textContent = "Alamat sudah disalin.";
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// Nothing is folded away on paper, also in browsers whose style sheets can't open a <details>.
const opened = [];

window.addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("main details:not([open])")) {
    folded.open = true;
    opened.push(folded);
  }
});

window.addEventListener("afterprint", () => {
  for (const folded of opened.splice(0)) folded.open = false;
});
