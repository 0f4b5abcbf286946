import fc from 'fast-check';

/** Tables of units × raters with missing ratings, values whole numbers from 1. */
export function arbitraryMatrix({
  categories = 4,
  maxRaters = 5,
  complete = false,
}: {
  readonly categories?: number;
  readonly maxRaters?: number;
  readonly complete?: boolean;
} = {}): fc.Arbitrary<(number | null)[][]> {
  const value = fc.integer({ min: 1, max: categories });
  const rating = complete ? value : fc.option(value, { freq: 3 });
  return fc.integer({ min: 2, max: maxRaters }).chain((raters) =>
    fc.array(fc.array(rating, { minLength: raters, maxLength: raters }), {
      minLength: 1,
      maxLength: 12,
    }),
  );
}
