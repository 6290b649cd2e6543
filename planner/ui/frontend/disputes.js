/** What two tablets changed differently: both stand on the map, and whoever came later is asked, one by one. */

export class Disputes {
  constructor(pad) {
    this.pad = pad;
    this.open = [];
  }

  /** Say what came of meeting another tablet's document, and begin to ask. */
  met({ disputes }) {
    this.open.push(...disputes);
    if (this.open.length) this.ask();
    else this.pad.toast.say(this.pad.word("elsewhere"));
  }

  ask() {
    const { pad } = this;
    const [dispute] = this.open;
    if (!dispute) return;
    const [one, other] = [dispute.id, dispute.other].map((id) => id && pad.document.find(id));
    if (!one || (dispute.other && !other)) this.next(); // somebody settled it by hand
    else if (dispute.kind === "changed") this.choose(`${one.id}: ${pad.word("both_changed")} ${words(one)} · ${words(other)}`, [
      ["keep_theirs", () => pad.document.remove(other.id)],
      ["keep_mine", () => pad.document.replaceBoth(one.id, other)],
      ["keep_both", null],
    ]);
    else this.choose(`${one.id}: ${pad.word(dispute.kind)}`, [["keep_it", null], ["remove_it", () => pad.document.remove(one.id)]]);
  }

  choose(sentence, choices) {
    const { pad } = this;
    pad.select(""); // its card would stand behind the question
    pad.toast.say(sentence, choices.map(([key, settle]) => ({ label: pad.word(key), onPress: () => {
      settle?.();
      if (settle) pad.changed();
      this.next();
    } })));
  }

  next() {
    this.open.shift();
    this.ask();
  }
}

function words(one) {
  if (one.margin_mm !== undefined) return `${one.margin_mm} mm`;
  return one.outline_mm ? `${one.intensity}` : `${one.intensity} (${one.u_mm}, ${one.v_mm})`;
}
