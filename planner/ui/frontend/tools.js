/** What a finger does with each tool. A tool hears taps, holds and drags in stage pixels and changes the pad. */

import { crossesItself, signedAreaMm2 } from "./outline.js";
import { mend, outlineOf } from "./mending.js";
import { radiusPx } from "./intensity.js";
import { Move } from "./move.js";

const REACH_PX = 24;
const INJECTION_REACH_PX = 12;
const LEAST_AREA_MM2 = 20;

/** Looks: a drag moves the picture, a tap selects what is under the finger. */
class Look {
  constructor(pad) {
    this.pad = pad;
  }

  tap(at) {
    const { pad } = this;
    const point = pad.pointAt(at, () => REACH_PX);
    const ghost = point ?? pad.ghostAt(at, () => REACH_PX);
    if (ghost) pad.select(ghost.id);
    else if (!pad.pickInjection(at, INJECTION_REACH_PX)) pad.select(pad.outlineUnder(...pad.view.toDrawn(...at))?.id ?? "");
  }

  hold() {
    return false;
  }

  dragStart(from) {
    this.last = from;
  }

  dragMove(at) {
    this.pad.pan(at[0] - this.last[0], at[1] - this.last[1]);
    this.last = at;
  }

  dragEnd() {
    this.pad.settle();
  }

  cancel() {
    this.pad.settle();
  }

  leave() {}
}

/** Selects, and moves what the drag begins on. */
class Select extends Look {
  dragStart(from) {
    const { pad } = this;
    const one = pad.pointAt(from, () => REACH_PX) ?? pad.selectedOutlineAt(from);
    this.move = one ? new Move(pad, one, from) : null;
    super.dragStart(from);
  }

  dragMove(at) {
    if (this.move) this.move.to(at);
    else super.dragMove(at);
  }

  dragEnd(at) {
    if (this.move) this.move.end(at);
    else super.dragEnd(at);
    this.move = null;
  }

  cancel() {
    if (this.move) this.move.cancel();
    else super.cancel();
    this.move = null;
  }
}

/** Adds a point where the finger taps; a long press on a point moves it. */
class Mark extends Select {
  tap(at) {
    const { pad } = this;
    const there = pad.pointAt(at, (point) => radiusPx(point.intensity));
    const ghost = pad.ghostAt(at, () => REACH_PX);
    if (there) {
      pad.select(there.id);
      pad.toast.say(pad.word("selected_instead"));
    } else if (ghost) {
      pad.select(ghost.id);
    } else if (!pad.isOnBack(at)) {
      pad.toast.say(pad.word("off_back"));
    } else {
      const [u, v] = pad.tapeAt(at);
      pad.addFindings([{ kind: pad.pointKind, u_mm: u, v_mm: v, intensity: pad.intensity }]);
    }
  }

  hold(at) {
    const point = this.pad.pointAt(at, () => REACH_PX);
    this.move = point ? new Move(this.pad, point, at) : null;
    return Boolean(point);
  }

  dragStart(from) {
    this.move = null;
    this.last = from;
  }
}

/** Draws closed outlines: a stroke round the area, or corners tapped one by one. */
class Draw extends Look {
  constructor(pad, keep) {
    super(pad);
    this.keep = keep;
    this.corners = [];
  }

  tap(at) {
    const { pad } = this;
    this.forgetQuestion();
    const isClosing = this.corners.length >= 3 && distance(pad.toStagePx(...this.corners[0]), at) <= REACH_PX;
    if (isClosing) this.close();
    else {
      this.corners = [...this.corners, pad.tapeAt(at)];
      pad.render();
    }
  }

  dropCorner() {
    this.corners = this.corners.slice(0, -1);
    this.pad.render();
  }

  close() {
    const { corners } = this;
    this.corners = [];
    this.finish(corners);
  }

  dragStart(from) {
    this.forgetQuestion();
    this.corners = [];
    this.pad.stroke = [this.pad.tapeAt(from)];
  }

  dragMove(at) {
    this.pad.stroke.push(this.pad.tapeAt(at));
    this.pad.render();
  }

  dragEnd() {
    const { stroke } = this.pad;
    this.pad.stroke = null;
    this.finish(outlineOf(stroke));
  }

  cancel() {
    this.pad.stroke = null;
    this.pad.render();
  }

  leave() {
    this.corners = [];
    this.forgetQuestion();
  }

  forgetQuestion() {
    this.pad.ghost = null;
    if (this.pad.toast.isAsking) this.pad.toast.hide();
  }

  /** Keep an outline that can be kept; ask about one that crosses itself; say why any other is not kept. */
  finish(outline) {
    const { pad } = this;
    const isCrossing = outline.length > 3 && crossesItself(outline);
    const isLarge = outline.length >= 3 && Math.abs(signedAreaMm2(outline)) >= LEAST_AREA_MM2;
    if (isCrossing) pad.ask([outline], mend(outline), this.keep);
    else if (!isLarge) pad.toast.say(pad.word("too_small"));
    else if (!pad.touchesBack(outline)) pad.toast.say(pad.word("off_back_zone"));
    else this.keep([outline]);
    pad.render();
  }
}

function distance(a, b) {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

/** Return every tool of the pad by its name in the bar. */
export function makeTools(pad) {
  const look = new Look(pad);
  return {
    mark: new Mark(pad),
    zone: new Draw(pad, (outlines) => pad.addZones(outlines)),
    exclusion: new Draw(pad, (outlines) => pad.addExclusions(outlines)),
    select: new Select(pad),
    zoom: look, play: look, layers: look,
  };
}
