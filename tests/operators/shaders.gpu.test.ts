import { describe, expect, test } from 'vitest';
import { WgslReflect } from 'wgsl_reflect/wgsl_reflect.module.js';
import { furtherShaders } from '../../src/compute/gpu/further-shaders.ts';
import { firstShaders } from '../../src/compute/gpu/shader-sources.ts';
import { StructLayout } from '../../src/compute/gpu/struct-layout.ts';
import * as layouts from '../../src/compute/gpu/struct-layouts.ts';
import { OPERATIONS } from '../../src/kernels/element-wise/operations.ts';
import { elementWise } from '../../src/kernels/element-wise/spec.ts';
import { REDUCTIONS } from '../../src/kernels/reduce-rows/reductions.ts';
import { reduceRows } from '../../src/kernels/reduce-rows/spec.ts';
import { checkWgsl } from '../support/wgsl-check.ts';

// A template asks nothing of a device.
const ANY_LIMITS = {} as GPUSupportedLimits;

/** Those that are made of a template, and all others. */
const shaders: [string, string][] = [
  ...Object.entries({ ...firstShaders, ...furtherShaders }),
  ...(Object.keys(OPERATIONS) as (keyof typeof OPERATIONS)[]).map((operation) =>
    made(elementWise.gpu({ operation, first: 0, second: 1 }, ANY_LIMITS)),
  ),
  ...(Object.keys(REDUCTIONS) as (keyof typeof REDUCTIONS)[]).map((reduction) =>
    made(reduceRows.gpu({ reduction }, ANY_LIMITS)),
  ),
];

function made({ shader }: { readonly shader: unknown }): [string, string] {
  const { name, code } = shader as { readonly name: string; readonly code: string };
  return [name, code];
}

describe('every shader', () => {
  test.each(shaders)(
    '%s compiles without a word from Tint, on a device without optional features',
    async (_, source) => {
      expect(await checkWgsl(source)).toEqual([]);
    },
  );

  test('a wrong shader would be reported with its place', async () => {
    const [message] = await checkWgsl('fn f() -> f32 {\n  return 1u;\n}');
    expect(message).toMatchObject({ type: 'error', line: 2 });
  });
});

describe('structs shared with shaders', () => {
  const declared = new Map<string, { size: number; offsets: Record<string, number> }>();
  for (const [, source] of shaders) {
    for (const struct of new WgslReflect(source).structs) {
      const offsets = Object.fromEntries(struct.members.map((member) => [member.name, member.offset]));
      declared.set(struct.name, { size: struct.size, offsets });
    }
  }
  const shared = Object.values(layouts).filter((layout) => layout instanceof StructLayout);

  test.each(shared.map((layout) => [layout.name, layout] as const))(
    '%s lies in memory as the WGSL says',
    (name, layout) => {
      expect(declared.get(name)).toEqual({ size: layout.size, offsets: layout.offsets });
    },
  );
});
