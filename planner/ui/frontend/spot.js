/** The place that the server points at: said in the readout, and brought into view once. */

import { describePlace } from "./place.js";

export class Spot {
  constructor(pad) {
    this.pad = pad;
    this.shown = "";
  }

  get words() {
    const { spot } = this.pad.data;
    return spot ? `${spot.says}: ${describePlace(this.pad.body, spot.u_mm, spot.v_mm)}` : "";
  }

  update() {
    const { spot } = this.pad.data;
    const before = this.shown;
    this.shown = spot ? JSON.stringify(spot) : "";
    if (!this.pad.isDragging) this.pad.readPlace(null);
    const isNew = spot && this.shown !== before;
    if (isNew && !this.pad.isInView(spot.u_mm, spot.v_mm)) this.pad.showPlace(spot.u_mm, spot.v_mm, spot.r_mm);
  }
}
