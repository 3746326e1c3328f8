import { Registry } from '../../registry.ts';
import type { View } from './any-view.ts';
import { axial } from './axial/spec.ts';
import { coronal } from './coronal/spec.ts';
import { departure } from './departure/spec.ts';
import { difference } from './difference/spec.ts';
import { phantom } from './phantom/spec.ts';
import { projection } from './projection/spec.ts';
import { sagittal } from './sagittal/spec.ts';
import { scanner } from './scanner/spec.ts';
import { scene } from './scene/spec.ts';
import { similarity } from './similarity/spec.ts';
import { sinogram } from './sinogram/spec.ts';
import { slice } from './slice/spec.ts';

/** What can be seen of a run. */
export const VIEWS = new Registry<View>('views', [
  phantom,
  sinogram,
  slice,
  difference,
  similarity,
  departure,
  axial,
  coronal,
  sagittal,
  projection,
  scene,
  scanner,
]);
