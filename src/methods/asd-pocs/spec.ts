import { iterativeMethod } from '../iterative/iterative-method.ts';
import { commonSettings, decaySetting, relaxationSetting, subsetsSetting } from '../iterative/iterative-settings.ts';

/**
 * Adaptive steepest descent and projection onto convex sets: Sidky & Pan (Phys. Med. Biol. 53:4777, 2008, doi
 * 10.1088/0031-9155/53/17/021).
 */
export const asdPocs = iterativeMethod({
  name: 'asd-pocs',
  words: { label: 'ASD-POCS', short: 'ASD-POCS' },
  settings: {
    ...commonSettings({ iterations: 50, isNonNegative: true }),
    subsets: { ...subsetsSetting(16384), isFurther: true },
    relaxation: { ...relaxationSetting(1.99, 1), isFurther: true },
    decay: decaySetting(0.995),
    descentSteps: {
      label: 'TV steps',
      means: 'how many steps down the total variation follow each pass over the views',
      least: 0,
      most: 200,
      isWhole: true,
      usually: 20,
      isOfPrior: true,
      turned: {},
    },
    descentShare: {
      isFurther: true,
      label: 'TV step',
      means:
        'how long each of these steps is at first, as a part of how far the first pass over the views has moved the image',
      least: 0.00001,
      most: 1,
      usually: 0.002,
      isOfPrior: true,
      turned: { scale: 'logarithmic' },
    },
    tolerance: {
      isFurther: true,
      label: 'Tolerance',
      means:
        'down to which residual, of that of filtered back-projection, these steps become shorter wherever they move the image farther than the pass over the views did',
      unit: '× FBP',
      least: 0.00001,
      most: 10,
      usually: 1,
      isOfPrior: true,
      turned: { scale: 'logarithmic' },
    },
  },
  load: () => import('./asd-pocs-work.ts'),
});
