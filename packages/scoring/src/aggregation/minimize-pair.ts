/** The lowest point found of a function of two variables. */
export interface Minimum {
  readonly at: readonly [number, number];
  readonly value: number;
  readonly evaluations: number;
  readonly converged: boolean;
}

type Point = readonly [number, number];
interface Vertex {
  readonly at: Point;
  readonly value: number;
}

const maximumSimplexSteps = 200;
const maximumNewtonSteps = 30;

/**
 * Minimises a smooth function of two variables that is even in each, so that 0 is a minimum along a
 * variable or none: variance components have it so. A simplex finds the valley, Newton's method
 * with differences the bottom.
 *
 * @param evaluate - +∞ where undefined
 * @see Nelder and Mead (1965), Computer Journal 7:308–313
 */
export function minimizePair(start: Point, evaluate: (x: number, y: number) => number): Minimum {
  let evaluations = 0;
  const measure = ([x, y]: Point): Vertex => {
    evaluations += 1;
    return { at: [Math.abs(x), Math.abs(y)], value: evaluate(Math.abs(x), Math.abs(y)) };
  };
  let best = simplex(start, measure);
  for (const zero of [
    [0, best.at[1]],
    [best.at[0], 0],
    [0, 0],
  ] as const) {
    const edge = measure(zero);
    if (edge.value <= best.value + 1e-9) best = edge;
  }
  let converged = false;
  for (let step = 0; step < maximumNewtonSteps && !converged; step += 1) {
    const next = newtonStep(best, measure);
    const moved = Math.hypot(next.at[0] - best.at[0], next.at[1] - best.at[1]);
    converged = moved <= 1e-7 * (1e-3 + Math.hypot(...best.at));
    best = next;
  }
  return { at: best.at, value: best.value, evaluations, converged };
}

function simplex(start: Point, measure: (at: Point) => Vertex): Vertex {
  const [x, y] = start;
  let vertices = [measure(start), measure([x * 1.5, y]), measure([x, y * 1.5])];
  for (let step = 0; step < maximumSimplexSteps; step += 1) {
    vertices = vertices.toSorted((a, b) => a.value - b.value);
    const [low, middle, high] = vertices;
    if (low === undefined || middle === undefined || high === undefined) break;
    const width = Math.max(
      ...[middle, high].map(({ at }) => Math.hypot(at[0] - low.at[0], at[1] - low.at[1])),
    );
    if (width <= 1e-3 * (1e-2 + Math.hypot(...low.at))) break;
    const along = (factor: number): Point => [
      (low.at[0] + middle.at[0]) / 2 + (factor * (low.at[0] + middle.at[0] - 2 * high.at[0])) / 2,
      (low.at[1] + middle.at[1]) / 2 + (factor * (low.at[1] + middle.at[1] - 2 * high.at[1])) / 2,
    ];
    const reflected = measure(along(1));
    if (reflected.value < low.value) {
      const further = measure(along(2));
      vertices = [low, middle, further.value < reflected.value ? further : reflected];
    } else if (reflected.value < middle.value) vertices = [low, middle, reflected];
    else {
      const inner = measure(along(reflected.value < high.value ? 0.5 : -0.5));
      vertices =
        inner.value < Math.min(high.value, reflected.value)
          ? [low, middle, inner]
          : [low, measure(between(low.at, middle.at)), measure(between(low.at, high.at))];
    }
  }
  return vertices.reduce((a, b) => (b.value < a.value ? b : a));
}

const between = (a: Point, b: Point): Point => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];

/** One step along the variables that are not 0; the same vertex where none goes down. */
function newtonStep(from: Vertex, measure: (at: Point) => Vertex): Vertex {
  const [x, y] = from.at;
  const value = (dx: number, dy: number) => measure([x + dx, y + dy]).value;
  const along = (h: number, at: (d: number) => number) => {
    if (h === 0) return { slope: 0, curve: 1 };
    // Wide steps for the curvature, narrow ones for the slope: each balances rounding and bias.
    const curve = (at(h) + at(-h) - 2 * from.value) / h ** 2;
    const slope = (at(h / 10) - at(-h / 10)) / (h / 5);
    return { slope, curve };
  };
  const [hx, hy] = [x * 1e-3, y * 1e-3];
  const [inX, inY] = [along(hx, (d) => value(d, 0)), along(hy, (d) => value(0, d))];
  const mixed =
    hx === 0 || hy === 0
      ? 0
      : (value(hx, hy) + value(-hx, -hy) - value(hx, -hy) - value(-hx, hy)) / (4 * hx * hy);
  const determinant = inX.curve * inY.curve - mixed ** 2;
  const convex = inX.curve > 0 && determinant > 0;
  const dx = convex ? (inX.slope * inY.curve - inY.slope * mixed) / determinant : inX.slope;
  const dy = convex ? (inY.slope * inX.curve - inX.slope * mixed) / determinant : inY.slope;
  if (!Number.isFinite(dx) || !Number.isFinite(dy)) return from;
  for (let fraction = 1; fraction > 1e-3; fraction /= 4) {
    const tried = measure([x - fraction * dx, y - fraction * dy]);
    if (tried.value <= from.value + 1e-12 * Math.abs(from.value)) return tried;
  }
  return from;
}
