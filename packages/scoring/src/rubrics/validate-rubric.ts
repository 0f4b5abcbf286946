import type { ContextProfile, Dimension, Problem, RedLine, Rubric } from './rubric.ts';

/** A key: lower-case letters, digits, `_` and `-`, at most 64, starting with a letter. */
const keyPattern = /^[a-z][a-z0-9_-]{0,63}$/;

/**
 * What stands in the way of publishing a rubric, in words.
 *
 * @returns an empty list for a rubric that can be scored; a problem's `field` is the path of what
 *   is wrong, such as `dimensions.0.tiers.1.value`
 */
export function validateRubric(rubric: Rubric): readonly Problem[] {
  const { dimensions, redLines, profiles } = rubric;
  const found: Problem[] = [];
  if (dimensions.length === 0) {
    found.push({ field: 'dimensions', message: 'A rubric needs at least one dimension.' });
  } else if (dimensions.every(({ weight }) => weight === 0)) {
    found.push({ field: 'dimensions', message: 'At least one weight must be above 0.' });
  }
  dimensions.forEach((dimension, i) => {
    const report = reporter(found, `dimensions.${i}`);
    checkDimension(dimension, report);
    if (dimensions.findIndex(({ key }) => key === dimension.key) < i) {
      report('key', `The key “${dimension.key}” is used twice.`);
    }
  });
  redLines.forEach((line, i) => {
    checkRedLine(line, dimensions, reporter(found, `redLines.${i}`));
  });
  profiles.forEach((profile, i) => {
    const report = reporter(found, `profiles.${i}`);
    checkProfile(profile, dimensions, report);
    if (profiles.findIndex(({ name }) => name === profile.name) < i) {
      report('name', `The name “${profile.name}” is used twice.`);
    }
  });
  return found;
}

type Report = (field: string, message: string) => void;

function reporter(found: Problem[], at: string): Report {
  return (field, message) => {
    found.push({ field: `${at}.${field}`, message });
  };
}

function checkDimension({ key, label, weight, tiers }: Dimension, report: Report): void {
  if (!keyPattern.test(key)) {
    report(
      'key',
      'A key starts with a small letter and has only small letters, digits, “_” and “-”, at most 64.',
    );
  }
  if (label.trim() === '') report('label', 'A dimension needs a label.');
  checkWeight(weight, report, 'weight');
  if (tiers.length < 2) report('tiers', 'A dimension needs at least two tiers.');
  tiers.forEach((tier, i) => {
    if (tier.label.trim() === '') report(`tiers.${i}.label`, 'A tier needs a label.');
    if (tiers.findIndex((other) => other.label === tier.label) < i) {
      report(`tiers.${i}.label`, `The label “${tier.label}” is used twice.`);
    }
    const below = tiers[i - 1]?.value;
    if (!(tier.value >= 0 && tier.value <= 1)) {
      report(`tiers.${i}.value`, 'A tier’s value lies between 0 and 1.');
    } else if (below !== undefined && tier.value <= below) {
      report(`tiers.${i}.value`, 'Tiers are listed lowest first, each value above the one before.');
    }
  });
}

function checkWeight(weight: number, report: Report, field: string): void {
  if (!(weight >= 0 && Number.isFinite(weight))) {
    report(field, 'A weight is a number that is 0 or above.');
  }
}

function checkRedLine(line: RedLine, dimensions: readonly Dimension[], report: Report): void {
  const knows = (key: string) => dimensions.some((dimension) => dimension.key === key);
  if ((line.dimensionKey === null) === (line.flag === null)) {
    report('dimensionKey', 'A red line is about a dimension or a flag, and not both.');
  } else if (line.dimensionKey !== null) {
    const dimension = dimensions.find(({ key }) => key === line.dimensionKey);
    if (dimension === undefined) {
      report('dimensionKey', `There is no dimension “${line.dimensionKey}”.`);
    } else {
      checkLineTier(line.atOrBelowTier, dimension, report);
    }
  } else if (line.atOrBelowTier !== null) {
    report('atOrBelowTier', 'A red line about a flag has no tier.');
  }
  if (line.effect === 'FAIL_ALL' && line.failDimensionKey !== null) {
    report('failDimensionKey', 'A red line that fails everything names no dimension to fail.');
  } else if (line.effect === 'FAIL_DIMENSION' && line.failDimensionKey === null) {
    report('failDimensionKey', 'Name the dimension that this red line fails.');
  } else if (line.failDimensionKey !== null && !knows(line.failDimensionKey)) {
    report('failDimensionKey', `There is no dimension “${line.failDimensionKey}”.`);
  }
}

function checkLineTier(tier: number | null, { label, tiers }: Dimension, report: Report): void {
  if (tier === null || !Number.isInteger(tier) || tier < 0 || tier >= tiers.length) {
    report('atOrBelowTier', `Name the tier of “${label}” at or below which it fails.`);
  } else if (tier === tiers.length - 1) {
    report('atOrBelowTier', `Every answer to “${label}” would cross this red line.`);
  }
}

function checkProfile(
  { name, attribute, equals, weights }: ContextProfile,
  dimensions: readonly Dimension[],
  report: Report,
): void {
  if (name.trim() === '') report('name', 'A profile needs a name.');
  if (attribute.trim() === '') report('attribute', 'A profile needs the attribute it looks at.');
  if (equals.length === 0) report('equals', 'A profile needs at least one value to look for.');
  weights.forEach(({ dimensionKey, weight }, i) => {
    checkWeight(weight, report, `weights.${i}.weight`);
    if (!dimensions.some(({ key }) => key === dimensionKey)) {
      report(`weights.${i}.dimensionKey`, `There is no dimension “${dimensionKey}”.`);
    }
    if (weights.findIndex((other) => other.dimensionKey === dimensionKey) < i) {
      report(`weights.${i}.dimensionKey`, `“${dimensionKey}” is given two weights.`);
    }
  });
  const changed = new Map(weights.map((w) => [w.dimensionKey, w.weight]));
  if (
    dimensions.length > 0 &&
    dimensions.every(({ key, weight }) => (changed.get(key) ?? weight) === 0)
  ) {
    report('weights', 'Under this profile every weight would be 0.');
  }
}
