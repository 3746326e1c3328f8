import { iterativeMethod } from '../iterative/iterative-method.ts';
import { commonSettings } from '../iterative/iterative-settings.ts';
import { variationStrength } from '../iterative/variation-strength.ts';
import { weightsSetting } from '../iterative/weights-setting.ts';

/** What is asked of the readings. */
export const DATA_TERMS = ['least-squares', 'equality'] as const;

/**
 * The image of least total variation, by the primal-dual algorithm of Chambolle & Pock (J. Math. Imaging Vis. 40:120, 2011,
 * doi 10.1007/s10851-010-0251-1), as Sidky, Jørgensen & Pan have it for tomography (Phys. Med. Biol. 57:3065, 2012, doi
 * 10.1088/0031-9155/57/10/3065).
 */
export const tvPdhg = iterativeMethod({
  name: 'tv-pdhg',
  words: { label: 'Total variation (PDHG)', short: 'total variation' },
  settings: {
    ...commonSettings({ iterations: 200, isNonNegative: true }),
    tvStrength: variationStrength(
      2,
      '; where the image has to agree with the readings, `equality`, it says only how the iterations get there',
    ),
    dataTerm: {
      isFurther: true,
      label: 'Data term',
      wordLabels: { 'least-squares': 'Near the readings', equality: 'As the readings' },
      means:
        'what is asked of the readings: that the image be near them, `least-squares`, or that it agree with them, `equality`, for readings without noise',
      words: DATA_TERMS,
      usually: 'least-squares',
      isOfPrior: true,
    },
    weights: weightsSetting('none'),
  },
  load: () => import('./pdhg-work.ts'),
});
