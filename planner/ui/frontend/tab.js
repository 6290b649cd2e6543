/** The storage of the tab, under which name a page keeps something there, and when the page may be touched. */

const NAMED = ["case", "patient", "session"]; // what of the address says whose page it is

/** Return a short digest: it tells two texts apart, and shows neither. */
export function digestOf(text) {
  const digest = [...text].reduce((sum, letter) => Math.imul(sum ^ letter.codePointAt(0), 0x01000193), 0x811c9dc5);
  return (digest >>> 0).toString(36);
}

/** Return a digest of the page's address. */
export function addressNow() {
  const query = new URLSearchParams(window.location.search);
  return digestOf([window.location.pathname, ...NAMED.map((name) => query.get(name) ?? "")].join(" "));
}

/** Use the storage; one that is full or not allowed must never stop a hand. */
export function inStorage(use) {
  try {
    return use(window.sessionStorage);
  } catch {
    return null;
  }
}

/** Tell whether the page is whole: while it is run or has no line, fields may be gone that come again. */
export function isAtRest() {
  const { testConnectionState, testScriptState } = document.querySelector("[data-testid=stApp]")?.dataset ?? {};
  return testConnectionState === "CONNECTED" && testScriptState === "notRunning" && !document.querySelector("[data-stale=true]");
}
