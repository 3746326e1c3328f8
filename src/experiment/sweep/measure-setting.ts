import * as v from 'valibot';
import { exactVariant, oneKindOf, oneOf, textUpTo } from '../../validation.ts';
import { contrastToNoise, regionMeasure } from '../run-measures/region-measures.ts';
import { RUN_MEASURES } from '../run-measures/registry.ts';
import type { RunMeasure } from '../run-measures/run-measure.ts';
import { sharpnessMeasure } from '../run-measures/sharpness-measures.ts';
import { circleInFile, regionInFile, shapeOf } from './region-in-file.ts';

const named = oneOf(RUN_MEASURES.names);

/** In columns and plots, where several measures are of one kind. */
const name = v.optional(
  v.pipe(
    textUpTo(40),
    v.regex(/^[A-Za-z][A-Za-z0-9 -]*$/, 'must begin with a letter and have only letters, digits, spaces and hyphens'),
  ),
);
const inRegion = { name, region: regionInFile };

const marked = oneKindOf('measure', [
  exactVariant({ measure: v.literal('mean'), ...inRegion }),
  exactVariant({ measure: v.literal('sd'), ...inRegion }),
  exactVariant({ measure: v.literal('least'), ...inRegion }),
  exactVariant({ measure: v.literal('most'), ...inRegion }),
  exactVariant({ measure: v.literal('cnr'), ...inRegion, background: regionInFile }),
  exactVariant({ measure: v.literal('mtf50'), name, disk: circleInFile }),
  exactVariant({ measure: v.literal('mtf10'), name, disk: circleInFile }),
]);

/** What a sweep measures of every run: the name of a measure, or a measure with the region that it is of. */
export const measureSetting = v.lazy((input) =>
  typeof input === 'object' && input !== null ? marked : named,
) as v.GenericSchema<unknown, MeasureSetting>;

export type MeasureSetting = v.InferOutput<typeof named> | v.InferOutput<typeof marked>;

/** For the JSON Schema, which has both. */
export const MEASURE_SCHEMAS: readonly v.GenericSchema[] = [named, marked];

/** The measure that a setting asks for. */
export function measureOf(setting: MeasureSetting): RunMeasure {
  if (typeof setting === 'string') return RUN_MEASURES.get(setting);
  const { measure, name: given } = setting;
  const names = { name: given ?? measure, of: given ?? '' };
  if ('disk' in setting) {
    const { xMm, yMm, radiusMm } = setting.disk;
    return sharpnessMeasure(measure === 'mtf50' ? 0.5 : 0.1, names, { middle: { x: xMm, y: yMm }, radiusMm });
  }
  const region = shapeOf(setting.region);
  return setting.measure === 'cnr'
    ? contrastToNoise(names, region, shapeOf(setting.background))
    : regionMeasure(setting.measure, names, region);
}
