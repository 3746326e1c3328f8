import { Registry } from '../../registry.ts';
import { departure } from './departure/spec.ts';
import { difference } from './difference/spec.ts';
import { phantom } from './phantom/spec.ts';
import { sinogram } from './sinogram/spec.ts';
import { slice } from './slice/spec.ts';
import type { View } from './view.ts';

/** What can be seen of a run. */
export const VIEWS = new Registry<View>('views', [phantom, sinogram, slice, difference, departure]);
