import { iterativeMethod } from '../iterative/iterative-method.ts';
import { unboundedSettings } from '../iterative/iterative-settings.ts';
import { weightsSetting } from '../iterative/weights-setting.ts';

/**
 * Conjugate gradients on the normal equations AᵀAx = Aᵀb (Hestenes & Stiefel, J. Res. Natl. Bur. Stand. 49:409, 1952, doi
 * 10.6028/jres.049.044; CGLS: Björck, Numerical Methods for Least Squares Problems, 1996, ch. 7.4). It knows no bounds.
 */
export const cgls = iterativeMethod({
  name: 'cgls',
  words: { label: 'CGLS', short: 'CGLS' },
  settings: { ...unboundedSettings({ iterations: 20 }), weights: weightsSetting('none') },
  load: () => import('./cgls-work.ts'),
});
