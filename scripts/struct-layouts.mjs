import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WgslReflect } from 'wgsl_reflect/wgsl_reflect.module.js';

/** WGSL's names of the types that the host can fill; see src/compute/gpu/struct-layout.ts. */
const TYPES = new Set(['u32', 'f32', 'vec2f', 'vec3f', 'vec4f', 'vec4u']);

const STRUCT = /^struct (\w+) \{[^}]*\}/gm;
/** A buffer's type, or that of its elements. */
const BOUND = /var<(?:uniform|storage\b[^>]*)>\s+\w+\s*:\s*(?:array<\s*)?(\w+)/g;

/** Another name of a type. */
const ALIAS = /^alias (\w+) = (\w+);/gm;

const HEAD = `// Written by \`npm run layouts\` from the structs of the shaders that are bound as buffers. Change those, and run it again.

import { StructLayout } from './struct-layout.ts';
`;

/**
 * The text of src/compute/gpu/struct-layouts.ts: the layout of every struct that the host fills for a shader.
 *
 * @param {Record<string, string>} sources WGSL by path
 * @returns {string}
 */
export function structLayouts(sources) {
  const bound = new Set(Object.values(sources).flatMap((text) => [...text.matchAll(BOUND)].map(([, type]) => type)));
  for (const [, name, type] of Object.values(sources).flatMap((text) => [...text.matchAll(ALIAS)])) {
    if (bound.has(name)) bound.add(type);
  }
  /** @type {Map<string, string>} */
  const texts = new Map();
  /** @type {string[]} */
  const layouts = [];
  for (const [path, source] of Object.entries(sources)) {
    for (const [text, name] of source.matchAll(STRUCT)) {
      if (name === undefined || !bound.has(name)) continue;
      const fields = fieldsOf(text, path);
      const same = texts.get(name);
      if (same !== undefined && same !== fields) throw new Error(`${path}: another ${name} is declared elsewhere`);
      if (same === undefined)
        layouts.push(`\n/** In ${path}. */\nexport const ${name} = new StructLayout('${name}', {\n${fields}});\n`);
      texts.set(name, fields);
    }
  }
  return HEAD + layouts.join('');
}

/**
 * @param {string} struct its text
 * @param {string} path where it stands
 */
function fieldsOf(struct, path) {
  const [reflected] = new WgslReflect(struct).structs;
  if (!reflected) throw new Error(`${path}: no struct in ${struct}`);
  return reflected.members
    .map(({ name, type }) => {
      const typeName = type.getTypeName();
      if (!TYPES.has(typeName))
        throw new Error(`${path}: ${reflected.name}.${name} is ${typeName}, which no layout knows`);
      return `  ${name}: '${typeName}',\n`;
    })
    .join('');
}

/**
 * Every shader and shared piece, by its path from the root.
 *
 * @param {string} root
 * @returns {Record<string, string>}
 */
export function shaderFiles(root) {
  return Object.fromEntries(
    ['shaders/common', 'shaders'].flatMap((folder) =>
      readdirSync(join(root, folder))
        .filter((name) => name.endsWith('.wgsl'))
        .sort()
        .map((name) => [`${folder}/${name}`, readFileSync(join(root, folder, name), 'utf8')]),
    ),
  );
}
