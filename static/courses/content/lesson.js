// A film from another site: its player comes into the page when it is asked for, not before. Without script the link
// leads to the film's own page.

document.addEventListener("click", (event) => {
  const start = event.target.closest("a[data-player]");
  if (!start || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const frame = document.createElement("iframe");
  frame.className = "media__frame";
  frame.title = start.dataset.title;
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  frame.referrerPolicy = "strict-origin-when-cross-origin"; // players refuse a page that doesn't say where it is
  frame.src = start.dataset.player;
  start.replaceWith(frame);
  frame.focus();
});

// Captions are shown from the start of a film. Not by the page itself: it would fetch them before anybody asked.
document.addEventListener(
  "play",
  (event) => {
    const captions = event.target.textTracks && event.target.textTracks[0];
    if (captions && !event.target.dataset.begun) captions.mode = "showing";
    event.target.dataset.begun = "1";
  },
  true,
);

// Saves a note while it is written. Without this script the button saves it. The server refuses to write over what another
// window has saved: both texts are shown then, and only the person decides.

const PAUSE = 2000; // milliseconds without a key
const AGAIN = 15000; // after a connection that failed
const STUCK = "Belum tersimpan. Salin tulisan Anda, muat ulang halaman ini, lalu tempel.";

for (const form of document.querySelectorAll("[data-note]")) {
  const text = form.elements.catatan;
  const version = form.elements.versi;
  const state = form.querySelector("[data-note-state]");
  const other = form.querySelector("[data-note-other]");
  let saved = text.defaultValue; // what the browser puts back after "back" was never saved
  let timer = 0;
  let busy = false;
  let conflict = false;

  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };

  async function save() {
    clearTimeout(timer);
    if (busy || conflict || text.value === saved) return;
    busy = true;
    const sent = text.value;
    state.textContent = "Menyimpan…";
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new FormData(form),
        headers: { Accept: "application/json" },
        keepalive: true,
        redirect: "manual", // to the log-in page
      });
      const told = answer.headers.get("Content-Type") === "application/json" ? await answer.json() : {};
      take(answer.status, told, sent);
      if (answer.status >= 500) later(AGAIN);
      else if (text.value !== sent) later(PAUSE);
    } catch {
      state.textContent = "Belum tersimpan: sambungan terputus. Dicoba lagi sebentar lagi.";
      later(AGAIN);
    }
    busy = false;
  }

  function take(status, told, sent) {
    if (status === 200) {
      saved = sent;
      version.value = told.version;
      state.textContent = "Tersimpan.";
    } else if (status === 409) {
      conflict = true;
      version.value = told.version;
      other.querySelector("[data-note-text]").value = told.text || "(kosong)";
      other.hidden = false;
      state.textContent = "Tulisan Anda belum tersimpan.";
    } else {
      state.textContent = told.errors ? `Belum tersimpan. ${told.errors.join(" ")}` : STUCK;
    }
  }

  text.addEventListener("input", () => {
    state.textContent = "Belum tersimpan.";
    later(PAUSE);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save();
  });
  window.addEventListener("online", save);
  form.addEventListener("submit", (event) => {
    if (conflict) return; // the merged text goes the plain way, and the page says what came of it
    event.preventDefault();
    event.stopPropagation();
    if (text.value === saved) state.textContent = "Tersimpan.";
    save();
  });
  if (text.value !== saved) later(PAUSE);
}
