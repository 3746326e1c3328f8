// Style sheets are put together in the order in which modules import them, and where two say as much of an element the
// later one has its way. What refines the panel's base sheet has to come after it, however files are bundled.

import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const APP = 'src/app';
const files = readdirSync(APP, { recursive: true, encoding: 'utf8' }).map((name) => join(APP, name));
const BASE = join(APP, 'controls', 'lil-gui.css');

test('what refines the panel’s base style sheet is imported after it', () => {
  const refining = files.filter((file) => {
    if (!file.endsWith('.css') || file === BASE) return false;
    return readFileSync(file, 'utf8').includes('.lil-');
  });
  expect(refining.length).toBeGreaterThan(2);
  const tooEarly: string[] = [];
  for (const module of files.filter((file) => file.endsWith('.ts'))) {
    const text = readFileSync(module, 'utf8');
    const imported = Array.from(text.matchAll(/^import '(.*\.css)';/gm), ([, path]) => join(dirname(module), path!));
    for (const sheet of imported.filter((path) => refining.includes(path))) {
      const before = imported.slice(0, imported.indexOf(sheet));
      if (!before.includes(BASE)) tooEarly.push(`${module}: ${basename(sheet)}`);
    }
  }
  expect(tooEarly).toEqual([]);
});
