/**
 * Pointers on the stage become taps, holds, drags, pinches.
 * A pen rests with a palm: while it is down touches are not heard. A cancelled pointer takes its gesture back.
 */

const SLOP_PX = 10;
const HOLD_MS = 450;

export class Gestures {
  /** `hand` has tap, hold, dragStart, dragMove, dragEnd, cancel, pinchStart, pinchMove, pinchEnd, wheel. */
  constructor(stage, hand) {
    this.stage = stage;
    this.hand = hand;
    this.pointers = new Map();
    this.phase = "idle";
    const listen = (name, heard) => stage.addEventListener(name, heard, { passive: false });
    listen("pointerdown", (event) => this.down(event));
    listen("pointermove", (event) => this.move(event));
    listen("pointerup", (event) => this.up(event));
    listen("pointercancel", (event) => this.cancelled(event));
    listen("wheel", (event) => this.wheel(event));
    for (const name of ["contextmenu", "gesturestart", "dblclick"]) listen(name, (event) => event.preventDefault());
    listen("touchstart", (event) => event.cancelable && event.preventDefault());
  }

  place(event) {
    const box = this.stage.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  get penIsDown() {
    return [...this.pointers.values()].some((pointer) => pointer.type === "pen");
  }

  down(event) {
    if (event.button > 0) return;
    const type = event.pointerType;
    if (type === "touch" && this.penIsDown) return;
    // A lost pointerup must not leave a finger behind: the first finger, mouse or pen starts afresh.
    if (event.isPrimary) this.startAfresh();
    if (type === "mouse") this.stage.setPointerCapture(event.pointerId);
    const at = this.place(event);
    this.pointers.set(event.pointerId, { type, at });
    if (this.pointers.size === 1) this.press(at);
    else if (this.pointers.size === 2) this.startPinch();
  }

  startAfresh() {
    if (this.phase === "pinching") this.hand.pinchEnd();
    else if (this.phase === "dragging") this.hand.cancel();
    clearTimeout(this.timer);
    this.pointers.clear();
    this.phase = "idle";
  }

  press(at) {
    this.phase = "pressing";
    this.from = at;
    this.timer = setTimeout(() => {
      if (this.phase === "pressing" && this.hand.hold(at)) this.phase = "dragging";
    }, HOLD_MS);
  }

  startPinch() {
    clearTimeout(this.timer);
    if (this.phase === "dragging") this.hand.cancel();
    this.phase = "pinching";
    this.span = this.spanNow();
    this.hand.pinchStart();
  }

  spanNow() {
    const [a, b] = [...this.pointers.values()].map((pointer) => pointer.at);
    return { middle: [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2], px: Math.max(Math.hypot(a[0] - b[0], a[1] - b[1]), 1) };
  }

  move(event) {
    const pointer = this.pointers.get(event.pointerId);
    if (!pointer) return;
    const places = this.phase === "dragging" ? this.coalesced(event) : [this.place(event)];
    pointer.at = places[places.length - 1];
    if (this.phase === "pressing" && this.isPastSlop(pointer.at)) this.startDrag();
    if (this.phase === "dragging") places.forEach((at) => this.hand.dragMove(at));
    if (this.phase === "pinching" && this.pointers.size >= 2) this.pinch();
  }

  coalesced(event) {
    const events = event.getCoalescedEvents?.() ?? [];
    return (events.length ? events : [event]).map((one) => this.place(one));
  }

  isPastSlop(at) {
    return Math.hypot(at[0] - this.from[0], at[1] - this.from[1]) > SLOP_PX;
  }

  startDrag() {
    clearTimeout(this.timer);
    this.phase = "dragging";
    this.hand.dragStart(this.from);
  }

  pinch() {
    const now = this.spanNow();
    const moved = [now.middle[0] - this.span.middle[0], now.middle[1] - this.span.middle[1]];
    this.hand.pinchMove(now.px / this.span.px, now.middle, moved);
    this.span = now;
  }

  up(event) {
    if (!this.pointers.delete(event.pointerId)) return;
    clearTimeout(this.timer);
    const at = this.place(event);
    const { phase } = this;
    if (phase === "pinching") {
      this.hand.pinchEnd();
      this.phase = "lifting";
    }
    if (this.pointers.size) return;
    this.phase = "idle";
    if (phase === "pressing") this.hand.tap(this.from);
    if (phase === "dragging") this.hand.dragEnd(at);
  }

  cancelled(event) {
    if (!this.pointers.delete(event.pointerId)) return;
    this.startAfresh();
  }

  wheel(event) {
    event.preventDefault();
    const px = event.deltaMode === 1 ? 16 * event.deltaY : event.deltaY;
    this.hand.wheel(Math.exp(-px * (event.ctrlKey ? 0.01 : 0.0015)), this.place(event));
  }
}
