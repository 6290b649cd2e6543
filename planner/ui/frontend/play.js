/** Plays the order of injections on a canvas above the plan: drawn on, never drawn afresh while it runs forwards. */

const SPEEDS = [0.5, 1, 2, 4];
const WHOLE_PLAY_S = 20;
const LEAST_PER_S = 4;
const LIT = "#0072B2";
const MOST_DEVICE_RATIO = 2;

export class PlayThrough {
  constructor(canvas, view, onStep) {
    this.canvas = canvas;
    this.view = view;
    this.onStep = onStep;
    this.order = null;
    this.shown = 0;
    this.speed = 1;
    this.isRunning = false;
  }

  setOrder(order) {
    this.order = order;
    this.shown = Math.min(this.shown, order.count);
    this.pause();
  }

  get perSecond() {
    return this.speed * Math.max(this.order.count / WHOLE_PLAY_S, LEAST_PER_S);
  }

  nextSpeed() {
    this.speed = SPEEDS[(SPEEDS.indexOf(this.speed) + 1) % SPEEDS.length];
    this.onStep();
  }

  start() {
    if (!this.order?.count) return;
    if (this.shown >= this.order.count) this.seek(0);
    this.isRunning = true;
    this.last = performance.now();
    this.exact = this.shown;
    this.frame = requestAnimationFrame((now) => this.step(now));
    this.onStep();
  }

  pause() {
    this.isRunning = false;
    cancelAnimationFrame(this.frame);
    this.onStep();
  }

  step(now) {
    this.exact += ((now - this.last) / 1000) * this.perSecond;
    this.last = now;
    // The first frame may bear a time before the press.
    const until = Math.min(Math.max(Math.floor(this.exact), this.shown), this.order.count);
    this.paint(this.shown, until);
    this.shown = until;
    if (until >= this.order.count) {
      this.pause();
      return;
    }
    this.onStep();
    this.frame = requestAnimationFrame((later) => this.step(later));
  }

  seek(shown) {
    const isOn = shown >= this.shown;
    if (!isOn) this.clear();
    this.paint(isOn ? this.shown : 0, shown);
    this.shown = shown;
    this.exact = shown;
    this.onStep();
  }

  /** Draw all that is lit at the present view. */
  draw() {
    this.resize();
    this.clear();
    this.paint(0, this.shown);
  }

  resize() {
    const ratio = Math.min(window.devicePixelRatio || 1, MOST_DEVICE_RATIO);
    this.canvas.width = Math.round(this.view.widthPx * ratio);
    this.canvas.height = Math.round(this.view.heightPx * ratio);
    this.pen = this.canvas.getContext("2d");
    this.pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  }

  clear() {
    this.pen?.clearRect(0, 0, this.view.widthPx, this.view.heightPx);
  }

  paint(from, until) {
    if (!this.pen) this.resize();
    const radius = Math.min(Math.max(1.6 * this.view.pxPerMm, 2), 7);
    this.pen.fillStyle = LIT;
    this.pen.strokeStyle = LIT;
    this.pen.lineWidth = Math.max(radius, 2.5);
    this.pen.lineCap = "round";
    for (const run of this.order?.runs ?? []) {
      const rows = [Math.max(from - run.before, 0), Math.min(until - run.before, run.count)];
      if (rows[0] < rows[1]) this.paintRun(run, rows, radius);
    }
  }

  paintRun({ kind, columns }, [from, until], radius) {
    this.pen.beginPath();
    for (let row = from; row < until; row += 1) {
      if (kind === "pass") {
        this.pen.moveTo(...this.view.toPx(columns.x0[row], columns.v0[row]));
        this.pen.lineTo(...this.view.toPx(columns.x1[row], columns.v1[row]));
      } else {
        const [x, y] = this.view.toPx(columns.x[row], columns.v[row]);
        this.pen.moveTo(x + radius, y);
        this.pen.arc(x, y, radius, 0, 2 * Math.PI);
      }
    }
    if (kind === "pass") this.pen.stroke();
    else this.pen.fill();
  }

  /** Return where the needle is now, in pixels, or null before the first injection. */
  head() {
    const item = this.shown ? this.order?.item(this.shown - 1) : null;
    if (!item) return null;
    return item.kind === "pass" ? this.view.toPx(item.x1, item.v1) : this.view.toPx(item.x, item.v);
  }
}
