import { InputError } from '../../errors.ts';
import { METHODS } from '../../methods/registry.ts';
import { evenSteps } from './angles.ts';
import { mustBeFilterable, type Window, windowOf } from './fbp-parts.ts';
import type { ScriptGiven, Toolbox } from './script.ts';
import { type StatedScan, statedScan } from './stated-scan.ts';

/** What a script is written from, checked as far as no toolbox does otherwise. */
export interface Asked {
  readonly given: ScriptGiven;
  readonly toolbox: Toolbox;
  readonly scan: StatedScan;
  /** Whether angles stand in a file of their own. */
  readonly hasAngles: boolean;
  readonly isVolume: boolean;
  /** Whether the slice is of one row and column alone, though its rays may leave it. */
  readonly isFlat: boolean;
  /** Of the ramp filter; `null` where the image is made by iterations. */
  readonly window: Window | null;
  /** @throws InputError */
  refuse(why: string): never;
}

/** @throws InputError for what no toolbox does, or none with the same result */
export function askedOf(given: ScriptGiven, toolbox: Toolbox): Asked {
  const { reconstruction, grid } = given;
  const refuse = (why: string): never => {
    throw new InputError(`No script for ${toolbox.label}: ${why}`);
  };
  const { method } = reconstruction;
  const { words, iterates } = METHODS.get(method);
  const settings = { ...reconstruction } as { readonly [key: string]: unknown };
  if (method === 'gridrec') refuse('it has no gridrec. FBP computes the same sums: choose that.');
  if (!['fbp', 'sirt', 'cgls'].includes(method)) {
    refuse(`scripts are written for FBP, SIRT and CGLS, not for ${words.label}.`);
  }
  if (settings.rebin) refuse('it does not rebin a fan to parallel rays. Reconstruct the fan as it is.');
  if (settings.missingCone === 'hu') refuse('it has no Hu’s term. Leave that out.');
  if (iterates) {
    if (settings.start === 'fbp') refuse('it begins with zeros. Set the start to zero.');
    if (settings.transpose === 'back-projection') refuse('it has no such unmatched pair. Choose the exact transpose.');
    if (settings.weights === 'counts') refuse('its CGLS weighs no readings. Leave the weights out.');
  }
  const scan = statedScan(given.scan);
  if (scan.rows && scan.source?.detector === 'arc') {
    refuse('the rows of this detector lie on a cylinder about the source, and scripts are written for flat panels.');
  }
  if (!iterates) mustBeFilterable(given, scan, refuse);
  return {
    ...{ given, toolbox, scan, refuse },
    hasAngles: evenSteps(scan) === null,
    isVolume: scan.rows !== null,
    isFlat: (grid.slices ?? 1) === 1,
    window: iterates ? null : windowOf(given, refuse),
  };
}
