/** How an intensity 0-10 looks: number, size and one-hue ramp; never colour alone. */

const RAMP = ["#FEE0B6", "#FDB863", "#F08A3C", "#E66101", "#C2410C", "#8C2D04"];
const STEP = [0, 0, 0, 1, 1, 2, 2, 3, 4, 4, 5];

export const OUTLINE = "#5A1E02";
export const INTENSITIES = Object.freeze(STEP.map((_, intensity) => intensity));

export function fillOf(intensity) {
  return RAMP[STEP[intensity]];
}

/** Return the ink of the number: dark on the light end, white on the dark end (at least 5:1). */
export function inkOf(intensity) {
  return STEP[intensity] >= 4 ? "#FFFFFF" : "#2A0E00";
}

/** Return the radius of a point's sign on the screen. [px] */
export function radiusPx(intensity) {
  return 8.5 + 0.45 * intensity;
}

/** Return the eleven buttons that choose an intensity. */
export function intensityItems(chosen, label, onChoose) {
  return INTENSITIES.map((intensity) => ({
    id: `intensity-${intensity}`, label: `${label} ${intensity}`, text: String(intensity), look: "mp-number",
    fill: fillOf(intensity), ink: inkOf(intensity), pressed: intensity === chosen, onPress: () => onChoose(intensity),
  }));
}
