import { describe, expect, it } from 'vitest';
import * as blandAltman from '../../published/bland-altman-1986.ts';
import * as fleiss from '../../published/fleiss-1971.ts';
import { coefficients as gwet } from '../../published/gwet-2014.ts';
import * as krippendorff from '../../published/krippendorff-2011.ts';
import * as landisKoch from '../../published/landis-koch-1977.ts';
import * as sas from '../../published/sas-skin-condition.ts';
import * as shroutFleiss from '../../published/shrout-fleiss-1979.ts';
import { ratingsFromMatrix } from '../ratings/ratings-from-matrix.ts';
import { AgreementCounts } from './agreement-counts.ts';
import { brennanPrediger } from './brennan-prediger.ts';
import { cohenKappa } from './cohen-kappa.ts';
import { congerKappa } from './conger-kappa.ts';
import { fleissKappa } from './fleiss-kappa.ts';
import { gwetAc } from './gwet-ac.ts';
import { intraclassCorrelation } from './intraclass-correlation.ts';
import { krippendorffAlpha } from './krippendorff-alpha.ts';
import { linConcordance } from './lin-concordance.ts';

/** Within half a unit of the last printed digit. */
function expectPrinted(value: number | null | undefined, printed: number, decimals: number): void {
  expect(value).toBeCloseTo(printed, decimals);
}

describe('agreement as printed', () => {
  it('in Krippendorff (2011)', () => {
    const ratings = ratingsFromMatrix(krippendorff.ratings);
    for (const metric of ['nominal', 'ordinal', 'interval', 'ratio'] as const) {
      const result = krippendorffAlpha(ratings, { metric });
      expectPrinted(result.value, krippendorff.alpha[metric], 3);
      expect(result.pairable).toBe(krippendorff.pairable);
    }
    const two = krippendorffAlpha(ratingsFromMatrix(krippendorff.twoObservers), {
      metric: 'nominal',
    });
    expectPrinted(two.value, krippendorff.twoObserversNominal, 3);
  });

  it('in Gwet (2014)', () => {
    const ratings = ratingsFromMatrix(krippendorff.ratings);
    const categories = [1, 2, 3, 4, 5];
    expectPrinted(gwetAc(ratings, { categories }).value, gwet.gwetAc1, 3);
    expectPrinted(brennanPrediger(ratings, { categories }).value, gwet.brennanPrediger, 3);
    expectPrinted(fleissKappa(ratings).value, gwet.fleissKappa, 3);
    expectPrinted(congerKappa(ratings).value, gwet.congerKappa, 3);
    const alpha = krippendorffAlpha(ratings, { metric: 'nominal' });
    expectPrinted(alpha.value, gwet.krippendorffAlpha, 3);
  });

  it('in Fleiss (1971)', () => {
    const counts = new AgreementCounts([1, 2, 3, 4, 5]);
    for (const patient of fleiss.diagnoses) counts.add(patient, 1);
    const result = counts.fleiss();
    expectPrinted(result.value, fleiss.agreement.kappa, 2);
    expectPrinted(result.observed, fleiss.agreement.observed, 3);
    expectPrinted(result.expected, fleiss.agreement.expected, 2);
  });

  it('in Shrout and Fleiss (1979)', () => {
    const ratings = ratingsFromMatrix(shroutFleiss.ratings);
    for (const unit of ['single', 'average'] as const) {
      const oneWay = intraclassCorrelation(ratings, { model: 'oneWay', unit });
      expectPrinted(oneWay.value, shroutFleiss.correlations.oneWay[unit], 2);
      for (const type of ['agreement', 'consistency'] as const) {
        const twoWay = intraclassCorrelation(ratings, { model: 'twoWay', type, unit });
        expectPrinted(twoWay.value, shroutFleiss.correlations[type][unit], 2);
      }
    }
  });

  it('in Landis and Koch (1977)', () => {
    expectPrinted(cohenKappa(landisKoch.winnipegPatients).value, landisKoch.kappa.winnipeg, 3);
    expectPrinted(cohenKappa(landisKoch.newOrleansPatients).value, landisKoch.kappa.newOrleans, 3);
  });

  it('in the SAS manual', () => {
    for (const [weights, printed] of [
      ['none', sas.simple],
      ['linear', sas.linear],
    ] as const) {
      const { value, standardError, interval } = cohenKappa(sas.skinCondition, { weights });
      expectPrinted(value, printed.kappa, 4);
      expectPrinted(standardError, printed.standardError, 4);
      expectPrinted(interval?.low, printed.low, 4);
      expectPrinted(interval?.high, printed.high, 4);
    }
  });

  it('in Bland and Altman (1986)', () => {
    const result = linConcordance(blandAltman.wright, blandAltman.miniWright);
    expectPrinted(result.pearson, blandAltman.figures.pearson, 2);
    expectPrinted(result.blandAltman?.meanDifference, blandAltman.figures.meanDifference, 1);
    expectPrinted(result.blandAltman?.standardDeviation, blandAltman.figures.standardDeviation, 1);
  });
});
