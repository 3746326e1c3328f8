import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { shaderFiles, structLayouts } from '../../scripts/struct-layouts.mjs';
import { ThresholdParameters } from '../../src/compute/gpu/struct-layouts.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

test('struct-layouts.ts is what `npm run layouts` writes', () => {
  expect(readFileSync(`${root}src/compute/gpu/struct-layouts.ts`, 'utf8')).toBe(structLayouts(shaderFiles(root)));
});

describe('layouts are written', () => {
  const uses = '@group(0) @binding(0) var<uniform> parameters: Bound;\n';
  const bound = (fields: string) => `${uses}struct Bound {\n${fields}}\n`;

  test('of structs that are bound, alone or in an array, and of no others', () => {
    const text = structLayouts({
      'a.wgsl': `@group(0) @binding(1) var<storage, read> rows: array<Row>;\n${bound('  length: u32, // of all\n  place: vec2<f32>,\n')}`,
      'b.wgsl': 'struct Row {\n  @align(4) first: u32,\n  weight: f32,\n}\nstruct Local {\n  a: f32,\n}\n',
    });
    expect(
      [...text.matchAll(/export const (\w+) = [^{]*\{\n([^}]*)\}/g)].map(([, name, fields]) => [name, fields]),
    ).toEqual([
      ['Bound', "  length: 'u32',\n  place: 'vec2f',\n"],
      ['Row', "  first: 'u32',\n  weight: 'f32',\n"],
    ]);
  });

  test('not where a field is of a type that the host cannot fill', () => {
    expect(() => structLayouts({ 'a.wgsl': bound('  matrix: mat2x2f,\n') })).toThrow('a.wgsl: Bound.matrix');
  });

  test('not where two shaders mean different things by one name', () => {
    const shaders = { 'a.wgsl': bound('  length: u32,\n'), 'b.wgsl': bound('  length: f32,\n') };
    expect(() => structLayouts(shaders)).toThrow('b.wgsl: another Bound');
  });
});

test('a field that is not given is an error of types', () => {
  // @ts-expect-error `above` is missing
  expect(() => ThresholdParameters.pack([{ length: 1, rowLength: 1 }])).toThrow();
});
