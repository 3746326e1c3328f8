import { iterativeMethod } from '../iterative/iterative-method.ts';
import { commonSettings, subsetsSetting } from '../iterative/iterative-settings.ts';
import { weightsSetting } from '../iterative/weights-setting.ts';

export const MOMENTA = ['none', 'nesterov'] as const;

/**
 * Penalized weighted least squares (Sauer & Bouman, IEEE Trans. Signal Process. 41:534, 1993, doi 10.1109/78.193196; Fessler,
 * IEEE Trans. Med. Imaging 13:290, 1994, doi 10.1109/42.293921) with Huber's prior on neighbours.
 */
export const pwls = iterativeMethod({
  name: 'pwls',
  words: { label: 'PWLS', short: 'PWLS' },
  settings: {
    ...commonSettings({ iterations: 10, isNonNegative: true }),
    strength: {
      label: 'Prior’s strength',
      means:
        'how strong the prior is: with 1 it pulls a pixel towards its neighbours as much as an average pixel’s readings hold it',
      unit: '×',
      least: 0.00001,
      most: 1000,
      usually: 0.05,
      isOfPrior: true,
      turned: { scale: 'logarithmic' },
    },
    huberThreshold: {
      isFurther: true,
      label: 'Huber’s threshold',
      means:
        'up to which difference between neighbours, in thousandths of water, the prior smooths by its square; larger ones, which are edges, it leaves sharper',
      unit: '‰ of water',
      least: 0.1,
      most: 10000,
      usually: 20,
      isOfPrior: true,
      turned: { scale: 'logarithmic' },
    },
    subsets: { ...subsetsSetting(10), isFurther: true },
    momentum: {
      isFurther: true,
      label: 'Momentum',
      wordLabels: { none: 'None', nesterov: 'Nesterov’s' },
      means: 'whether each step goes on where the one before was going: not at all, `none`, or as `nesterov` has it',
      words: MOMENTA,
      usually: 'none',
    },
    weights: weightsSetting('counts'),
  },
  load: () => import('./pwls-work.ts'),
});
