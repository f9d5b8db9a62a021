// The code on the wall changes in place. Without script the page reloads itself, which a projector shows as a flash.

const box = document.querySelector("[data-code]");
const lost = document.querySelector("[data-lost]");
let due = 0;
let asking = false;

function begin() {
  due = Date.now() + Number(box.firstElementChild.dataset.seconds) * 1000;
}

async function renew() {
  asking = true;
  try {
    const answer = await fetch("?bagian=kode", { redirect: "error" });
    if (!answer.ok) throw new Error(answer.status);
    box.innerHTML = await answer.text();
    lost.hidden = true;
    begin();
  } catch {
    box.firstElementChild.replaceChildren(); // a code that has run out would only be refused
    lost.hidden = false;
    due = Date.now() + 3000;
  }
  asking = false;
}

begin();
setInterval(() => {
  const left = Math.max(0, Math.ceil((due - Date.now()) / 1000));
  const bar = box.querySelector("progress");
  if (bar) bar.value = left;
  if (left === 0 && !asking) renew();
}, 500);

const full = document.querySelector("[data-fullscreen]");
if (document.documentElement.requestFullscreen) {
  full.hidden = false;
  full.addEventListener("click", () => document.documentElement.requestFullscreen());
}
