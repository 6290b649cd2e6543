/** One finding or exclusion on its way under a finger: shown at once, kept when the finger lifts, put back on a cancel. */

export class Move {
  constructor(pad, one, from) {
    this.pad = pad;
    this.one = one;
    this.from = from;
    pad.isDragging = true;
    pad.select(one.id);
  }

  to(at) {
    this.moved = this.movedTo(at);
    this.pad.preview = this.moved;
    this.pad.readPlace(this.moved);
    this.pad.render();
  }

  movedTo(at) {
    const { pad, one } = this;
    const shift = [at[0] - this.from[0], at[1] - this.from[1]];
    if (!one.outline_mm) {
      const [px, py] = pad.toStagePx(one.u_mm, one.v_mm);
      const [u, v] = pad.tapeAt([px + shift[0], py + shift[1]]);
      return { ...one, u_mm: u, v_mm: v };
    }
    const [a, b] = [pad.tapeAt(this.from), pad.tapeAt(at)];
    const moved = one.outline_mm.map(([u, v]) => [tenth(u + b[0] - a[0]), tenth(v + b[1] - a[1])]);
    return { ...one, outline_mm: moved };
  }

  end() {
    const { pad, moved } = this;
    this.finish();
    if (!moved) pad.render();
    else if (this.isOnBack(moved)) pad.change(moved);
    else {
      pad.toast.say(pad.word("off_back_move"));
      pad.render();
    }
  }

  isOnBack(moved) {
    return moved.outline_mm ? this.pad.touchesBack(moved.outline_mm) : this.pad.isTapeOnBack(moved.u_mm, moved.v_mm);
  }

  cancel() {
    this.finish();
    this.pad.render();
  }

  finish() {
    this.pad.isDragging = false;
    this.pad.preview = null;
    this.pad.readPlace(null);
  }
}

function tenth(mm) {
  return Math.round(mm * 10) / 10;
}
