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

  /** Ask nothing more: another case comes onto the pad. */
  drop() {
    this.open = [];
    this.pad.toast.hide();
  }

  ask() {
    const { pad } = this;
    const [dispute] = this.open;
    if (!dispute) return;
    const { id, other, kind } = dispute;
    if (!this.stands(dispute)) this.next();
    else if (kind === "changed") this.choose(`${id}: ${pad.word("both_changed")} ${this.words(id)} · ${this.words(other)}`, [
      ["keep_theirs", () => pad.document.remove(other)],
      ["keep_mine", () => pad.document.replaceBoth(id, other)],
      ["keep_both", null],
    ]);
    else this.choose(`${id}: ${pad.word(kind)}`, [["keep_it", null], ["remove_it", () => pad.document.remove(id)]]);
  }

  /** Tell whether all that is asked about is still there: somebody may have settled it by hand, also while we ask. */
  stands({ id, other }) {
    return [id, other].every((one) => !one || this.pad.document.find(one));
  }

  choose(sentence, choices) {
    const { pad } = this;
    pad.select(""); // its card would stand behind the question
    pad.toast.say(sentence, choices.map(([key, settle]) => ({ label: pad.word(key), onPress: () => {
      if (settle && this.stands(this.open[0])) {
        settle();
        pad.changed();
      }
      this.next();
    } })));
  }

  next() {
    this.open.shift();
    this.ask();
  }

  words(id) {
    return words(this.pad.document.find(id));
  }
}

function words(one) {
  if (one.margin_mm !== undefined) return `${one.margin_mm} mm`;
  return one.outline_mm ? `${one.intensity}` : `${one.intensity} (${one.u_mm}, ${one.v_mm})`;
}
