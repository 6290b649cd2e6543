/** Where the names of side effects stand on the map: beside their squares, and on no other square or name. Pixels throughout. */

export const SPOT_PX = 20; // the side of a square
export const LETTER_PX = 9.5; // about the width of a letter of a name
const LINE_PX = 18;
const ROWS = [0, 1, -1, 2, -2];

/** Return [left, middle] of the name of each spot [x, y, name], in their order; where nothing is free it stands on the right. */
export function placeSpotNames(spots) {
  const taken = spots.map(([x, y]) => boxOf(x - SPOT_PX / 2, y, SPOT_PX, SPOT_PX));
  return spots.map(([x, y, name]) => {
    const width = LETTER_PX * name.length;
    const places = ROWS.flatMap((row) => [x + SPOT_PX, x - SPOT_PX - width].map((left) => [left, y + row * LINE_PX]));
    const isFree = (place) => !taken.some((other) => meet(boxOf(...place, width, LINE_PX), other));
    const chosen = places.find(isFree) ?? places[0];
    taken.push(boxOf(...chosen, width, LINE_PX));
    return chosen;
  });
}

function boxOf(left, middle, width, height) {
  return { left, right: left + width, top: middle - height / 2, bottom: middle + height / 2 };
}

function meet(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
