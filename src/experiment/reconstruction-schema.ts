import * as v from 'valibot';
import { INTERPOLATIONS } from '../kernels/refine-views/interpolation.ts';
import { filterIsMissing, type Method } from '../methods/method.ts';
import { DEFAULT_METHOD, METHODS } from '../methods/registry.ts';
import { RAMP_WINDOWS } from '../reconstruction/ramp-windows.ts';
import { settingSchemas } from '../spec-settings.ts';
import { exactly, exactVariant, oneKindOf, oneOf, shown, trueOrFalse } from '../validation.ts';
import { FILTERS } from './choices.ts';
import { numberAt } from './number-fields.ts';
import type { ReconstructionSettings } from './settings.ts';

/**
 * The square grid that a slice is reconstructed on, or slices one above the other. What is left out of the latter stays so:
 * a slice at z = 0.
 */
const grid = v.optional(
  exactly({
    pixels: v.optional(numberAt('reconstruction.grid.pixels'), 512),
    pixelSizeMm: v.optional(numberAt('reconstruction.grid.pixelSizeMm'), 0.5),
    slices: v.optional(numberAt('reconstruction.grid.slices')),
    sliceSpacingMm: v.optional(numberAt('reconstruction.grid.sliceSpacingMm')),
    centreZMm: v.optional(numberAt('reconstruction.grid.centreZMm')),
  }),
  {},
);

const ofMethods = METHODS.derive((methods) =>
  oneKindOf('method', methods.map(variantOf) as unknown as v.VariantOptions<'method'>),
);

/** The `reconstruction` of an experiment, by its method. */
export const reconstructionSchema = v.lazy(ofMethods) as unknown as v.GenericSchema<unknown, ReconstructionSettings>;

/** What an experiment may say with one method: what all of them take, what rays it takes, and its own. */
function variantOf({ name, needsFilter, needsParallelRays, iterates, settings }: Method) {
  return exactVariant(
    {
      method: name === DEFAULT_METHOD ? v.optional(v.literal(name), name) : v.literal(name),
      filter: v.optional(needsFilter ? windowOf(name) : oneOf(FILTERS), 'ram-lak'),
      cutoff: v.optional(numberAt('reconstruction.cutoff'), 1),
      interpolation: v.optional(oneOf(INTERPOLATIONS), 'linear'),
      ...(needsParallelRays || iterates ? {} : { rebin: v.optional(trueOrFalse, false) }),
      ...settingSchemas(settings),
      grid,
    },
    {
      rebin: iterates
        ? `is for methods that back-project; ${name} takes the rays as they are`
        : `is for methods that can use a fan directly; ${name} always rebins it to parallel rays`,
    },
  );
}

function windowOf(method: string) {
  return v.picklist(RAMP_WINDOWS, ({ input }) =>
    input === 'none' ? filterIsMissing(method) : `must be one of ${RAMP_WINDOWS.join(', ')}, got ${shown(input)}`,
  );
}
