/**
 * Notices that a patient was erased on another screen, and has the page run again, which then says so. It asks for the
 * number of all erased patients, now and then and only while somebody may look: nothing that it asks names anybody.
 */

const ASK_MS = 20_000;

export class Erasures {
  constructor() {
    setInterval(() => this.ask(), ASK_MS);
    document.addEventListener("visibilitychange", () => this.ask());
  }

  /** Take how many were erased when the page was run, and how to have it run again. */
  update({ erased, url }, runAgain) {
    Object.assign(this, { known: erased, url, runAgain });
  }

  async ask() {
    if (document.visibilityState !== "visible" || !this.url) return;
    const count = await counted(this.url);
    // Where the store could not tell when the page was run, a desk may have been shown from memory.
    if (count !== null && count !== this.known) this.runAgain();
  }
}

async function counted(url) {
  try {
    const answer = await fetch(url, { cache: "no-store" });
    return answer.ok ? (await answer.json()).erased : null;
  } catch {
    return null;
  }
}
