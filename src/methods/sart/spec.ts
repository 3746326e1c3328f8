import { iterativeMethod } from '../iterative/iterative-method.ts';
import { commonSettings, decaySetting, relaxationSetting, subsetsSetting } from '../iterative/iterative-settings.ts';

const settings = {
  ...commonSettings({ iterations: 10, isNonNegative: true }),
  relaxation: relaxationSetting(1.99, 1),
  decay: decaySetting(0.99),
};
const load = () => import('./sart-work.ts');

/**
 * The simultaneous algebraic reconstruction technique: view after view (Andersen & Kak, Ultrason. Imaging 6:81, 1984, doi
 * 10.1177/016173468400600107).
 */
export const sart = iterativeMethod({ name: 'sart', words: { label: 'SART', short: 'SART' }, settings, load });

/** The same by subsets of several views (Wang & Jiang, J. X-Ray Sci. Technol. 12:169, 2004). */
export const osSart = iterativeMethod({
  name: 'os-sart',
  words: { label: 'OS-SART', short: 'OS-SART' },
  settings: { ...settings, relaxation: { ...settings.relaxation, isFurther: true }, subsets: subsetsSetting(10) },
  load,
});
