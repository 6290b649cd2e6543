/** Closed outlines in millimetres: arrays of [u, v] corners whose last corner joins the first. */

/** Return the stroke with every corner that matters by more than `toleranceMm` (Douglas-Peucker). */
export function simplify(stroke, toleranceMm) {
  if (stroke.length < 3) return stroke;
  const [first, last] = [stroke[0], stroke[stroke.length - 1]];
  let far = 0;
  let farMm = -1;
  for (let i = 1; i < stroke.length - 1; i += 1) {
    const away = distanceToSegment(stroke[i], first, last);
    if (away > farMm) [far, farMm] = [i, away];
  }
  if (farMm <= toleranceMm) return [first, last];
  return [...simplify(stroke.slice(0, far + 1), toleranceMm).slice(0, -1), ...simplify(stroke.slice(far), toleranceMm)];
}

/** Return the distance of a place from the segment a-b. */
export function distanceToSegment(place, a, b) {
  const along = [b[0] - a[0], b[1] - a[1]];
  const square = along[0] ** 2 + along[1] ** 2;
  const share = square ? ((place[0] - a[0]) * along[0] + (place[1] - a[1]) * along[1]) / square : 0;
  const t = Math.min(Math.max(share, 0), 1);
  return Math.hypot(place[0] - a[0] - t * along[0], place[1] - a[1] - t * along[1]);
}

/** Return where the segments a-b and c-d cross, with the share along each, or null. */
export function crossing(a, b, c, d) {
  const r = [b[0] - a[0], b[1] - a[1]];
  const s = [d[0] - c[0], d[1] - c[1]];
  const turn = r[0] * s[1] - r[1] * s[0];
  if (Math.abs(turn) < 1e-12) return null;
  const t = ((c[0] - a[0]) * s[1] - (c[1] - a[1]) * s[0]) / turn;
  const w = ((c[0] - a[0]) * r[1] - (c[1] - a[1]) * r[0]) / turn;
  if (t < 0 || t > 1 || w < 0 || w > 1) return null;
  return { at: [a[0] + t * r[0], a[1] + t * r[1]], t, w };
}

/** Return every crossing of sides i < j of a closed outline that do not share a corner. */
export function crossings(outline) {
  const n = outline.length;
  const found = [];
  for (let i = 0; i < n; i += 1) {
    for (let j = i + 2; j < n; j += 1) {
      if (i === 0 && j === n - 1) continue;
      const hit = crossing(outline[i], outline[(i + 1) % n], outline[j], outline[(j + 1) % n]);
      if (hit) found.push({ i, j, ...hit });
    }
  }
  return found;
}

export function crossesItself(outline) {
  return crossings(outline).length > 0;
}

/** Return the enclosed area; positive or negative by the way round. [mm2] */
export function signedAreaMm2(outline) {
  return outline.reduce((sum, [u, v], i) => {
    const [nextU, nextV] = outline[(i + 1) % outline.length];
    return sum + (u * nextV - nextU * v) / 2;
  }, 0);
}

/** Tell whether a place lies inside one ring, or an odd number of several rings. */
export function contains(rings, u, v) {
  let inside = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
      const [a, b] = [ring[i], ring[j]];
      if (a[1] > v !== b[1] > v && u < ((b[0] - a[0]) * (v - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside;
    }
  }
  return inside;
}

/** Return the ranges that rings span: `{ x: [least, most], v: [least, most] }`. */
export function bounds(rings) {
  const corners = rings.flat();
  const spread = (values) => [Math.min(...values), Math.max(...values)];
  return { x: spread(corners.map((corner) => corner[0])), v: spread(corners.map((corner) => corner[1])) };
}

/** Return the mean of the corners, weighted by area: where an outline's number stands. */
export function centroid(outline) {
  const area = signedAreaMm2(outline);
  if (Math.abs(area) < 1e-6) return outline[0];
  const sum = outline.reduce(([cu, cv], [u, v], i) => {
    const [nextU, nextV] = outline[(i + 1) % outline.length];
    const cross = u * nextV - nextU * v;
    return [cu + (u + nextU) * cross, cv + (v + nextV) * cross];
  }, [0, 0]);
  return [sum[0] / (6 * area), sum[1] / (6 * area)];
}
