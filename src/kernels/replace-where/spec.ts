import { perValue, uniform, valuesOf } from '../../compute/gpu/gpu-kernel.ts';
import { ReplaceParameters } from '../../compute/gpu/struct-layouts.ts';
import { kernel } from '../../compute/kernel.ts';
import { plain } from './plain.ts';

export const replaceWhere = kernel({
  name: 'replace-where',
  arrays: { mask: 'in', source: 'in', target: 'in-out' },
  takesRange: false,
  split: 'values',
  here: plain,
  gpu: (_: object) => ({
    shader: 'replace-where',
    bindings: [uniform(ReplaceParameters, valuesOf), 'mask', 'source', 'target'],
    workgroups: perValue,
  }),
  agreement: 'bits',
});
