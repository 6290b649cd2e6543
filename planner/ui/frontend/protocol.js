/** Sends the whole document up, and again until the server has acknowledged its number and kept everything. */

// Streamlit may join a document to a run that ends without taking it: the first look comes soon.
const FIRST_RESEND_MS = 1200;
const RESEND_MS = 4000;
const MOST_LOOKS_BETWEEN = 4;

export class Courier {
  constructor(wire) {
    this.wire = wire;
    this.acked = 0;
    this.isUnsaved = false;
    this.case = "";
    this.answer = "";
    this.drawn = "";
    this.setStateValue = () => {};
    this.looksBetween = this.looksLeft = 1;
    this.timer = setInterval(() => this.look(), RESEND_MS);
    this.online = () => this.resend();
    window.addEventListener("online", this.online);
  }

  /** Note what the server has; a server that forgot what it had acknowledged is a new session and is told at once. */
  receive(data, setStateValue, document) {
    this.setStateValue = setStateValue;
    this.looksBetween = this.looksLeft = 1;
    const isNewCase = this.case !== data.case;
    const before = isNewCase ? 0 : this.acked;
    this.case = data.case;
    this.acked = document.safeUpTo(data.ack ?? 0, data.ack_writer);
    this.isUnsaved = Boolean(data.unsaved);
    this.answer = `${data.case} ${this.acked} ${this.isUnsaved} ${data.refused ?? ""}`;
    if (isNewCase) this.drawn = this.answer; // the whole page was just shown
    const hasForgotten = this.acked < before;
    if (document.seq > this.acked && (isNewCase || hasForgotten)) this.send();
  }

  get isPending() {
    return this.isUnsaved || this.wire().seq > this.acked;
  }

  send() {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.resend(), FIRST_RESEND_MS);
    this.setStateValue("doc", this.wire());
  }

  /** Tell the server that what came of the last document stands on the screen, once for each answer. */
  tellDrawn() {
    if (this.drawn === this.answer) return;
    this.drawn = this.answer;
    this.setStateValue("drawn", this.drawn);
  }

  /** Send again ever less often while nothing is heard: a server that is behind has enough to do. */
  look() {
    this.looksLeft -= 1;
    if (this.looksLeft > 0) return;
    this.looksBetween = this.looksLeft = Math.min(2 * this.looksBetween, MOST_LOOKS_BETWEEN);
    this.resend();
  }

  resend() {
    if (this.isPending) this.setStateValue("doc", this.wire());
  }

  stop() {
    clearTimeout(this.soon);
    clearInterval(this.timer);
    window.removeEventListener("online", this.online);
  }
}
