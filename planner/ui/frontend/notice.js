/** A strip over the top of the page, above all else, that says one thing about the page itself. */

import { html } from "./elements.js";

const STRIP = "position:fixed;inset:0 0 auto;z-index:2147483647;padding:14px 18px;display:flex;gap:16px;align-items:center;"
  + "background:#20303c;color:#fff;font:17px/1.4 system-ui,sans-serif";
const BUTTON = "min-height:48px;padding:0 20px;font:inherit;color:#20303c;background:#fff;border:0;border-radius:8px";

/** Show a strip of that id; with `button: { label, onPress }` at its end. Return where its words stand. */
export function showNotice(id, sentence, { role = "alert", button } = {}) {
  const words = html("span", {}, sentence);
  const pressed = button && html("button", { type: "button", style: BUTTON, onclick: button.onPress }, button.label);
  document.body.append(html("div", { id, role, style: STRIP }, words, ...(pressed ? [pressed] : [])));
  return words;
}

/** Take the strip of that id away. */
export function dropNotice(id) {
  document.getElementById(id)?.remove();
}
