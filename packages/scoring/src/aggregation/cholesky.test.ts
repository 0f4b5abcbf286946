import fc from 'fast-check';
import { Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { backward, factorize, forward, inverseOf } from './cholesky.ts';

describe('factorize', () => {
  it('gives the published factor', () => {
    // Golub and Van Loan, Matrix Computations, section 4.2: [[2, −2], [−2, 5]] has the factor
    // [[√2, 0], [−√2, √3]].
    const matrix = Float64Array.of(2, -2, -2, 5);
    expect(factorize(matrix, 2)).toBeCloseTo(Math.log(6), 12);
    expect(matrix[0]).toBeCloseTo(Math.SQRT2, 12);
    expect(matrix[2]).toBeCloseTo(-Math.SQRT2, 12);
    expect(matrix[3]).toBeCloseTo(Math.sqrt(3), 12);
  });

  it('refuses what is not positive definite', () => {
    expect(factorize(Float64Array.of(1, 2, 2, 1), 2)).toBeNull();
    expect(factorize(Float64Array.of(Number.NaN), 1)).toBeNull();
    expect(factorize(new Float64Array(0), 0)).toBe(0);
  });

  it('solves and inverts', () => {
    const entry = fc.integer({ min: -5, max: 5 });
    const size = 4;
    fc.assert(
      fc.property(fc.array(entry, { minLength: 16, maxLength: 16 }), (entries) => {
        const root = Matrix.from1DArray(size, size, entries);
        const matrix = root.mmul(root.transpose()).add(Matrix.eye(size));
        const factor = Float64Array.from(matrix.to1DArray());
        expect(factorize(factor, size)).not.toBeNull();
        const b = Float64Array.of(1, -2, 3, -4);
        const x = backward(factor, size, forward(factor, size, b));
        const back = matrix.mmul(Matrix.columnVector(x)).to1DArray();
        for (const [i, value] of back.entries()) expect(value).toBeCloseTo(b[i] ?? 0, 7);
        const inverse = Matrix.from1DArray(size, size, inverseOf(factor, size));
        const unit = matrix.mmul(inverse).to1DArray();
        for (const [i, value] of unit.entries())
          expect(value).toBeCloseTo(i % (size + 1) === 0 ? 1 : 0, 7);
      }),
    );
  });
});
