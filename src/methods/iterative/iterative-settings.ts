import * as v from 'valibot';
import { PROJECTOR_MODELS, type ProjectorModel } from '../../operators/projector-model.ts';
import type { NumberSetting, SetValues, SpecSettings, WordSetting } from '../../spec-settings.ts';
import { trueOrFalse } from '../../validation.ts';

/** What an iterative method begins with. */
export const STARTS = ['zero', 'fbp'] as const;
export type Start = (typeof STARTS)[number];

/** What ends the iterations, if it comes before their number is reached. */
export const STOPS = ['iterations', 'change', 'discrepancy'] as const;
export type Stop = (typeof STOPS)[number];

/** What can be set of every iterative method. */
export interface IterativeSettings {
  readonly iterations: number;
  readonly start: Start;
  readonly isNonNegative: boolean;
  /** As a multiple of water. */
  readonly upperBound: number;
  readonly stop: Stop;
  readonly changeBelow: number;
  readonly discrepancy: number;
  readonly projector: ProjectorModel;
}

export const MOST_ITERATIONS = 5000;
/** As many as there may be views. */
const MOST_SUBSETS = 16384;
/** An upper bound that is none. */
export const NO_UPPER_BOUND = 1000;

/** What is common to all iterative methods. @param usually what is usual of this one */
export function commonSettings(usually: { readonly iterations: number; readonly isNonNegative: boolean }) {
  return {
    iterations: {
      label: 'Iterations',
      means: 'how many iterations are made at the most',
      least: 1,
      most: MOST_ITERATIONS,
      isWhole: true,
      usually: usually.iterations,
      turned: { scale: 'logarithmic', sliderMost: 500 },
    },
    start: {
      isFurther: true,
      label: 'Start',
      means: 'the image to begin with: `zero`, or filtered back-projection by the unchanged ramp, `fbp`',
      words: STARTS,
      wordLabels: { zero: 'Zero', fbp: 'Filtered back-projection' },
      usually: 'zero',
    },
    isNonNegative: {
      isFurther: true,
      label: 'Not below 0',
      means: 'whether no pixel may be less than 0',
      schema: v.optional(trueOrFalse, usually.isNonNegative),
    },
    upperBound: {
      isFurther: true,
      label: 'Upper bound',
      means: `no pixel may be more than so many times water; with ${NO_UPPER_BOUND} there is no such bound`,
      unit: '× water',
      least: 0.001,
      most: NO_UPPER_BOUND,
      usually: NO_UPPER_BOUND,
      turned: { scale: 'logarithmic', mostIsNone: true },
    },
    stop: {
      isFurther: true,
      label: 'Stop',
      means:
        'what ends the iterations before their number is reached: nothing, `iterations`; a `change` that is small enough; or, by the discrepancy principle, a residual no larger than the noise, `discrepancy`',
      words: STOPS,
      wordLabels: { iterations: 'After all iterations', change: 'At a small change', discrepancy: 'At the noise' },
      usually: 'iterations',
    },
    changeBelow: {
      isFurther: true,
      label: 'Smallest change',
      means: 'with `stop` `change`: how small the change from one image to the next is to be, relative to the image',
      least: 1e-6,
      most: 0.1,
      usually: 1e-4,
      onlyWith: { stop: ['change'] },
      turned: { scale: 'logarithmic' },
    },
    discrepancy: {
      isFurther: true,
      label: 'Discrepancy',
      means: 'with `stop` `discrepancy`: how many times the noise of the readings the residual may have',
      unit: '× noise',
      least: 0.1,
      most: 10,
      usually: 1,
      onlyWith: { stop: ['discrepancy'] },
      turned: { step: 0.01 },
    },
    projector: {
      label: 'Projector',
      means:
        'what a ray counts a pixel for: what it passes between pixels, by linear interpolation, `joseph`; or how much of its channel’s width the pixel covers, `distance-driven`, which takes pixels and channels as wide as they are, and on the CPU ten times as long, in space a hundred times',
      words: PROJECTOR_MODELS,
      wordLabels: { joseph: 'Joseph', 'distance-driven': 'Distance-driven' },
      usually: 'joseph',
    },
  } as const satisfies SpecSettings;
}

/** The same of a method that knows no bounds. */
export function unboundedSettings({ iterations }: { readonly iterations: number }) {
  const { isNonNegative: _, upperBound: __, ...others } = commonSettings({ iterations, isNonNegative: false });
  return others;
}

/** How readily a method follows what it finds. */
export function relaxationSetting(most: number, usually: number): NumberSetting {
  return {
    label: 'Relaxation',
    means: `the part of each step that is made; less than ${most}, with which it may no longer come to rest`,
    least: 0.01,
    most,
    usually,
    turned: { step: 0.01 },
  };
}

/** How much less readily with every iteration. */
export function decaySetting(usually: number): NumberSetting {
  return {
    isFurther: true,
    label: 'Decay',
    means: 'what the relaxation is multiplied by after every iteration',
    least: 0.5,
    most: 1,
    usually,
    turned: { step: 0.01 },
  };
}

/** Into how many parts the views go. */
export function subsetsSetting(usually: number): NumberSetting {
  return {
    label: 'Subsets',
    means:
      'into how many parts the views go, which are taken one after the other; with as many as views, or more, each view is one',
    least: 1,
    most: MOST_SUBSETS,
    isWhole: true,
    usually,
    turned: { scale: 'logarithmic', sliderMost: 200 },
  };
}

/** What back-projects residuals. */
export const TRANSPOSES = ['exact', 'back-projection'] as const;

export const transposeSetting = {
  isFurther: true,
  label: 'Transpose',
  wordLabels: { exact: 'Exact', 'back-projection': 'Back-projection (unmatched)' },
  means:
    'what carries residuals back into the image: the exact transpose of the projector, `exact`, or the back-projection of FBP in its place, `back-projection`, an unmatched pair, with which iterations stall or diverge',
  words: TRANSPOSES,
  usually: 'exact',
} as const satisfies WordSetting;

/** The settings that all iterative methods share, of those of one, with no bounds where it knows none. */
export function iterativeSettings(settings: SetValues): IterativeSettings {
  return { isNonNegative: false, upperBound: NO_UPPER_BOUND, ...settings } as unknown as IterativeSettings;
}

/** The names of settings that say how long a method goes on, and nothing of what it does on the way. */
export const ENDING_SETTINGS = ['iterations', 'stop', 'changeBelow', 'discrepancy'] as const;
