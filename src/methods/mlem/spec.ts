import { iterativeMethod } from '../iterative/iterative-method.ts';
import { subsetsSetting, unboundedSettings } from '../iterative/iterative-settings.ts';

const { start, ...others } = unboundedSettings({ iterations: 30 });
const settings = {
  ...others,
  start: {
    ...start,
    means: `${start.means}; a method that multiplies cannot begin with zeros: with \`zero\` it is the same mean value everywhere`,
  },
};
const load = () => import('./mlem-work.ts');

/**
 * Maximum likelihood by expectation maximisation, as if readings were counts (Shepp & Vardi, IEEE Trans. Med. Imaging 1:113,
 * 1982, doi 10.1109/TMI.1982.4307558; Lange & Carson, J. Comput. Assist. Tomogr. 8:306, 1984).
 */
export const mlem = iterativeMethod({ name: 'mlem', words: { label: 'MLEM', short: 'MLEM' }, settings, load });

/** The same by ordered subsets (Hudson & Larkin, IEEE Trans. Med. Imaging 13:601, 1994, doi 10.1109/42.363108). */
export const osem = iterativeMethod({
  name: 'osem',
  words: { label: 'OSEM', short: 'OSEM' },
  settings: { ...settings, iterations: { ...settings.iterations, usually: 5 }, subsets: subsetsSetting(10) },
  load,
});
