/** Where a small sign hides no other one: of several places the first that is free. Pixels throughout. */

const AIR_PX = 1;
const DIRECTIONS_DEG = [-45, -135, 45, 135, -90, 0, 180, 90];

/** Return the first of some places on which a circle meets none of the `taken` [px, py, radius]; else the least hidden. */
export function freePlace(places, radius, taken) {
  const gap = ([x, y]) => Math.min(...taken.map(([px, py, r]) => Math.hypot(x - px, y - py) - r - radius), Infinity);
  const gaps = places.map(gap);
  const free = gaps.findIndex((px) => px >= AIR_PX);
  return places[free >= 0 ? free : gaps.indexOf(Math.max(...gaps))];
}

/** Return the places round a middle at some distances, those of the first direction first. */
export function placesRound([x, y], distances, directions = DIRECTIONS_DEG) {
  return distances.flatMap((away) => directions.map((deg) => {
    const turned = (deg * Math.PI) / 180;
    return [x + away * Math.cos(turned), y + away * Math.sin(turned)];
  }));
}
