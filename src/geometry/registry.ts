import { Registry } from '../registry.ts';
import { cone } from './cone/spec.ts';
import { fan } from './fan/spec.ts';
import type { Geometry } from './geometry.ts';
import { parallel } from './parallel/spec.ts';
import { parallelRows } from './parallel-rows/spec.ts';
import { tomosynthesis } from './tomosynthesis/spec.ts';

/** Every way for rays to run that there is. */
export const GEOMETRIES = new Registry<Geometry>('geometries', [parallel, fan, cone, parallelRows, tomosynthesis]);
