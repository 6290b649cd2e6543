/** The signs on the stage: points, zones, exclusions, what is being drawn; in the same frame as the finger. */

import { hiddenBeneath, weakestFirst } from "./crowd.js";
import { svg } from "./elements.js";
import { freePlace, placesRound } from "./free_place.js";
import { OUTLINE, fillOf, inkOf, radiusPx } from "./intensity.js";
import { centroid } from "./outline.js";

const EDGE_STEP_MM = 10;
const INJECTED_PX = 3.5; // how far outside a sign the ring lies that says it is injected
const BADGE_DEG = [45, 135, -45, -135, 90, 0, 180, -90];
const MORE_DEG = [-45, -135, 135, 45, -90, 90, 180, 0];
const [NUMBER_PX, MORE_PX] = [10, 9.5];
const HALF_LETTER_PX = 3.5;
const [WORDS_PX, UP_OR_DOWN_DEG] = [9, [90, -90]]; // words are taken for as wide as they are high: they may touch a rim

/** Return the drawn path of an outline in tape mm; long edges are bent as the skin bends. */
function pathOf(outline, toPx, isClosed = true) {
  const corners = [];
  const n = outline.length;
  outline.forEach(([u, v], i) => {
    const [nextU, nextV] = outline[(i + 1) % n];
    const isLast = i === n - 1 && !isClosed;
    const steps = isLast ? 1 : Math.max(1, Math.ceil(Math.hypot(nextU - u, nextV - v) / EDGE_STEP_MM));
    for (let k = 0; k < steps; k += 1) corners.push(toPx(u + ((nextU - u) * k) / steps, v + ((nextV - v) * k) / steps));
  });
  return `M${corners.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}${isClosed ? "Z" : ""}`;
}

/** Draw all signs and return [px, py, radius] of those that the level names avoid. */
export function drawMarks(group, scene) {
  const { content, toPx, selected } = scene;
  const findings = scene.hidesFindings ? [] : content.findings;
  const zones = findings.filter((one) => one.kind === "zone");
  const points = weakestFirst(findings.filter((one) => one.kind !== "zone"));
  const drawn = [...points.filter((one) => one.id !== selected), ...points.filter((one) => one.id === selected)];
  const signs = signPlaces(scene);
  const exclusions = content.exclusions.map((one) => exclusionSign(one, signs, one.id === selected, scene));
  const badges = orderBadges(points, scene, signs);
  badges.push(...moreBadges(drawn, scene, [...signs, ...badges.map((one) => one.place)]));
  const numbers = targetNumbers(scene, [...signs, ...badges.map((one) => one.place)]);
  group.replaceChildren(
    ...exclusions.map((one) => one.sign),
    ...zones.map((one) => zoneSign(one, toPx, one.id === selected)),
    ...(scene.hidesFindings ? [] : content.ghosts).map((one) => ghostSign(one, toPx, one.id === selected)),
    ...drawn.map((one) => pointSign(one, scene, one.id === selected)),
    ...badges.map((one) => one.sign),
    ...numbers.map((one) => one.sign),
    ...drafts(scene),
  );
  return [...signs, ...[...exclusions, ...badges, ...numbers].map((one) => one.place)];
}

/** Return [px, py, radius] of every finding's sign. */
function signPlaces({ content, toPx, injectedAt, hidesFindings }) {
  if (hidesFindings) return [];
  return [...content.findings, ...content.ghosts].map((one) => {
    if (one.outline_mm) return [...toPx(...centroid(one.outline_mm)), radiusPx(one.intensity)];
    const ring = injectedAt?.(one.u_mm, one.v_mm)?.length ? INJECTED_PX : 0;
    return [...toPx(one.u_mm, one.v_mm), radiusPx(one.intensity) + ring];
  });
}

function pointSign(point, { toPx, injectedAt }, isSelected) {
  const [x, y] = toPx(point.u_mm, point.v_mm);
  const [injected] = injectedAt?.(point.u_mm, point.v_mm) ?? [];
  const r = radiusPx(point.intensity);
  const isTrigger = point.kind === "trigger_point";
  const body = isTrigger
    ? svg("rect", { x: -r, y: -r, width: 2 * r, height: 2 * r, rx: 3, transform: "rotate(45) scale(.88)" })
    : svg("circle", { r });
  body.setAttribute("fill", fillOf(point.intensity));
  body.setAttribute("stroke", OUTLINE);
  body.setAttribute("stroke-width", 1.6);
  return svg("g", { class: "mp-point", "data-id": point.id, transform: `translate(${x.toFixed(2)} ${y.toFixed(2)})` },
    isSelected && svg("circle", { class: "mp-halo", r: r + 6 }),
    injected && svg("circle", { class: "mp-injected", r: r + INJECTED_PX, stroke: injected.colour }),
    body, number(point.intensity, r));
}

/** A finding of the session before that nobody has confirmed: faint, dashed, with its number of last time. */
function ghostSign(one, toPx, isSelected) {
  const [x, y] = toPx(...(one.outline_mm ? centroid(one.outline_mm) : [one.u_mm, one.v_mm]));
  const r = radiusPx(one.intensity);
  const shape = one.kind === "tender_point" ? svg("circle", { class: "mp-last-sign", r })
    : svg("rect", { class: "mp-last-sign", x: -r, y: -r, width: 2 * r, height: 2 * r, rx: 3,
      ...(one.kind === "trigger_point" ? { transform: "rotate(45) scale(.88)" } : {}) });
  return svg("g", { class: "mp-last", "data-id": one.id },
    one.outline_mm && svg("path", { class: "mp-last-edge", d: pathOf(one.outline_mm, toPx) }),
    svg("g", { transform: `translate(${x.toFixed(2)} ${y.toFixed(2)})` },
      isSelected && svg("circle", { class: "mp-halo", r: r + 6 }), shape,
      svg("text", { class: "mp-last-number", y: 0.36 * r + 0.6, "font-size": Math.max(12, r) }, `${one.intensity}?`)));
}

