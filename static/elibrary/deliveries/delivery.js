/* Sends files in pieces by the tus protocol (docs/adr/0015): with progress, a pause, and by itself on from where the
   connection broke. Without it the form sends the file whole. */

const form = document.querySelector("form[data-tus]");
const template = document.getElementById("upload-row");
const words = template.dataset;
const box = document.querySelector("[data-sending]");
const [LEAST, FIRST, MOST] = [256 * 1024, 1024 * 1024, 8 * 1024 * 1024]; // bytes a piece
const LONGEST_WAIT = 30; // seconds
const QUICK = 4000; // milliseconds: a piece that took less is followed by a larger one

class Refused extends Error {} // the server said why, in words for people

const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
const megabytes = (bytes) => `${(bytes / 1e6).toLocaleString("id", { maximumFractionDigits: 1 })} MB`;

class Upload {
  constructor(file, address) {
    this.file = file;
    this.address = address;
    this.offset = 0;
    this.isKnown = false; // whether offset is what the server has
    this.piece = FIRST;
    this.row = template.content.firstElementChild.cloneNode(true);
    this.row.querySelector(".delivery-upload__name").textContent = file.name;
    this.bar = this.row.querySelector("progress");
    this.bar.setAttribute("aria-label", file.name);
    this.toggle = this.row.querySelector("[data-toggle]");
    this.toggle.addEventListener("click", () => (this.isRunning ? this.pause() : this.run()));
    this.row.querySelector("[data-cancel]").addEventListener("click", () => this.cancel());
    box.querySelector("[data-rows]").append(this.row);
    this.show("");
  }

  async run() {
    this.isRunning = true;
    this.show(words.sendingText);
    for (let wait = 1; this.isRunning && !this.isDone; ) {
      try {
        await this.step();
        wait = 1;
      } catch (error) {
        if (!this.isRunning) break;
        if (error instanceof Refused) return this.end(error.message);
        this.isKnown = false;
        this.piece = Math.max(LEAST, this.piece / 2);
        this.say(words.lost);
        await this.rest(wait);
        wait = Math.min(wait * 2, LONGEST_WAIT);
      }
    }
    if (this.isDone) this.end(words.done);
  }

  // One request: begin, ask how far it is, or send a piece.
  async step() {
    if (!this.address) {
      const headers = { "Upload-Length": this.file.size, "Upload-Metadata": `filename ${base64(this.file.name)}` };
      this.address = (await this.ask("POST", form.dataset.tus, headers)).getResponseHeader("Location");
      this.isKnown = true;
    } else if (!this.isKnown) {
      this.offset = Number((await this.ask("HEAD", this.address)).getResponseHeader("Upload-Offset"));
      this.isKnown = true;
    } else {
      const started = Date.now();
      const headers = { "Upload-Offset": this.offset, "Content-Type": "application/offset+octet-stream" };
      const answer = await this.ask("PATCH", this.address, headers, this.file.slice(this.offset, this.offset + this.piece));
      this.offset = Number(answer.getResponseHeader("Upload-Offset"));
      if (Date.now() - started < QUICK) this.piece = Math.min(MOST, this.piece * 2);
    }
    this.isDone = this.offset === this.file.size;
    this.show(words.sendingText);
  }

  ask(method, address, headers = {}, body = null) {
    return new Promise((resolve, reject) => {
      const request = (this.request = new XMLHttpRequest());
      request.open(method, address);
      request.setRequestHeader("Tus-Resumable", "1.0.0");
      if (form.dataset.csrf) request.setRequestHeader("X-CSRFToken", form.dataset.csrf);
      for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
      request.upload.onprogress = (event) => body && this.show(words.sendingText, this.offset + event.loaded);
      request.onerror = request.onabort = () => reject(new Error("connection"));
      request.onload = () => {
        if (request.status < 300) return resolve(request);
        const isFinal = [403, 404, 410, 413, 415, 422, 507].includes(request.status) || (method === "POST" && request.status === 409);
        const isText = request.getResponseHeader("Content-Type")?.startsWith("text/plain");
        reject(isFinal ? new Refused(isText && request.responseText ? request.responseText : words.gone) : new Error("status"));
      };
      request.send(body);
    });
  }

  pause() {
    this.isRunning = this.isKnown = false;
    this.request?.abort();
    this.wake?.();
    this.show(words.paused);
  }

  async cancel() {
    this.pause();
    if (this.address) await this.ask("DELETE", this.address).catch(() => {});
    this.row.remove();
    (box.querySelector("[data-toggle]") || form.querySelector("input[type=file]")).focus();
  }

  // Seconds, or until the browser is online again.
  rest(seconds) {
    return new Promise((resolve) => {
      this.wake = resolve;
      setTimeout(resolve, seconds * 1000);
      addEventListener("online", resolve, { once: true });
    });
  }

  show(text, sent = this.offset) {
    this.bar.value = (Math.min(sent, this.file.size) / this.file.size) * 100;
    this.toggle.textContent = this.isRunning ? words.pauseLabel : words.resumeLabel;
    this.say(text && text === words.sendingText ? `${text}: ${megabytes(sent)} / ${megabytes(this.file.size)}` : text);
  }

  say(text) {
    this.row.querySelector("[data-said]").textContent = text;
  }

  end(text) {
    this.isRunning = false;
    this.say(text);
    if (!this.isDone) this.bar.remove();
    for (const button of this.row.querySelectorAll("button")) button.remove();
    document.querySelector("[data-status]").textContent = `${this.file.name}: ${text}`;
    document.querySelector("[data-reload]").hidden = false;
  }
}

// What was begun earlier, on whatever device, goes on when the same file is chosen.
function begunBefore(file) {
  for (const row of document.querySelectorAll("[data-unfinished] [data-address]")) {
    if (row.dataset.name !== file.name || Number(row.dataset.size) !== file.size) continue;
    row.remove();
    return row.dataset.address;
  }
  return null;
}

const input = form.querySelector("input[type=file]");
input.multiple = true;
form.addEventListener("submit", async (event) => {
  if (!input.files.length) return; // the server says what is missing
  event.preventDefault();
  event.stopPropagation(); // the form is sent again for the next files
  box.hidden = false;
  const uploads = Array.from(input.files, (file) => new Upload(file, begunBefore(file)));
  form.reset();
  for (const upload of uploads) await upload.run();
});
