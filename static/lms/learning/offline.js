// Keeps lessons on this device and shows what is kept. Without a worker (an old browser, a private window) the page
// is as it was.

const place = document.querySelector("[data-offline]");
const worker = navigator.serviceWorker;
const { owner, run } = place ? place.dataset : {};
const news = document.querySelector("[data-news]");

async function begin() {
  if (owner) {
    if (document.readyState !== "complete") await new Promise((done) => window.addEventListener("load", done));
    await worker.register(place.dataset.worker, { scope: "/" });
    await worker.ready;
    await Luring.keepOnly(owner);
    document.querySelector("main h1").before(news);
    drawRows();
  }
  worker.addEventListener("message", async () => {
    if (await show()) part("[data-again]").hidden = false;
  });
  place.addEventListener("click", (event) => act(event.target.closest("button")));
  await show();
  place.hidden = false;
  await renew();
}

const part = (selector) => place.querySelector(selector);
const rows = () => [...place.querySelectorAll("[data-lesson]")];

// A class has one for each lesson.
function drawRows() {
  for (const link of document.querySelectorAll("[data-outline] a")) {
    const row = part("template").content.firstElementChild.cloneNode(true);
    row.dataset.lesson = link.pathname;
    for (const name of row.querySelectorAll("dt, span")) name.append(link.textContent);
    part("[data-rows]").append(row);
  }
}

const size = (bytes) =>
  bytes < 1e6 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1e6).toFixed(1).replace(".", ",")} MB`;

// One after the other: a notice is shown once.
let showing = Promise.resolve();
const show = () => (showing = showing.catch(() => {}).then(draw));

async function draw() {
  const copies = await Luring.known();
  const waiting = await Luring.all("queue");
  const isWaiting = (copy) => waiting.some((row) => row.run === copy.run && row.lesson === copy.lesson);
  for (const line of rows()) {
    const copy = copies.find((each) => each.path === line.dataset.lesson);
    line.querySelector("[data-state]").textContent = copy ? stateOf(copy, isWaiting(copy)) : "Belum tersimpan";
    line.querySelector("[data-keep]").hidden = Boolean(copy);
    line.querySelector("[data-drop]").hidden = !copy;
  }
  const here = copies.filter((copy) => copy.run === run);
  for (const button of place.querySelectorAll("[data-drop-all]")) button.hidden = !here.length;
  for (const button of place.querySelectorAll("[data-keep-all]")) button.hidden = here.length >= rows().length;
  const sum = part("[data-sum]");
  const total = size(here.reduce((bytes, copy) => bytes + copy.bytes, 0));
  const told = here.length ? `${here.length} pelajaran tersimpan, ${total}.` : "Belum ada yang tersimpan di perangkat ini.";
  if (sum) sum.textContent = told;
  if (part("[data-copies]")) list(copies, isWaiting);
  return tell(waiting);
}

function stateOf(copy, isWaiting) {
  return `Tersimpan, ${size(copy.bytes)}, salinan ${Luring.day(copy.at)}${isWaiting ? ". Selesai, menunggu dikirim" : ""}`;
}

// The page without a network: links to what is kept, in the order in which it was.
function list(copies, isWaiting) {
  part("[data-none]").hidden = copies.length > 0;
  part("[data-copies]").replaceChildren(
    ...copies.map((copy) => {
      const item = document.createElement("li");
      const link = Object.assign(document.createElement("a"), { href: copy.path, textContent: copy.title });
      const note = Object.assign(document.createElement("span"), { className: "meta" });
      note.textContent = ` ${copy.course}. ${stateOf(copy, isWaiting(copy))}`;
      item.append(link, note);
      return item;
    }),
  );
  const finished = Number(new URLSearchParams(location.search).get("selesai"));
  if (!finished) return;
  document.querySelector("[data-unreached]").hidden = true;
  document.querySelector("[data-finished]").hidden = false;
  const next = copies.slice(copies.findIndex((copy) => copy.lesson === finished) + 1).find((copy) => !isWaiting(copy));
  const button = part("[data-next]");
  button.hidden = !next;
  if (next) Object.assign(button.firstElementChild, { href: next.path, textContent: `Lanjutkan: ${next.title}` });
}

// What became of reports, once; and how many still wait. True when the page shows less than the site now knows.
async function tell(waiting) {
  const mine = waiting.filter((row) => !owner || row.owner === owner);
  const notices = owner ? (await Luring.all("notices")).filter((row) => row.owner === owner) : [];
  for (const row of notices) {
    news.append(Luring.box(document, row.sentence, row.isNoted ? "success" : "warning"));
    await Luring.remove("notices", row.key);
  }
  const pending = part("[data-pending]");
  pending.hidden = !mine.length;
  pending.textContent = `${mine.length} pelajaran selesai tersimpan di perangkat ini dan dikirim begitu ada jaringan.`;
  return notices.some((row) => row.isNoted);
}

async function act(button) {
  if (!button) return;
  const isForAll = button.matches("[data-keep-all], [data-drop-all]");
  const lines = isForAll ? rows() : [button.closest("[data-lesson]")];
  const addresses = lines.map((each) => each.dataset.lesson);
  button.setAttribute("aria-busy", "true");
  if (button.matches("[data-drop], [data-drop-all]")) {
    await Luring.dropWhere((copy) => addresses.includes(copy.path));
    say("Salinan dihapus dari perangkat ini.");
  } else {
    await keepAll(addresses);
  }
  button.removeAttribute("aria-busy");
  await show();
}

const say = (text) => (part("[data-status]").textContent = text);

// What makes copies is fetched when it is wanted: most pages keep nothing.
const keeper = () => import(place.dataset.keeper);

async function keepAll(addresses) {
  for (const [index, address] of addresses.entries()) {
    say(`Menyimpan ${index + 1} dari ${addresses.length} …`);
    try {
      await (await keeper()).keep(place, address);
    } catch (error) {
      say(reason(error));
      return;
    }
    await show();
  }
  say("Tersimpan. Bila tidak ada jaringan, buka Si-Jawara+ seperti biasa: pelajarannya tetap terbaca.");
}

function reason(error) {
  if (error.name === "QuotaExceededError") {
    return "Tempat di perangkat ini tidak cukup. Hapus beberapa berkas, lalu coba lagi.";
  }
  return navigator.onLine
    ? "Pelajaran ini tidak dapat disimpan sekarang. Muat ulang halaman, lalu coba lagi."
    : "Tidak ada jaringan. Coba lagi bila jaringan sudah ada.";
}

// A copy is read again when the page is seen with a network and the copy is from another day.
async function renew() {
  if (!owner || !navigator.onLine) return;
  for (const { dataset } of rows()) {
    const copy = (await Luring.known()).find((each) => each.path === dataset.lesson);
    if (copy && Date.now() - copy.at > 86400000) await (await keeper()).keep(place, copy.path).catch(() => {});
  }
}

// A network that has just come back often fails at first. Asked again while something waits, each time after twice as long.
const LAST_SECONDS = 120;
let again;

function ask(seconds) {
  clearTimeout(again);
  if (!worker.controller) return;
  worker.controller.postMessage("periksa");
  if (seconds > LAST_SECONDS) return;
  again = setTimeout(async () => {
    if (navigator.onLine && (await Luring.all("queue")).length) ask(seconds * 2);
  }, seconds * 1000);
}

if (worker && window.caches && window.indexedDB && crypto.randomUUID) {
  window.addEventListener("online", () => ask(1));
  if (place) begin().catch(() => {});
}
