/** The card of what is selected: its place, and what can be changed about it. */

import { ButtonRow } from "./button_row.js";
import { html } from "./elements.js";
import { intensityItems } from "./intensity.js";
import { centroid } from "./outline.js";
import { describePlace, regionAt } from "./place.js";

const MOST_MARGIN_MM = 30;

export class Card {
  constructor(pad) {
    this.pad = pad;
    this.title = html("strong", { class: "mp-card-title" });
    this.place = html("span", { class: "mp-card-place" });
    this.close = new ButtonRow(pad.word("close"), "mp-card-close");
    this.rows = ["intensity", "kind", "targets"].map((name) => new ButtonRow(pad.word(name), `mp-card-${name}`));
    this.element = html("section", { class: "mp-card", "aria-label": "Selection", hidden: true },
      html("div", { class: "mp-card-head" }, html("div", { class: "mp-card-words" }, this.title, this.place), this.close.element),
      this.rows[0].element, html("div", { class: "mp-card-choices" }, this.rows[1].element, this.rows[2].element));
  }

  update() {
    const { pad } = this;
    const one = pad.selected && pad.document.find(pad.selected);
    const item = !one && pad.pickedInjection >= 0 ? pad.order.item(pad.pickedInjection) : null;
    this.element.hidden = !(one || item) || pad.isDragging;
    if (this.element.hidden) return;
    if (one && pad.document.isGhost(one.id)) this.showGhost(one);
    else if (one) this.showOne(one);
    else this.showInjection(item);
    this.stand(one ? this.placeOf(one) : [pad.projection.tapeU(item.x ?? item.x0, item.v ?? item.v0), item.v ?? item.v0]);
  }

  /** Stand where the selected thing is not hidden: below if it is in the upper half, above otherwise. */
  stand([u, v]) {
    const { pad } = this;
    const isLow = pad.toStagePx(u, v)[1] > pad.view.heightPx * 0.5;
    this.element.classList.toggle("mp-card-top", isLow);
    this.close.show([
      ...(pad.selected && !pad.document.isGhost(pad.selected) ? [{ id: "remove", label: pad.word("delete"), icon: "delete", text: "", onPress: () => pad.removeSelected() }] : []),
      { id: "close", label: pad.word("close"), icon: "close", text: "", onPress: () => pad.select("") },
    ]);
  }

  placeOf(one) {
    return one.outline_mm ? centroid(one.outline_mm) : [one.u_mm, one.v_mm];
  }

  showOne(one) {
    const { pad } = this;
    const isExclusion = pad.document.isExclusion(one.id);
    const kind = isExclusion ? pad.word("exclusion") : pad.word(one.kind === "zone" ? "zone_title" : one.kind);
    this.title.textContent = `${kind} ${one.id} · ${isExclusion ? `${pad.word("margin").toLowerCase()} ${one.margin_mm} mm`
      : `${pad.word("intensity").toLowerCase()} ${one.intensity}`}`;
    this.place.textContent = this.words(...this.placeOf(one));
    const [intensity, kinds, targets] = this.rows;
    intensity.show(isExclusion ? this.marginItems(one) : intensityItems(one.intensity, pad.word("intensity"),
      (value) => pad.change({ ...one, intensity: value })));
    kinds.show(isExclusion ? this.exclusionKinds(one) : one.kind === "zone" ? [] : this.pointKinds(one));
    targets.show(isExclusion ? [] : this.targetItems(one));
  }

  showGhost(one) {
    const { pad } = this;
    const kind = pad.word(one.kind === "zone" ? "zone_title" : one.kind);
    this.title.textContent = `${pad.word("last_time")}: ${kind} ${one.id} · ${pad.word("intensity").toLowerCase()} ${one.intensity}`;
    const goesTo = pad.targetsOfGhost(one).map(({ number, title }) => `${number} ${title}`).join(", ");
    this.place.textContent = [this.words(...this.placeOf(one)), goesTo && `${pad.word("goes_to")} ${goesTo}`,
      pad.word("press_today")].filter(Boolean).join(" · ");
    const [intensity, choices, targets] = this.rows;
    intensity.show(intensityItems(-1, pad.word("still_there"), (value) => pad.confirmGhost(one, value)));
    choices.show([{ id: "gone", label: pad.word("gone"), onPress: () => pad.removeSelected() }]);
    targets.show([]);
  }

  words(u, v) {
    const { body, projection } = this.pad;
    const region = regionAt(body, projection.drawnX(u, v), v);
    return describePlace(body, u, v) + (region ? ` · ${region}` : "");
  }

  pointKinds(one) {
    return ["tender_point", "trigger_point"].map((kind) => ({
      id: kind, label: this.pad.word(kind), pressed: one.kind === kind, onPress: () => this.pad.change({ ...one, kind }),
    }));
  }

  targetItems(one) {
    return this.pad.targets.map((target) => ({
      id: `target-${target.id}`, label: `${target.number} ${target.title}`, look: "mp-chip",
      pressed: one.targets?.includes(target.id),
      onPress: () => {
        const others = (one.targets ?? []).filter((id) => id !== target.id);
        this.pad.change({ ...one, targets: others.length === (one.targets ?? []).length ? [...others, target.id] : others });
      },
    }));
  }

  exclusionKinds(one) {
    return this.pad.exclusionKinds.map((kind) => ({
      id: `kind-${kind.id}`, label: kind.title, pressed: one.kind === kind.id,
      onPress: () => this.pad.change({ ...one, kind: kind.id, margin_mm: kind.margin_mm }),
    }));
  }

  marginItems(one) {
    const { pad } = this;
    const step = (by) => () => pad.change({
      ...one, margin_mm: Math.min(Math.max((one.margin_mm ?? 0) + by, 0), MOST_MARGIN_MM) });
    return [
      { id: "less", label: `${pad.word("margin")} −1 mm`, text: "− 1 mm", onPress: step(-1) },
      { id: "more", label: `${pad.word("margin")} +1 mm`, text: "+ 1 mm", onPress: step(1) },
    ];
  }

  showInjection(item) {
    const { pad } = this;
    const kind = pad.word(item.kind);
    this.title.textContent = `${kind} ${item.n} ${pad.word("of")} ${item.ofAll} · ${item.number} ${item.title}`;
    const [x, v] = item.kind === "pass" ? [item.x0, item.v0] : [item.x, item.v];
    // A figure keeps together with its unit where the line breaks.
    const whole = (words) => words.replaceAll(" ", "\u00a0");
    const figure = (key, value, digits, unit) => value !== undefined && whole(`${pad.word(key)} ${value.toFixed(digits)}${unit}`);
    const figures = [
      figure("length", item.length_mm, 1, " mm"), figure("depth", item.depth_mm, 1, " mm"),
      figure("angle", item.angle_deg, 0, "°"), figure("inserted", item.inserted_mm, 1, " mm"),
      item.volume_ml !== undefined && whole(`${item.volume_ml.toFixed(3)} mL`),
    ];
    this.place.textContent = [this.words(pad.projection.tapeU(x, v), v), ...figures].filter(Boolean).join(" · ");
    this.rows.forEach((row) => row.show([]));
    const under = pad.outlineUnder(x, v);
    if (under) this.rows[0].show([{ id: "under", label: `${pad.word("select")} ${under.id}`, onPress: () => pad.select(under.id) }]);
  }
}
