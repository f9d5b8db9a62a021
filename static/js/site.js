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
