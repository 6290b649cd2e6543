/** The row of the play-through: start and pause, the count, the scrubber, the speed. */

import { html } from "./elements.js";
import { ButtonRow } from "./button_row.js";

export class PlayControls {
  constructor(play, word) {
    this.play = play;
    this.word = word;
    this.row = new ButtonRow(word("play"), "mp-play-buttons");
    this.count = html("output", { class: "mp-count" });
    this.scrubber = html("input", {
      type: "range", min: 0, max: 0, value: 0, step: 1, class: "mp-scrubber", "aria-label": word("play_scrubber"),
      oninput: ({ target }) => {
        const wanted = Number(target.value); // pausing sets the scrubber back to where the play stands
        this.play.pause();
        this.play.seek(wanted);
      },
    });
    this.element = html("div", { class: "mp-play" }, this.row.element, this.scrubber, this.count);
  }

  update() {
    const { play, word } = this;
    const all = play.order?.count ?? 0;
    const item = play.shown ? play.order.item(play.shown - 1) : null;
    const name = play.isRunning ? "play_pause" : "play_start";
    this.row.show([
      { id: "play", label: word(name), text: word(name), icon: play.isRunning ? "pause" : "play", disabled: !all,
        onPress: () => (play.isRunning ? play.pause() : play.start()) },
      { id: "speed", label: `${word("play_speed")} ${play.speed} ×`, text: `${play.speed} ×`,
        onPress: () => play.nextSpeed() },
    ]);
    this.scrubber.max = all;
    this.scrubber.value = play.shown;
    this.scrubber.setAttribute("aria-valuetext", `${play.shown} ${word("of")} ${all}`);
    this.count.textContent = all ? `${play.shown} ${word("of")} ${all}${item ? ` · ${item.title}` : ""}` : word("play_empty");
  }
}
