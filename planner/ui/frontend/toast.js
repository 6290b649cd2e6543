/** One sentence at the foot of the stage, with choices if there is something to decide. */

import { html } from "./elements.js";

const SHOWN_MS = 5000;

export class Toast {
  constructor() {
    this.words = html("span", { class: "mp-toast-words" });
    this.choices = html("span", { class: "mp-toast-choices" });
    this.element = html("div", { class: "mp-toast", role: "status", "aria-live": "polite" }, this.words, this.choices);
  }

  /** Say a sentence; with choices `{ label, onPress }` it stays until one is pressed. */
  say(sentence, choices = []) {
    if (this.isAsking && !choices.length) return; // a question stays until it is answered
    clearTimeout(this.timer);
    this.words.textContent = sentence;
    this.choices.replaceChildren(...choices.map(({ label, onPress }) => html("button", {
      type: "button", class: "mp-button mp-choice",
      onclick: () => {
        this.hide();
        onPress();
      },
    }, label)));
    this.element.classList.add("mp-shown");
    if (!choices.length) this.timer = setTimeout(() => this.hide(), SHOWN_MS);
  }

  get isAsking() {
    return this.choices.childElementCount > 0;
  }

  hide() {
    clearTimeout(this.timer);
    this.choices.replaceChildren();
    this.element.classList.remove("mp-shown");
  }
}
