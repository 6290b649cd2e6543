/** A row of buttons that is updated in place, so that focus and a finger on a button survive a redraw. */

import { html } from "./elements.js";
import { icon } from "./icons.js";

export class ButtonRow {
  constructor(label, className = "") {
    this.element = html("div", { class: `mp-row ${className}`, role: "group", "aria-label": label });
    this.buttons = [];
    this.made = "";
  }

  /** Show items `{ id, label, text, icon, look, pressed, disabled, ink, onPress }`. */
  show(items) {
    const wanted = items.map((item) => `${item.id}:${item.icon ?? ""}:${item.text ?? item.label}`).join("|");
    if (wanted !== this.made) this.make(items);
    this.made = wanted;
    items.forEach((item, i) => this.update(this.buttons[i], item));
  }

  make(items) {
    this.buttons = items.map((item, i) => html("button", {
      type: "button", class: `mp-button ${item.look ?? ""}`, "data-id": item.id, onclick: () => this.items[i].onPress(),
    }, item.icon && icon(item.icon), html("span", { class: "mp-text" }, item.text ?? item.label)));
    this.element.replaceChildren(...this.buttons);
    this.element.scrollLeft = 0;
  }

  update(button, item) {
    this.items = this.items?.length === this.buttons.length ? this.items : new Array(this.buttons.length);
    this.items[this.buttons.indexOf(button)] = item;
    button.setAttribute("aria-label", item.label);
    if (item.pressed !== undefined) button.setAttribute("aria-pressed", String(Boolean(item.pressed)));
    if (item.disabled) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
    button.style.setProperty("--mp-fill", item.fill ?? "");
    button.style.setProperty("--mp-on-fill", item.ink ?? "");
  }
}
