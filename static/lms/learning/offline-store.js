// What this device keeps of lessons, shared by the pages and the worker: copies (one cache for each person, class and
// lesson), lessons marked as done that the site hasn't heard of (queue), and its answers (notices).

self.Luring = (() => {
  const DAY = 86400000;
  const COPY_DAYS = 30;
  const QUEUE_DAYS = 90;
  const LOOK = "luring"; // styles, scripts, icons and the page without a network: nothing of anybody's

  const nameOf = (owner, run, lesson) => ["salinan", owner, run, lesson].join(" ");
  const pathOf = (run, lesson) => `/kelas/${run}/pelajaran/${lesson}/`;

  async function copies() {
    const named = (await caches.keys()).map((name) => [name, ...name.split(" ")]);
    return named
      .filter(([, word]) => word === "salinan")
      .map(([name, , owner, run, lesson]) => ({ name, owner, run, lesson: Number(lesson), path: pathOf(run, lesson) }));
  }

  const page = async (copy) => (await caches.open(copy.name)).match(copy.path);

  // Null for a copy that was never finished.
  async function details(copy) {
    const kept = await page(copy);
    if (!kept) return null;
    const said = (name) => decodeURIComponent(kept.headers.get(`X-Salinan-${name}`) || "");
    return { ...copy, title: said("Judul"), course: said("Kelas"), at: Number(said("Pada")), bytes: Number(said("Besar")) };
  }

  async function known() {
    const all = await Promise.all((await copies()).map(details));
    return all.filter(Boolean);
  }

  const drop = (copy) => caches.delete(copy.name);

  async function dropWhere(unwanted) {
    await Promise.all((await copies()).filter(unwanted).map(drop));
  }

  function open() {
    return new Promise((done, fail) => {
      const opening = indexedDB.open("luring", 1);
      opening.onupgradeneeded = () => {
        for (const store of ["queue", "notices"]) opening.result.createObjectStore(store, { keyPath: "key" });
      };
      opening.onsuccess = () => done(opening.result);
      opening.onerror = () => fail(opening.error);
    });
  }

  async function use(store, mode, act) {
    const base = await open();
    try {
      return await new Promise((done, fail) => {
        const deal = base.transaction(store, mode);
        const asked = act(deal.objectStore(store));
        deal.oncomplete = () => done(asked.result);
        deal.onabort = () => fail(deal.error);
      });
    } finally {
      base.close();
    }
  }

  const all = (store) => use(store, "readonly", (rows) => rows.getAll());
  const put = (store, row) => use(store, "readwrite", (rows) => rows.put(row));
  const remove = (store, key) => use(store, "readwrite", (rows) => rows.delete(key));

  // Marked twice is marked once, at the first time.
  async function enqueue(owner, run, lesson) {
    const key = [owner, run, lesson].join(" ");
    if ((await all("queue")).some((row) => row.key === key)) return;
    await put("queue", { key, owner, run, lesson, id: crypto.randomUUID(), at: new Date().toISOString() });
  }

  async function removeWhere(store, unwanted) {
    await Promise.all((await all(store)).filter(unwanted).map((row) => remove(store, row.key)));
  }

  // What has grown old. A clock that jumped costs a copy, never a lesson that waits to be sent.
  async function sweep() {
    const now = Date.now();
    for (const copy of await copies()) {
      const kept = await details(copy);
      if (kept && now - kept.at > COPY_DAYS * DAY) await drop(copy);
    }
    await removeWhere("queue", (row) => now - Date.parse(row.at) > QUEUE_DAYS * DAY);
  }

  // Nothing readable of anybody but ``owner`` stays. What waits to be sent does: it names a lesson by number only.
  async function keepOnly(owner) {
    await dropWhere((copy) => copy.owner !== owner);
    await removeWhere("notices", (row) => row.owner !== owner);
  }

  const day = (moment) => new Intl.DateTimeFormat("id-ID", { dateStyle: "long" }).format(moment);

  function box(page, text, tone) {
    const made = Object.assign(page.createElement("div"), { className: `notification notification--${tone}` });
    const body = Object.assign(page.createElement("div"), { className: "notification__body" });
    body.append(Object.assign(page.createElement("p"), { textContent: text }));
    made.append(body);
    return made;
  }

  const rows = { all, put, remove, enqueue };
  return { LOOK, nameOf, copies, page, known, dropWhere, ...rows, sweep, keepOnly, day, box };
})();
