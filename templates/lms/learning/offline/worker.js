{% load static %}// Lessons without a network. The network comes first, always; what is kept answers only when it fails.

importScripts("{% static 'lms/learning/offline-store.js' %}");

const PAGE = "{% url 'class_offline' %}";
const STATE = "{% url 'class_offline_state' %}";
const LOG_OUTS = ["{% url 'account_logout' %}", "{% url 'wagtailadmin_logout' %}"];
const DESK = "{% url 'wagtailadmin_home' %}";
const STATIC = "{% get_static_prefix %}";
const LESSON = /^\/kelas\/([0-9a-f-]{36})\/pelajaran\/(\d+)\/$/;
const PERSONAL = /^\/(kelas|akun)\//;
const GONE = [403, 404, 410];
const LATER = [403, 409, 429]; // no token, somebody else logged in, too often: the report waits

self.addEventListener("install", (event) => event.waitUntil(keepLook().then(() => self.skipWaiting())));

self.addEventListener("activate", (event) => event.waitUntil(Luring.sweep().then(() => self.clients.claim())));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (pathname.startsWith(DESK) && !LOG_OUTS.includes(pathname)) return;
    const answer = navigate(request, pathname);
    event.respondWith(answer);
    event.waitUntil(answer.then((response) => afterwards(request, pathname, response)).catch(() => {}));
  } else if (request.method === "GET" && (request.destination === "image" || pathname.startsWith(STATIC))) {
    event.respondWith(fetch(request).catch(() => kept(request)));
  }
});

self.addEventListener("message", (event) => event.waitUntil(check().catch(() => {})));

// The browser tries again later when this fails.
self.addEventListener("sync", (event) => event.waitUntil(check()));

async function navigate(request, pathname) {
  const lesson = LESSON.exec(pathname);
  if (request.method === "POST") {
    if (lesson) return finish(request, lesson[1], Number(lesson[2]));
    if (LOG_OUTS.includes(pathname)) await Luring.keepOnly("");
    return fetch(request);
  }
  try {
    return await fetch(request);
  } catch {
    return (lesson && (await copyOf(lesson[1], Number(lesson[2])))) || kept(PAGE);
  }
}

async function copyOf(run, lesson) {
  await Luring.sweep();
  const copy = (await Luring.copies()).find((each) => each.run === run && each.lesson === lesson);
  return copy && Luring.page(copy);
}

async function kept(request) {
  return (await caches.match(request, { ignoreVary: true, ignoreSearch: request === PAGE })) || Response.error();
}

// "Selesai": a copy carries no token, so that it is reported, and so is what the network swallowed. It may have arrived
// all the same; told twice, the site notes it once.
async function finish(request, run, lesson) {
  const form = await request.clone().formData();
  const owner = form.get("salinan");
  if (form.has("csrfmiddlewaretoken") || !owner) {
    try {
      return await fetch(request);
    } catch (error) {
      if (!owner) throw error;
    }
  }
  await Luring.enqueue(owner, run, lesson);
  if (self.registration.sync) await self.registration.sync.register("kemajuan").catch(() => {});
  await check().catch(() => {});
  const isWaiting = (await Luring.all("queue")).some((row) => row.run === run && row.lesson === lesson);
  return Response.redirect(isWaiting ? `${PAGE}?selesai=${lesson}` : `/kelas/${run}/`, 303);
}

async function afterwards(request, pathname, response) {
  const lesson = LESSON.exec(pathname);
  if (lesson && request.method === "GET" && GONE.includes(response.status)) {
    await Luring.dropWhere((copy) => copy.run === lesson[1] && copy.lesson === Number(lesson[2]));
  }
  if (PERSONAL.test(pathname)) await check();
}

// One at a time, so that nothing is sent twice at once.
let checking = Promise.resolve();

function check() {
  checking = checking.catch(() => {}).then(tidy);
  return checking;
}

// Ask who is logged in and what they may read; take away the rest, then send what waits. No request where nothing is kept.
async function tidy() {
  const [copies, queue] = await Promise.all([Luring.copies(), Luring.all("queue")]);
  if (!copies.length && !queue.length) return;
  const answer = await fetch(STATE, { cache: "no-store" });
  if (!answer.ok || answer.redirected) return;
  const state = await answer.json();
  await Luring.sweep();
  await Luring.keepOnly(state.owner);
  await Luring.dropWhere((copy) => !(state.lessons?.[copy.run] || []).includes(copy.lesson));
  if (state.owner) await send(queue.filter((row) => row.owner === state.owner), state);
  for (const client of await self.clients.matchAll({ includeUncontrolled: true })) client.postMessage("berubah");
}

async function send(waiting, { owner, csrf }) {
  for (const run of new Set(waiting.map((row) => row.run))) {
    const rows = waiting.filter((row) => row.run === run).slice(0, 100);
    const answer = await fetch(`/kelas/${run}/kemajuan/`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": csrf },
      body: JSON.stringify({ owner, events: rows.map(({ id, lesson, at }) => ({ id, lesson, at })) }),
    });
    if (answer.redirected || LATER.includes(answer.status) || answer.status >= 500) continue;
    const { results = [] } = await answer.json().catch(() => ({}));
    for (const row of rows) await settle(row, results.find((each) => each.id === row.id));
  }
}

// Whatever the verdict, it is told once and the report is over.
async function settle(row, verdict) {
  const sentence = verdict ? verdict.sentence : "Satu pelajaran tidak dapat dicatat: Anda tidak terdaftar di kelas itu.";
  const isNoted = Boolean(verdict) && ["recorded", "already", "withdrawn"].includes(verdict.outcome);
  await Luring.put("notices", { key: row.id, owner: row.owner, sentence, isNoted });
  await Luring.remove("queue", row.key);
}

async function keepLook() {
  const look = await caches.open(Luring.LOOK);
  const answer = await fetch(PAGE);
  const parts = (await answer.clone().text()).matchAll(/(?:href|src)="([^"#]+)/g);
  await look.put(PAGE, answer);
  await look.addAll(new Set([...parts].map((found) => found[1]).filter((address) => address.startsWith(STATIC))));
}
