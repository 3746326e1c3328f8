import { iterativeMethod } from '../iterative/iterative-method.ts';
import { commonSettings } from '../iterative/iterative-settings.ts';
import { variationStrength } from '../iterative/variation-strength.ts';
import { weightsSetting } from '../iterative/weights-setting.ts';

/**
 * Least squares with total variation by fast iterative shrinkage: Beck & Teboulle (IEEE Trans. Image Process. 18:2419, 2009,
 * doi 10.1109/TIP.2009.2028250).
 */
export const tvFista = iterativeMethod({
  name: 'tv-fista',
  words: { label: 'Total variation (FISTA)', short: 'total variation' },
  settings: {
    ...commonSettings({ iterations: 100, isNonNegative: true }),
    tvStrength: variationStrength(2),
    innerSteps: {
      isFurther: true,
      label: 'Inner steps',
      means:
        'how many steps each iteration takes to smooth its image by total variation, from where the last one ended',
      least: 5,
      most: 100,
      isWhole: true,
      usually: 10,
      isOfPrior: true,
      turned: {},
    },
    weights: weightsSetting('none'),
  },
  load: () => import('./fista-work.ts'),
});
