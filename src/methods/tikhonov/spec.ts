import { iterativeMethod } from '../iterative/iterative-method.ts';
import { unboundedSettings } from '../iterative/iterative-settings.ts';
import { weightsSetting } from '../iterative/weights-setting.ts';

/**
 * Least squares with a penalty on the squared differences between neighbours (Tikhonov, Sov. Math. Dokl. 4:1035, 1963), by
 * conjugate gradients. It knows no bounds.
 */
export const tikhonov = iterativeMethod({
  name: 'tikhonov',
  words: { label: 'Tikhonov', short: 'Tikhonov’s method' },
  settings: {
    ...unboundedSettings({ iterations: 30 }),
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
    weights: weightsSetting('none'),
  },
  load: () => import('./tikhonov-work.ts'),
});
