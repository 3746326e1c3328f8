import template from '../../../shaders/element-wise.wgsl?raw';
import { perValue, uniform, valuesOf } from '../../compute/gpu/gpu-kernel.ts';
import { ElementWiseParameters as Layout } from '../../compute/gpu/struct-layouts.ts';
import { kernel } from '../../compute/kernel.ts';
import { OPERATIONS } from './operations.ts';
import { type ElementWiseParameters, plain } from './plain.ts';

/** In place: WebGPU lets no buffer be read and written under two names, so that operands are another array's. */
export const elementWise = kernel({
  name: 'element-wise',
  arrays: { values: 'in-out', operands: 'in' },
  takesRange: false,
  split: 'values',
  here: plain,
  isFasterNear: true,
  gpu: ({ operation, first, second }: ElementWiseParameters) => {
    const { wgsl, takesOperands } = OPERATIONS[operation];
    return {
      shader: {
        name: `element-wise: ${operation}`,
        code: `fn changed(value: f32, index: u32) -> f32 { ${wgsl} }\n${template}`,
      },
      bindings: [
        uniform(Layout, (part) => ({ ...valuesOf(part), first, second })),
        'values',
        ...(takesOperands ? (['operands'] as const) : []),
      ],
      workgroups: perValue,
    };
  },
  // A device may round a product and a sum together or one by one.
  agreement: 1e-6,
});
