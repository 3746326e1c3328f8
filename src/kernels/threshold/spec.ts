import { perValue, uniform, valuesOf } from '../../compute/gpu/gpu-kernel.ts';
import { ThresholdParameters as Layout } from '../../compute/gpu/struct-layouts.ts';
import { kernel } from '../../compute/kernel.ts';
import { plain, type ThresholdParameters } from './plain.ts';

export const threshold = kernel({
  name: 'threshold',
  arrays: { values: 'in', out: 'out' },
  takesRange: false,
  split: 'values',
  here: plain,
  gpu: ({ above }: ThresholdParameters) => ({
    shader: 'threshold',
    bindings: [uniform(Layout, (part) => ({ ...valuesOf(part), above })), 'values', 'out'],
    workgroups: perValue,
  }),
  agreement: 'bits',
});
