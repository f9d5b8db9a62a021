// Makes the copy of a lesson that is read without a network. Loaded when somebody asks for one.

export async function keep(place, address) {
  const { owner, run } = place.dataset;
  const answer = await fetch(address, { cache: "no-store" });
  if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (page.querySelector("[data-offline]")?.dataset.owner !== owner) throw new Error("not mine");
  const look = addresses(page, "link[rel=stylesheet], link[rel=icon], script[src], header img, use");
  strip(page);
  const pictures = addresses(page, "main img");
  const name = Luring.nameOf(owner, run, Number(address.split("/")[4]));
  const isRenewed = await caches.has(name);
  try {
    await keepLook(look);
    await store(await caches.open(name), place, address, page, pictures, answer.headers);
  } catch (error) {
    if (!isRenewed) await caches.delete(name);
    throw error;
  }
}

function addresses(page, selector) {
  const found = [...page.querySelectorAll(selector)].map((each) => each.getAttribute("href") || each.getAttribute("src"));
  return [...new Set(found.map((each) => new URL(each, location.href).href.split("#")[0]))].filter((each) =>
    each.startsWith(location.origin),
  );
}

async function keepLook(needed) {
  const look = await caches.open(Luring.LOOK);
  for (const address of needed) if (!(await look.match(address))) await look.add(address);
}

// The page itself comes last: without it a copy doesn't count. What it may do is what the site allows it.
async function store(cache, place, address, page, pictures, sent) {
  let bytes = 0;
  for (const picture of pictures) {
    const answer = await fetch(picture);
    if (!answer.ok) continue;
    bytes += (await answer.clone().blob()).size;
    await cache.put(picture, answer);
  }
  const body = new Blob([`<!doctype html>${page.documentElement.outerHTML}`], { type: "text/html; charset=utf-8" });
  const title = page.querySelector("h1").textContent;
  const told = { Judul: title, Kelas: place.dataset.course, Pada: Date.now(), Besar: bytes + body.size };
  const headers = { "Content-Type": body.type, "Content-Security-Policy": sent.get("Content-Security-Policy") };
  for (const [key, value] of Object.entries(told)) headers[`X-Salinan-${key}`] = encodeURIComponent(value);
  await cache.put(address, new Response(body, { headers }));
}

// No token, no film, no form but "Selesai", and a sentence that says what this is.
function strip(page) {
  const unwanted = "[data-offline], [data-online-only], [name=csrfmiddlewaretoken], main form:not([data-finish])";
  for (const each of page.querySelectorAll(unwanted)) each.remove();
  for (const figure of page.querySelectorAll("main figure.media")) {
    const note = Object.assign(page.createElement("p"), { className: "meta" });
    const player = figure.querySelector("[aria-label], [data-title]");
    const title = player?.getAttribute("aria-label") || player?.dataset.title || "";
    note.textContent = `“${title}” (film atau suara) tidak ikut tersimpan. Bacalah transkripnya, atau putar saat ada jaringan.`;
    figure.replaceWith(note);
  }
  for (const link of page.querySelectorAll("main a[download]")) link.append(" (perlu jaringan)");
  const text = `Tidak ada internet; ini salinan tanggal ${Luring.day(Date.now())}.`;
  const hint = page.querySelector("[data-finish]") ? " “Tandai selesai” tetap dapat ditekan: dikirim begitu ada jaringan." : "";
  page.querySelector("h1").before(Luring.box(page, text + hint, "warning"));
}
