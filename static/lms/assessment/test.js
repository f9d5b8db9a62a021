// Saves each answer of a test as it is given and says how much time is left. Without this script the buttons save and
// send; the server's clock decides in either case.

const AGAIN = 10000; // milliseconds after a connection that failed

for (const form of document.querySelectorAll("[data-test]")) {
  const state = form.querySelector("[data-test-state]");
  const touched = new Map(); // question → whether it waits to be saved
  let busy = false;
  let over = false;

  form.addEventListener("change", (event) => {
    const question = /^jawaban_(\d+)$/.exec(event.target.name);
    if (!question) return;
    touched.set(question[1], true);
    save();
  });
  form.addEventListener("submit", () => {
    over = true; // what is sent has everything
  });

  async function save() {
    const [question] = touched.keys();
    if (busy || over || !question) return;
    busy = true;
    touched.delete(question);
    state.textContent = "Menyimpan…";
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: only(question),
        headers: { Accept: "application/json" },
        keepalive: true,
        redirect: "manual", // to the log-in page
      });
      take(answer.status, answer.status === 200 ? await answer.json() : {});
      if (answer.status >= 500) later(question);
    } catch {
      state.textContent = "Belum tersimpan: sambungan terputus. Dicoba lagi sebentar lagi.";
      later(question);
    }
    busy = false;
    if (touched.size && !state.dataset.waits) save();
  }

  function only(question) {
    const body = new FormData();
    for (const [name, value] of new FormData(form)) {
      if (!name.startsWith("jawaban_") || name === `jawaban_${question}`) body.append(name, value);
    }
    body.append("hanya", question);
    return body;
  }

  function take(status, told) {
    if (status === 200) {
      form.elements.versi.value = told.versi;
      state.textContent = "Tersimpan.";
    } else if (status === 409) {
      over = true;
      location.reload(); // the time is over, or it was sent from another window
    } else {
      state.textContent = "Belum tersimpan. Tekan Simpan dulu.";
    }
  }

  function later(question) {
    touched.set(question, true);
    state.dataset.waits = "1";
    setTimeout(() => {
      delete state.dataset.waits;
      save();
    }, AGAIN);
  }
}

for (const line of document.querySelectorAll("[data-test-time]")) {
  const until = performance.now() + Number(line.dataset.seconds) * 1000; // a clock that nobody can set
  const words = line.textContent;
  const told = document.createElement("strong");
  const aloud = document.createElement("span");
  aloud.className = "visually-hidden";
  aloud.setAttribute("role", "status");
  line.textContent = words.replace(/, masih.*$/, ". ");
  line.append(told, aloud);

  const tick = () => {
    const left = Math.max(0, Math.ceil((until - performance.now()) / 1000));
    told.textContent = left ? `Sisa ${Math.floor(left / 60)}.${String(left % 60).padStart(2, "0")}` : "Waktu habis: kirim sekarang.";
    if (left === 300 || left === 60) aloud.textContent = `Sisa waktu ${left / 60} menit`;
    if (left) setTimeout(tick, 1000);
  };
  tick();
}
