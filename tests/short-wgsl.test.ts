import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { shortWgsl } from '../scripts/short-wgsl.mjs';

const shaders = fileURLToPath(new URL('../shaders', import.meta.url));

test('comments, indentation and empty lines go, and nothing else', () => {
  const code = `// What it does.\n\nfn f(x: f32) -> f32 {   // twice\n  /* of\n  two lines */ let y = 2.0 * x;\n  return y / 1.0;\n}\n`;
  expect(shortWgsl(code)).toBe('fn f(x: f32) -> f32 {\nlet y = 2.0 * x;\nreturn y / 1.0;\n}');
});

test('every shader keeps its code: the same words and signs in the same order', () => {
  const files = readdirSync(shaders, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.wgsl'));
  expect(files.length).toBeGreaterThan(40);
  for (const name of files) {
    const code = readFileSync(join(shaders, name), 'utf8');
    // A scanner of its own, character by character.
    let bare = '';
    for (let i = 0; i < code.length; i++) {
      const end = code.startsWith('//', i) ? code.indexOf('\n', i) : i;
      if (end < 0) break;
      i = end;
      bare += code[i];
    }
    const words = (text: string) => text.match(/\w+|[^\w\s]/g);
    expect(words(shortWgsl(code)), name).toEqual(words(bare));
  }
});
