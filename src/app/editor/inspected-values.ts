import type { MaterialName } from '../../phantom/material-names.ts';
import type { PhantomFile } from '../../phantom/phantom-file.ts';
import type { NumberControlOptions } from '../controls/number-control.ts';
import type { EditedShape } from './edited-shape.ts';
import { VALUE_UNITS } from './shape-words.ts';

/** What the controllers are bound to, lengths in mm. */
export interface InspectedValues {
  name: string;
  composition: PhantomFile['composition'];
  label: string;
  x: number;
  y: number;
  width: number;
  height: number;
  angle: number;
  value: number;
  material: MaterialName;
  density: number;
  /** From 1 on, as people count. */
  corner: number;
  cornerX: number;
  cornerY: number;
}

export type NumberKey = {
  [Key in keyof InspectedValues]: InspectedValues[Key] extends number ? Key : never;
}[keyof InspectedValues];

/** How far values go where they do not add up, and how fine the slider is. */
const VALUE_RANGES: Readonly<
  Record<PhantomFile['values'], { least: number; sliderMax: number; most: number; step: number }>
> = {
  hounsfield: { least: -1000, sliderMax: 3000, most: 1_000_000, step: 10 },
  'relative-to-water': { least: 0, sliderMax: 3, most: 1000, step: 0.01 },
  'attenuation-per-mm': { least: 0, sliderMax: 0.1, most: 1000, step: 0.0005 },
  arbitrary: { least: 0, sliderMax: 2, most: 1_000_000, step: 0.01 },
  materials: { least: 0, sliderMax: 1, most: 1, step: 1 },
};

/** How far each number of a shape goes. It may lie beyond what sliders reach; its own numbers are always allowed. */
export function boundsOf(
  present: InspectedValues,
  shape: EditedShape,
  { fieldSizeMm: field, values, composition }: PhantomFile,
): Partial<Record<NumberKey, Partial<NumberControlOptions>>> {
  const around = (value: number, reach: number) => ({ min: Math.min(-reach, value), max: Math.max(reach, value) });
  const step = 10 ** Math.floor(Math.log10(field / 1000));
  const place = (value: number) => ({ ...around(value, field), step });
  const side = (value: number) => ({
    min: Math.min(step / 100, value),
    max: Math.max(2 * field, value),
    sliderMax: field,
    step,
  });
  const range = VALUE_RANGES[values];
  return {
    x: place(present.x),
    y: place(present.y),
    cornerX: place(present.cornerX),
    cornerY: place(present.cornerY),
    width: side(present.width),
    height: side(present.height),
    angle: around(present.angle, 180),
    value: {
      min: Math.min(composition === 'add' ? -range.sliderMax : range.least, present.value),
      max: Math.max(range.most, present.value),
      sliderMax: range.sliderMax,
      step: range.step,
      unit: VALUE_UNITS[values],
    },
    density: { min: Math.min(0.01, present.density) },
    ...(shape.type === 'polygon' && { corner: { max: shape.points.length } }),
  };
}
