/** The one transform between drawn millimetres (x right, v down) and pixels of the stage. */

const MOST_PX_PER_MM = 14;
const MARGIN_PX = 10;

export class View {
  constructor() {
    this.widthPx = 1;
    this.heightPx = 1;
    this.pxPerMm = 1;
    this.x = 0;
    this.v = 0;
    this.whole = { x: [-1, 1], v: [-1, 1] };
    this.isFitted = true;
  }

  toPx(x, v) {
    return [(x - this.x) * this.pxPerMm, (v - this.v) * this.pxPerMm];
  }

  toDrawn(px, py) {
    return [px / this.pxPerMm + this.x, py / this.pxPerMm + this.v];
  }

  get xRange() {
    return [this.x, this.x + this.widthPx / this.pxPerMm];
  }

  get vRange() {
    return [this.v, this.v + this.heightPx / this.pxPerMm];
  }

  /** Say what the whole body map spans, and show all of it. */
  showMap(xRange, vRange) {
    this.whole = { x: xRange, v: vRange };
    this.fit();
  }

  fit() {
    this.show(this.whole.x, this.whole.v);
    this.isFitted = true;
  }

  /** Show a part of the map as large as the stage allows. */
  show(xRange, vRange) {
    const across = Math.max(this.widthPx - 2 * MARGIN_PX, 1) / Math.max(xRange[1] - xRange[0], 1);
    const down = Math.max(this.heightPx - 2 * MARGIN_PX, 1) / Math.max(vRange[1] - vRange[0], 1);
    this.pxPerMm = Math.min(across, down, MOST_PX_PER_MM);
    this.centre((xRange[0] + xRange[1]) / 2, (vRange[0] + vRange[1]) / 2);
    this.isFitted = false;
  }

  /** Take the stage's new size; a fitted map is fitted again, a zoomed one keeps its middle. */
  resize(widthPx, heightPx) {
    const middle = this.toDrawn(this.widthPx / 2, this.heightPx / 2);
    this.widthPx = widthPx;
    this.heightPx = heightPx;
    if (this.isFitted) this.fit();
    else this.centre(...middle);
  }

  pan(dx, dy) {
    this.x -= dx / this.pxPerMm;
    this.v -= dy / this.pxPerMm;
    this.isFitted = false;
    this.keepMapInSight();
  }

  /** Zoom by a factor so that the place under (px, py) stays under it. */
  zoom(factor, px, py) {
    const [x, v] = this.toDrawn(px, py);
    const least = 0.7 * this.fittedPxPerMm();
    this.pxPerMm = Math.min(Math.max(this.pxPerMm * factor, least), MOST_PX_PER_MM);
    this.x = x - px / this.pxPerMm;
    this.v = v - py / this.pxPerMm;
    this.isFitted = false;
    this.keepMapInSight();
  }

  fittedPxPerMm() {
    const { x, v } = this.whole;
    return Math.min(this.widthPx / (x[1] - x[0]), this.heightPx / (v[1] - v[0]));
  }

  centre(x, v) {
    this.x = x - this.widthPx / 2 / this.pxPerMm;
    this.v = v - this.heightPx / 2 / this.pxPerMm;
  }

  keepMapInSight() {
    const { x, v } = this.whole;
    const middle = this.toDrawn(this.widthPx / 2, this.heightPx / 2);
    const kept = [Math.min(Math.max(middle[0], x[0]), x[1]), Math.min(Math.max(middle[1], v[0]), v[1])];
    if (kept[0] !== middle[0] || kept[1] !== middle[1]) this.centre(...kept);
  }

  copy() {
    return Object.assign(new View(), this);
  }
}
