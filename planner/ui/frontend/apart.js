/** How near the steps of a treatment lie to each other, in drawn millimetres: what it leaves of room for their signs. */

const OTHERS_MM = 30; // farther apart no two signs meet at any scale that is shown
const PASS_STEP_MM = 4; // how close together places of a pass are asked for whether they hide a name

/** Return how near each other two steps lie, whichever they are; those at one place do not count. */
export function leastApart(steps) {
  const places = [...steps].sort(([x], [otherX]) => x - otherX);
  let least = Infinity;
  places.forEach(([x, v], at) => {
    for (let next = at + 1; next < places.length && places[next][0] - x < least; next += 1) {
      const mm = Math.hypot(places[next][0] - x, places[next][1] - v);
      if (mm > 0) least = Math.min(least, mm);
    }
  });
  return least;
}

/** Return for each step how near one of another leg lies; Infinity where none is within reach, or at the very place. */
export function nearestOthers(steps, legs) {
  const nearest = steps.map(() => Infinity);
  if (legs.length < 2) return nearest;
  const leg = (index) => legs.findIndex(([from, to]) => from <= index + 1 && index + 1 <= to);
  const places = steps.map(([x, v], index) => ({ x, v, index, leg: leg(index) })).sort((one, other) => one.x - other.x);
  places.forEach((one, at) => {
    for (let next = at + 1; next < places.length && places[next].x - one.x < OTHERS_MM; next += 1) {
      const other = places[next];
      const mm = Math.hypot(other.x - one.x, other.v - one.v);
      if (other.leg !== one.leg && mm > 0) [one, other].forEach(({ index }) => { nearest[index] = Math.min(nearest[index], mm); });
    }
  });
  return nearest;
}

/** Return places on a pass, its start left out; none of an injection, which has no end. */
export function between([x, v], [x2, v2]) {
  if (x2 === undefined) return [];
  const count = Math.ceil(Math.hypot(x2 - x, v2 - v) / PASS_STEP_MM);
  return Array.from({ length: count }, (_, n) => [x + ((x2 - x) * (n + 1)) / count, v + ((v2 - v) * (n + 1)) / count]);
}
