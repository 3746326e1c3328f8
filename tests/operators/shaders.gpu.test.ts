import { describe, expect, test } from 'vitest';
import { WgslReflect } from 'wgsl_reflect/wgsl_reflect.module.js';
import { type ShaderName, shaderSources } from '../../src/operators/gpu/shader-sources.ts';
import { StructLayout } from '../../src/operators/gpu/struct-layout.ts';
import * as layouts from '../../src/operators/gpu/struct-layouts.ts';
import { checkWgsl } from '../support/wgsl-check.ts';

const shaders = Object.entries(shaderSources) as [ShaderName, string][];

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
