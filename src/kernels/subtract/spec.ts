import { perValue, uniform, valuesOf } from '../../compute/gpu/gpu-kernel.ts';
import { SubtractParameters } from '../../compute/gpu/struct-layouts.ts';
import { kernel } from '../../compute/kernel.ts';
import { plain } from './plain.ts';

export const subtract = kernel({
  name: 'subtract',
  arrays: { a: 'in', b: 'in', out: 'out' },
  takesRange: false,
  split: 'values',
  here: plain,
  gpu: (_: object) => ({
    shader: 'subtract',
    bindings: [uniform(SubtractParameters, valuesOf), 'a', 'b', 'out'],
    workgroups: perValue,
  }),
  agreement: 'bits',
});
