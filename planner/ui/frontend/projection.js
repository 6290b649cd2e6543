/**
 * Tape millimetres on the skin <-> drawn millimetres: the same table and model as planner/body/projection.py.
 * At each level the back is flat for |x| <= half_breadth - radius and circular beyond; past the contour it is flat again.
 */
export class Projection {
  constructor({ v = [], b = [], s = [] } = {}) {
    this.v = v;
    this.b = b;
    this.s = s;
  }

  /** Return the drawn x of the tape place (u, v). [mm] */
  drawnX(u, v) {
    if (!this.v.length) return u;
    const { flat, radius, halfBreadth, halfArc } = this.section(v);
    const reach = Math.abs(u);
    if (reach <= flat) return u;
    const x = reach >= halfArc ? halfBreadth + reach - halfArc : flat + radius * Math.sin((reach - flat) / radius);
    return Math.sign(u) * x;
  }

  /** Return the tape u of the drawn place (x, v). [mm] */
  tapeU(x, v) {
    if (!this.v.length) return x;
    const { flat, radius, halfBreadth, halfArc } = this.section(v);
    const reach = Math.abs(x);
    if (reach <= flat) return x;
    const u = reach >= halfBreadth ? halfArc + reach - halfBreadth : flat + radius * Math.asin((reach - flat) / radius);
    return Math.sign(x) * u;
  }

  section(v) {
    const halfBreadth = this.between(this.b, v);
    const excess = this.between(this.s, v) - halfBreadth;
    const radius = Math.min(Math.max(excess, 0) / (Math.PI / 2 - 1), halfBreadth);
    const flat = halfBreadth - radius;
    return { flat, radius, halfBreadth, halfArc: flat + (radius * Math.PI) / 2 };
  }

  between(column, v) {
    const last = this.v.length - 1;
    if (v <= this.v[0]) return column[0];
    if (v >= this.v[last]) return column[last];
    let i = 1;
    while (this.v[i] < v) i += 1;
    const share = (v - this.v[i - 1]) / (this.v[i] - this.v[i - 1]);
    return column[i - 1] + share * (column[i] - column[i - 1]);
  }
}
