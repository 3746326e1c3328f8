import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

// The floors of the house, lowest first. A file may import from its own floor and from those below.
const FLOORS = [
  [
    ...['errors.ts', 'fetched-part.ts', 'json-text.ts', 'number-field.ts', 'registry.ts', 'spec-settings.ts'],
    ...['number-text.ts', 'validation.ts'],
  ],
  ['files'],
  ['plots'],
  ['report'],
  ['geometry'],
  ['measure'],
  ['readings'],
  ['phantom'],
  ['physics'],
  ['compute'],
  ['kernels'],
  ['operators'],
  ['reconstruction'],
  ['methods'],
  ['pipeline'],
  ['corrections'],
  ['experiment'],
  ['course'],
  ['app', 'headless'],
];

/** What was said of the geometries that version 1 knew. */
const NAMES_GEOMETRIES = /^experiment\/version-1\//;

/** The benchmark asks how fast a fan is. */
const MEASURES_FANS = /^experiment\/benchmark\//;

const source = fileURLToPath(new URL('../src', import.meta.url));

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return filesBelow(path);
    return path.endsWith('.ts') && !path.endsWith('.d.ts') ? [path] : [];
  });
}

/** Height of the floor, or -1 for what is not in the house. */
function floorOf(path: string): number {
  const [room] = relative(source, path).split('/');
  return FLOORS.findIndex((rooms) => rooms.includes(room!));
}

function importsOf(path: string): string[] {
  const text = readFileSync(path, 'utf8');
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, specifier]) => specifier!);
  return specifiers
    .filter((specifier) => specifier.endsWith('.ts'))
    .map((specifier) => resolve(dirname(path), specifier));
}

describe('the house', () => {
  const files = filesBelow(source);

  test('has a floor for every file', () => {
    expect(files.filter((path) => floorOf(path) < 0)).toEqual([]);
    expect(files.length).toBeGreaterThan(50);
  });

  test('the page asks operators and lanes, and runs no kernel on its own thread', () => {
    const page = files.filter((path) => path.startsWith(join(source, 'app')));
    const taking = page.filter((path) => /import (?!type)[^;]*\/kernels\//.test(readFileSync(path, 'utf8')));
    expect(taking.map((path) => relative(source, path))).toEqual([]);
  });

  test('imports only go down', () => {
    const upward = files.flatMap((path) =>
      importsOf(path)
        .filter((imported) => floorOf(imported) > floorOf(path))
        .map((imported) => `${relative(source, path)} imports ${relative(source, imported)}`),
    );
    expect(upward).toEqual([]);
  });

  test('views know nothing of the workplaces that show them', () => {
    const views = files.filter((path) => relative(source, path).startsWith('app/views/'));
    const upward = views.filter((path) =>
      importsOf(path).some((imported) => relative(source, imported).startsWith('app/workplaces/')),
    );
    expect(upward.map((path) => relative(source, path))).toEqual([]);
    expect(views.length).toBeGreaterThan(20);
  });

  test('nothing imports itself, by whatever way round', () => {
    const finished = new Set<string>();
    const circles: string[] = [];
    const visit = (path: string, way: readonly string[]) => {
      if (finished.has(path)) return;
      if (way.includes(path)) {
        const circle = [...way.slice(way.indexOf(path)), path];
        circles.push(circle.map((step) => relative(source, step)).join(' → '));
        return;
      }
      for (const imported of importsOf(path)) if (files.includes(imported)) visit(imported, [...way, path]);
      finished.add(path);
    };
    for (const path of files) visit(path, []);
    expect(circles).toEqual([]);
  });

  test('page and command know nothing of each other', () => {
    const across = files.flatMap((path) => {
      const [room] = relative(source, path).split('/');
      const other = { app: 'headless', headless: 'app' }[room!];
      return importsOf(path)
        .filter((imported) => other && relative(source, imported).startsWith(`${other}/`))
        .map((imported) => `${relative(source, path)} imports ${relative(source, imported)}`);
    });
    expect(across).toEqual([]);
  });

  test('algorithms know no backend', () => {
    const peeking = files
      .filter((path) => relative(source, path).startsWith('reconstruction/'))
      .filter((path) => importsOf(path).some((imported) => /(compute|operators)\/(cpu|gpu)\//.test(imported)));
    expect(peeking).toEqual([]);
  });

  test('only a geometry knows its own name: others ask its spec', () => {
    const comparing = files
      .map((path) => relative(source, path))
      .filter((path) => !path.startsWith('geometry/') && !NAMES_GEOMETRIES.test(path))
      .filter((path) =>
        /[!=]==\s*'(parallel|fan)'|case '(parallel|fan)'/.test(readFileSync(join(source, path), 'utf8')),
      );
    expect(comparing).toEqual([]);
  });

  test('nobody imports a geometry’s folder, but for that of parallel rays, which others are rebinned to', () => {
    const importing = files
      .map((path) => relative(source, path))
      .filter((path) => !path.startsWith('geometry/') && !MEASURES_FANS.test(path))
      .filter((path) =>
        importsOf(join(source, path)).some((imported) =>
          /^geometry\/(?!parallel\/)\w+\//.test(relative(source, imported)),
        ),
      );
    expect(importing).toEqual([]);
  });
});

describe('the page and its security policy', () => {
  const pageFiles = filesBelow(join(source, 'app'));
  /** What the policy refuses (scripts/security-policy.mjs), by how it is written. */
  test.each([
    ['text taken for HTML', /\b(inner|outer)HTML\b|insertAdjacentHTML|document\.write|\bsrcdoc\b|DOMParser/],
    ['text taken for a script', /\beval\(|new Function\(|setTimeout\(\s*['"`]/],
    ['a worker whose address is not a trusted one', /new (Shared)?Worker\((?!trustedAddress\()/],
    ['a style that is an attribute', /setAttribute\(\s*'style'|\bstyle: [`']/],
  ])('no %s', (_what, pattern) => {
    const found = pageFiles.filter((path) => pattern.test(readFileSync(path, 'utf8')));
    expect(found.map((path) => relative(source, path))).toEqual([]);
    expect(pageFiles.length).toBeGreaterThan(50);
  });
});

describe('tests', () => {
  test('replace no module: files share processes, and another one may have imported it before', () => {
    const tests = fileURLToPath(new URL('.', import.meta.url));
    const found = filesBelow(tests).filter((path) => /\bvi\.(do)?[mM]ock\(/.test(readFileSync(path, 'utf8')));
    expect(found.map((path) => relative(tests, path))).toEqual([]);
  });
});

describe('what is published', () => {
  test('names no address of another place in the page', () => {
    const page = readFileSync(fileURLToPath(new URL('../index.html', import.meta.url)), 'utf8');
    // The icon is an inline SVG, whose name space is spelled as an address that nothing is fetched from.
    expect(page.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:\/\//);
  });
});
