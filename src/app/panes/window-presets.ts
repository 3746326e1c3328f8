import type { DisplayWindow } from './window-level.ts';

/** A named window in HU. */
export interface WindowPreset {
  readonly name: string;
  readonly window: DisplayWindow;
  /** The number key that sets it; only the nine most used have one. */
  readonly key: string | null;
}

function preset(name: string, level: number, width: number, key: string | null = null): WindowPreset {
  return { name, window: { width, level }, key };
}

/** Common CT windows (HU); viewers differ a little from one another. In the order of a menu: the keyed ones first. */
export const WINDOW_PRESETS: readonly WindowPreset[] = [
  preset('Shepp–Logan', 20, 100, '1'),
  preset('Brain', 40, 80, '2'),
  preset('Bone', 400, 1800, '3'),
  preset('Lung', -600, 1500, '4'),
  preset('Soft tissue', 40, 400, '5'),
  preset('Abdomen', 50, 400, '6'),
  preset('Mediastinum', 50, 350, '7'),
  preset('Liver', 30, 150, '8'),
  preset('Subdural', 75, 215, '9'),
  preset('Stroke', 40, 40),
  preset('Head soft tissue', 40, 375),
  preset('Temporal bone', 600, 2800),
  preset('Spine', 50, 250),
];

/** The preset that is exactly this window, if any: what a menu shows as chosen. */
export function presetOfWindow(
  window: DisplayWindow,
  presets: readonly WindowPreset[] = WINDOW_PRESETS,
): WindowPreset | null {
  return (
    presets.find((candidate) => candidate.window.width === window.width && candidate.window.level === window.level) ??
    null
  );
}
