/** What is on the stage and where: body, plan, order and view; which sign or place lies under a pixel. */

import { noBody, readBody } from "./body.js";
import { bounds, centroid, contains } from "./outline.js";
import { Order } from "./order.js";
import { Palpation } from "./palpation.js";
import { PlanLayer } from "./plan_layer.js";
import { Stage } from "./stage.js";
import { View } from "./view.js";

const MARKED_MARGIN_MM = 40;
const REGION_MARGIN_MM = 15;
const WHEEL_REST_MS = 160;

const tenth = (mm) => Math.round(mm * 10) / 10;

export class Picture {
  constructor(label) {
    this.view = new View();
    this.body = noBody();
    this.order = new Order();
    this.planTraces = [];
    this.palpation = new Palpation();
    this.planKey = null;
    this.stage = new Stage(label);
    this.layer = new PlanLayer(this.stage.plot, this.view, new PlanLayer(this.stage.ground, this.view));
  }

  get projection() {
    return this.body.projection;
  }

  /** Take the body and the plan that the server means; tell whether a body it names is missing here. */
  take({ body: sentBody, plan, order, palpation }) {
    const body = readBody(sentBody);
    const isNewBody = body && body !== this.body;
    if (isNewBody) {
      this.body = body;
      this.view.showMap(body.x_range, body.v_range);
      this.layer.below.show(body.traces, body.images);
    }
    const isNewPlan = plan && plan.key !== this.planKey;
    if (isNewPlan) {
      this.planKey = plan.key;
      this.order = new Order(order, this.projection);
      this.planTraces = (plan.traces ?? []).map((trace) => this.placed(trace));
    }
    const isNewMap = this.palpation.take(palpation);
    if (isNewBody || isNewPlan || isNewMap) this.showPlan();
    return { isMissingBody: Boolean(sentBody?.key) && !body, isNewPlan };
  }

  /** Show the plan, with the palpation map below it. */
  showPlan() {
    this.layer.show([...this.palpation.shown, ...this.planTraces]);
  }

  /** A trace may leave its places to the order, so that they travel once. */
  placed(trace) {
    return trace.meta?.order ? { ...trace, ...this.order.placesOf(trace.meta.order) } : trace;
  }

  /** Return the stage pixel of a tape place. */
  toStagePx(u, v) {
    return this.view.toPx(this.projection.drawnX(u, v), v);
  }

  /** Return the tape place under a stage pixel, to 0.1 mm. */
  tapeAt(at) {
    const [x, v] = this.view.toDrawn(...at);
    return [tenth(this.projection.tapeU(x, v)), tenth(v)];
  }

  isOnBack(at) {
    return this.isDrawnOnBack(...this.view.toDrawn(...at));
  }

  isTapeOnBack(u, v) {
    return this.isDrawnOnBack(this.projection.drawnX(u, v), v);
  }

  isDrawnOnBack(x, v) {
    return !this.body.outline.length || contains(this.body.outline, x, v);
  }

  touchesBack(outline) {
    return [centroid(outline), ...outline].some(([u, v]) => this.isTapeOnBack(u, v));
  }

  /** Return the point nearest to a pixel among those within their reach. */
  nearestPoint(findings, at, reachPx) {
    const away = (point) => {
      const [px, py] = this.toStagePx(point.u_mm, point.v_mm);
      return Math.hypot(px - at[0], py - at[1]);
    };
    return findings.filter((one) => one.kind !== "zone" && away(one) <= reachPx(one))
      .reduce((best, one) => (best && away(best) <= away(one) ? best : one), null);
  }

  /** Return the sign nearest to a pixel within reach; that of an area stands in its middle. */
  nearestSign(all, at, reachPx) {
    const places = all.map((one) => {
      const [u, v] = one.outline_mm ? centroid(one.outline_mm) : [one.u_mm, one.v_mm];
      return { one, u_mm: u, v_mm: v };
    });
    return this.nearestPoint(places, at, reachPx)?.one ?? null;
  }

  /** Return the last drawn zone or exclusion that covers a drawn place. */
  outlineAt(content, x, v) {
    const u = this.projection.tapeU(x, v);
    const covering = (all) => all.filter((one) => one.outline_mm && contains([one.outline_mm], u, v)).pop();
    return covering(content.findings) ?? covering(content.exclusions);
  }

  draw(scene) {
    this.stage.draw({ ...scene, ...this.layer.targetNumbers(this.view), view: this.view,
      toPx: (u, v) => this.toStagePx(u, v), levels: this.body.levels });
  }

  // --- moving the view: the plan follows the fingers and is drawn afresh when they lift ------------

  pan(dx, dy) {
    this.view.pan(dx, dy);
    this.follow();
  }

  pinch(factor, middle, moved) {
    this.view.pan(...moved);
    this.view.zoom(factor, ...middle);
    this.follow();
  }

  wheel(factor, at) {
    this.view.zoom(factor, ...at);
    this.follow();
    clearTimeout(this.wheelTimer);
    this.wheelTimer = setTimeout(() => this.settle(), WHEEL_REST_MS);
  }

  follow() {
    this.layer.follow();
    this.render();
  }

  zoomBy(factor) {
    this.view.zoom(factor, this.view.widthPx / 2, this.view.heightPx / 2);
    this.settle();
  }

  fit() {
    this.view.fit();
    this.settle();
  }

  /** Return a region's name with its side, short on the button and in full for whoever hears it. */
  regionWords({ name, side }) {
    if (side !== "left" && side !== "right") return { label: name };
    return { label: `${name}, patient's ${side}`, text: `${name} ${side === "left" ? "L" : "R"}` };
  }

  showRegion(region) {
    this.showRings(region.rings, REGION_MARGIN_MM);
  }

  /** Show everything that is marked, with room for the plan round it. */
  showMarked({ findings, exclusions, ghosts }) {
    const corners = [...findings, ...exclusions, ...ghosts].flatMap((one) => one.outline_mm ?? [[one.u_mm, one.v_mm]]);
    if (corners.length) this.showRings([corners.map(([u, v]) => [this.projection.drawnX(u, v), v])], MARKED_MARGIN_MM);
  }

  isInView(u, v) {
    const [px, py] = this.toStagePx(u, v);
    return px > 0 && py > 0 && px < this.view.widthPx && py < this.view.heightPx;
  }

  /** Bring a place into view, with room for a circle of so many mm round it. */
  showPlace(u, v, roundMm) {
    const x = this.projection.drawnX(u, v);
    this.showRings([[[x, v]]], roundMm + MARKED_MARGIN_MM);
  }

  showRings(rings, marginMm) {
    const { x, v } = bounds(rings);
    this.view.show([x[0] - marginMm, x[1] + marginMm], [v[0] - marginMm, v[1] + marginMm]);
    this.settle();
  }
}
