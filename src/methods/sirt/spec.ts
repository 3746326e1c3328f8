import { iterativeMethod } from '../iterative/iterative-method.ts';
import { commonSettings, relaxationSetting, transposeSetting } from '../iterative/iterative-settings.ts';

/**
 * The simultaneous iterative reconstruction technique (Gilbert, J. Theor. Biol. 36:105, 1972, doi
 * 10.1016/0022-5193(72)90180-4), weighed by what rays and pixels count for in all (Gregor & Benson, IEEE Trans. Med. Imaging
 * 27:918, 2008, doi 10.1109/TMI.2008.923696).
 */
export const sirt = iterativeMethod({
  name: 'sirt',
  words: { label: 'SIRT', short: 'SIRT' },
  settings: {
    ...commonSettings({ iterations: 50, isNonNegative: true }),
    relaxation: relaxationSetting(1.99, 1),
    transpose: transposeSetting,
  },
  load: () => import('./sirt-work.ts'),
});
