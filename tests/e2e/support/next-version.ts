import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtFiles } from '../../../scripts/offline-plugin.mjs';

/** A page that was built, built again with every part of it another one, which no server has under its old name. */
export function nextVersion(folder: string, title: string): string {
  const next = mkdtempSync(join(tmpdir(), 'ct-sandbox-next-page-'));
  cpSync(folder, next, { recursive: true });
  const names = readdirSync(join(next, 'assets'));
  const renamed = new Map(
    names.map(
      (name) => [name, name.replace(/(.)(\.\w+)$/, (_, last, end) => (last === 'A' ? 'B' : 'A') + end)] as const,
    ),
  );
  for (const name of names) renameSync(join(next, 'assets', name), join(next, 'assets', renamed.get(name)!));
  const change = (path: string, by: (text: string) => string) =>
    writeFileSync(join(next, path), by(readFileSync(join(next, path), 'utf8')));
  const namesOfParts = /[\w-]+-[\w-]{8}\.(js|css)/g;
  const asRenamed = (text: string) => text.replace(namesOfParts, (name) => renamed.get(name) ?? name);
  for (const name of renamed.values()) change(`assets/${name}`, asRenamed);
  change('index.html', (text) => asRenamed(text).replace(/<title>.*<\/title>/, `<title>${title}</title>`));
  change('service-worker.js', (text) =>
    text.replace(JSON.stringify(builtFiles(folder)), () => JSON.stringify(builtFiles(next))),
  );
  return next;
}
