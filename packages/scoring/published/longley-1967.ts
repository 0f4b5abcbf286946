/**
 * Longley (1967), JASA 62:819–841: United States employment, 1947 to 1962, and six predictors that
 * nearly determine one another.
 */
export const employed = [
  60323, 61122, 60171, 61187, 63221, 63639, 64989, 63761, 66019, 67857, 68169, 66513, 68655, 69564,
  69331, 70551,
];
const deflator = [
  83, 88.5, 88.2, 89.5, 96.2, 98.1, 99, 100, 101.2, 104.6, 108.4, 110.8, 112.6, 114.2, 115.7, 116.9,
];
const product = [
  234289, 259426, 258054, 284599, 328975, 346999, 365385, 363112, 397469, 419180, 442769, 444546,
  482704, 502601, 518173, 554894,
];
const unemployed = [
  2356, 2325, 3682, 3351, 2099, 1932, 1870, 3578, 2904, 2822, 2936, 4681, 3813, 3931, 4806, 4007,
];
const armedForces = [
  1590, 1456, 1616, 1650, 3099, 3594, 3547, 3350, 3048, 2857, 2798, 2637, 2552, 2514, 2572, 2827,
];
const population = [
  107608, 108632, 109773, 110929, 112075, 113270, 115094, 116219, 117388, 118734, 120445, 121950,
  123366, 125368, 127852, 130081,
];
const year = Array.from({ length: 16 }, (_, i) => 1947 + i);
export const predictors = [deflator, product, unemployed, armedForces, population, year];

/** Certified by NIST, Statistical Reference Datasets, Longley: intercept first. */
export const coefficients = [
  -3482258.63459582, 15.0618722713733, -0.35819179292591e-1, -2.02022980381683, -1.03322686717359,
  -0.511041056535807e-1, 1829.15146461355,
];
export const standardErrors = [
  890420.383607373, 84.9149257747669, 0.334910077722432e-1, 0.488399681651699, 0.214274163161675,
  0.22607320006937, 455.478499142212,
];
export const residualDeviation = 304.854073561965;
export const rSquared = 0.995479004577296;
