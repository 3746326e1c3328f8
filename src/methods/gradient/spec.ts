import { iterativeMethod } from '../iterative/iterative-method.ts';
import { commonSettings, transposeSetting } from '../iterative/iterative-settings.ts';
import { weightsSetting } from '../iterative/weights-setting.ts';

export const MOMENTA = ['none', 'nesterov'] as const;

/**
 * Steps down the gradient of ½‖b − Ax‖² (Landweber, Am. J. Math. 73:615, 1951, doi 10.2307/2372313), which bounds make a
 * projected gradient, without momentum or with Nesterov's (Beck & Teboulle, SIAM J. Imaging Sci. 2:183, 2009, doi
 * 10.1137/080716542).
 */
export const gradient = iterativeMethod({
  name: 'gradient',
  words: { label: 'Gradient', short: 'the gradient method' },
  settings: {
    ...commonSettings({ iterations: 50, isNonNegative: true }),
    momentum: {
      label: 'Momentum',
      wordLabels: { none: 'None', nesterov: 'Nesterov’s' },
      means: 'whether each step goes on where the one before was going: not at all, `none`, or as `nesterov` has it',
      words: MOMENTA,
      usually: 'nesterov',
    },
    weights: weightsSetting('none'),
    transpose: transposeSetting,
  },
  load: () => import('./gradient-work.ts'),
});
