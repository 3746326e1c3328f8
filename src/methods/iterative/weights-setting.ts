import type { SetValues, WordSetting } from '../../spec-settings.ts';

/** How readings are weighed. */
export const WEIGHTS = ['none', 'counts'] as const;

export function weightsSetting(usually: (typeof WEIGHTS)[number]): WordSetting {
  return {
    isFurther: true,
    label: 'Weights',
    wordLabels: { none: 'None', counts: 'By counts' },
    means:
      'what readings count for: all the same, `none`, or by the photons that each was counted with, `counts`, so that rays through much matter count for less',
    words: WEIGHTS,
    usually,
    asSwitch: {
      label: 'Weights by counts',
      sentence: 'Readings that few photons have made, through much matter, count for less.',
    },
  };
}

/** Whether a method weighs readings by their counts. @param settings of the method */
export function weighsByCounts({ weights }: SetValues): boolean {
  return weights === 'counts';
}

/** Why readings in arbitrary units cannot be weighed. */
export const NOTHING_COUNTED =
  'reconstruction.weights: "counts" needs readings that say how much of a beam came through, and these are in arbitrary units; set it to "none"';
