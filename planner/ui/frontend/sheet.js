/** The sheet one writes on: the document of the case above the picture, what is selected, and every change of it. */

import { documentOf } from "./document.js";
import { Picture } from "./picture.js";

export class Sheet extends Picture {
  constructor(label) {
    super(label);
    this.data = {};
    this.document = documentOf("");
    Object.assign(this, { intensity: 5, pointKind: "tender_point", exclusionKind: "", selected: "", pickedInjection: -1,
      stroke: null, ghost: null, preview: null, isDragging: false });
  }

  get exclusionKinds() {
    return this.data.exclusion_kinds ?? [];
  }

  get targets() {
    return this.data.targets ?? [];
  }

  /** What is shown: the document, with the one thing that moves under the finger at its present place. */
  get content() {
    const { content } = this.document;
    const moved = (all) => all.map((one) => (one.id === this.preview?.id ? this.preview : one));
    return this.preview ? { ...content, findings: moved(content.findings), exclusions: moved(content.exclusions) } : content;
  }

  get isMarked() {
    const { findings, exclusions, ghosts } = this.content;
    return findings.length + exclusions.length + ghosts.length > 0;
  }

  select(id) {
    this.choose({ selected: id, pickedInjection: -1 });
  }

  pickInjection(at, reachPx) {
    this.choose({ selected: "", pickedInjection: this.order.nearest(this.view, at, reachPx) });
    return this.pickedInjection >= 0;
  }

  pointAt(at, reachPx) {
    return this.nearestPoint(this.document.content.findings, at, reachPx);
  }

  ghostAt(at, reachPx) {
    return this.nearestSign(this.document.content.ghosts, at, reachPx);
  }

  /** What was found last time is found again, as it feels today: it keeps its id and is a finding from here on. */
  confirmGhost(one, intensity) {
    this.addFindings([{ ...one, intensity, targets: this.targetsOfGhost(one).map(({ id }) => id) }]);
    this.toast.say(`${one.id}: ${this.word("found_again")}`);
  }

  /** A ghost goes to the targets that treated it last time; if none of them is left, to the chosen one. */
  targetsOfGhost({ targets = [] }) {
    const left = this.targets.filter(({ id }) => targets.includes(id));
    return left.length ? left : this.targets.filter(({ id }) => id === this.data.active_target);
  }

  outlineUnder(x, v) {
    return this.outlineAt(this.document.content, x, v);
  }

  selectedOutlineAt(at) {
    const one = this.outlineUnder(...this.view.toDrawn(...at));
    return one?.id === this.selected ? one : null;
  }

  /** Ask whether the mended outlines shall be kept; until then the crossing one is only a ghost. */
  ask(ghost, mended, keep) {
    if (!mended.length) {
      this.toast.say(this.word("too_small"));
      return;
    }
    this.ghost = ghost;
    const settle = (then) => () => {
      this.ghost = null;
      then();
      this.render();
    };
    this.toast.say(this.word("crosses"), [
      { label: this.word("keep_mended"), onPress: settle(() => keep(mended)) },
      { label: this.word("draw_again"), onPress: settle(() => {}) },
    ]);
  }

  addFindings(findings) {
    const targets = this.data.active_target ? [this.data.active_target] : [];
    this.document.putFindings(findings.map((one) => ({ targets, ...one })));
    this.selected = "";
    this.changed();
  }

  addZones(outlines, like = {}) {
    const { intensity = this.intensity, targets } = like;
    this.addFindings(outlines.map((outline) => ({
      kind: "zone", outline_mm: outline, intensity, ...(targets ? { targets } : {}) })));
  }

  addExclusions(outlines, like = {}) {
    const kind = this.exclusionKinds.find((one) => one.id === (like.kind ?? this.exclusionKind));
    this.document.putExclusions(outlines.map((outline) => ({
      kind: kind?.id ?? "", outline_mm: outline, margin_mm: like.margin_mm ?? kind?.margin_mm ?? 0 })));
    this.changed();
  }

  change(one) {
    if (this.document.isExclusion(one.id)) this.document.putExclusions([one]);
    else this.document.putFinding(one);
    this.changed();
  }

  nudge(one, right, down) {
    if (this.document.isGhost(one.id)) return; // where it is found again, a finger says
    const at = (u, v) => [Math.round(10 * (u + right)) / 10, Math.round(10 * (v + down)) / 10];
    const [u, v] = one.outline_mm ? [] : at(one.u_mm, one.v_mm);
    const moved = one.outline_mm ? { ...one, outline_mm: one.outline_mm.map((corner) => at(...corner)) }
      : { ...one, u_mm: u, v_mm: v };
    if (one.outline_mm ? this.touchesBack(moved.outline_mm) : this.isTapeOnBack(u, v)) this.change(moved);
    else this.toast.say(this.word("off_back_move"));
  }

  removeSelected() {
    if (!this.selected) {
      this.toast.say(this.word("nothing_selected"));
      return;
    }
    this.document.remove(this.selected);
    this.select("");
    this.changed();
  }

  undo() {
    this.step(this.document.undo(), "nothing_back");
  }

  redo() {
    this.step(this.document.redo(), "nothing_forward");
  }

  step(isDone, otherwise) {
    if (!isDone) this.toast.say(this.word(otherwise));
    else this.changed();
  }
}