/** The injection right on a point is hidden below its sign: a ring and its number in the order say that it is there. */
function orderBadges(points, { toPx, injectedAt }, signs) {
  const badges = [];
  for (const point of points) {
    const [injected] = injectedAt?.(point.u_mm, point.v_mm) ?? [];
    if (!injected) continue;
    const at = toPx(point.u_mm, point.v_mm);
    const r = injected.n > 99 ? 11 : 8.5;
    const taken = [...signs.filter(([x, y]) => x !== at[0] || y !== at[1]), ...badges.map((one) => one.place)];
    const near = 1.34 * radiusPx(point.intensity);
    const [x, y] = freePlace(placesRound(at, [near, near + 9], BADGE_DEG), r, taken);
    const sign = svg("g", { class: "mp-order-badge", transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` },
      svg("circle", { r, fill: injected.colour }), svg("text", { y: 3.8 }, String(injected.n)));
    badges.push({ place: [x, y, r], sign });
  }
  return badges;
}

/** On a point that hides the numbers of others stands how many: `+2`. Zoomed in, they stand apart. */
function moreBadges(drawn, { toPx }, signs) {
  const beneath = hiddenBeneath(drawn, toPx);
  const badges = [];
  for (const { id, u_mm, v_mm, intensity } of drawn.filter((one) => beneath.has(one.id))) {
    const at = toPx(u_mm, v_mm);
    const taken = [...signs.filter(([x, y]) => x !== at[0] || y !== at[1]), ...badges.map((one) => one.place)];
    const near = 1.34 * radiusPx(intensity);
    const [x, y] = freePlace(placesRound(at, [near, near + 9], MORE_DEG), MORE_PX, taken);
    const sign = svg("g", { class: "mp-more", "data-on": id, transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` },
      svg("circle", { r: MORE_PX }), svg("text", { y: 4 }, `+${beneath.get(id)}`));
    badges.push({ place: [x, y, MORE_PX], sign });
  }
  return badges;
}

/** The numbers of the targets, as close to where the plan has them as no sign hides them. */
function targetNumbers({ numbers = [], numberSizePx }, signs) {
  const placed = [];
  for (const { at, words } of numbers) {
    const places = [at, ...placesRound(at, [10, 18, 27, 38, 50, 64])];
    const [x, y] = freePlace(places, NUMBER_PX, [...signs, ...placed.map((one) => one.place)]);
    const sign = svg("text", { class: "mp-target-number", x, y: y + 0.36 * numberSizePx, "font-size": numberSizePx }, words);
    placed.push({ place: [x, y, NUMBER_PX], sign });
  }
  return placed;
}

function number(intensity, r) {
  return svg("text", {
    class: "mp-number-sign", y: 0.36 * r + 0.6, "font-size": Math.max(12, 1.02 * r), fill: inkOf(intensity),
  }, String(intensity));
}

function zoneSign(zone, toPx, isSelected) {
  const [x, y] = toPx(...centroid(zone.outline_mm));
  const r = radiusPx(zone.intensity);
  const d = pathOf(zone.outline_mm, toPx);
  return svg("g", { class: "mp-zone", "data-id": zone.id },
    isSelected && svg("path", { class: "mp-halo", d }),
    svg("path", { d, fill: fillOf(zone.intensity), "fill-opacity": 0.22, stroke: OUTLINE, class: "mp-zone-edge" }),
    svg("g", { transform: `translate(${x.toFixed(2)} ${y.toFixed(2)})` },
      svg("rect", { x: -r - 2, y: -r, width: 2 * r + 4, height: 2 * r, rx: 5, fill: fillOf(zone.intensity), stroke: OUTLINE }),
      number(zone.intensity, r)));
}

function exclusionSign(exclusion, signs, isSelected, scene) {
  const d = pathOf(exclusion.outline_mm, scene.toPx);
  const middle = scene.toPx(...centroid(exclusion.outline_mm));
  const [x, y] = freePlace([middle, ...placesRound(middle, [12, 20, 28, 36], UP_OR_DOWN_DEG)], WORDS_PX, signs);
  const words = scene.exclusionTitle(exclusion.kind);
  const sign = svg("g", { class: "mp-exclusion", "data-id": exclusion.id },
    isSelected && svg("path", { class: "mp-halo", d }),
    svg("path", { d, class: "mp-exclusion-edge", fill: `url(#${scene.hatch})` }),
    svg("text", { class: "mp-exclusion-words", x, y: y + 4 }, words));
  return { place: [x, y, HALF_LETTER_PX * words.length], sign };
}

/** The stroke under the finger, the corners tapped so far, and an outline that waits for a choice. */
function drafts({ stroke, corners, ghost, toPx }) {
  const signs = [];
  if (ghost) signs.push(...ghost.map((outline) => svg("path", { class: "mp-ghost", d: pathOf(outline, toPx) })));
  if (stroke?.length > 1) signs.push(svg("path", { class: "mp-stroke", d: pathOf(stroke, toPx, false) }));
  if (corners?.length) {
    signs.push(svg("path", { class: "mp-stroke", d: pathOf(corners, toPx, false) }));
    corners.forEach(([u, v], i) => {
      const [cx, cy] = toPx(u, v);
      signs.push(svg("circle", { class: i ? "mp-corner" : "mp-corner mp-corner-first", cx, cy, r: i ? 6 : 10 }));
    });
  }
  return signs;
}
