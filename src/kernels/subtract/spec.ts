import { perValue, uniform, valuesOf } from '../../compute/gpu-kernel.ts';
import { kernel } from '../../compute/kernel.ts';
import { SubtractParameters } from '../../operators/gpu/struct-layouts.ts';
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
