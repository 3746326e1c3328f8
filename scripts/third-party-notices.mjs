// Licences of what a build takes from other people, gathered from the modules that really went into it.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a build's own tools put into its files: a bundler's helpers, and a compiler's standard library. */
const TOOLS = [
  { isPartOf: /^\0(vite|rolldown)\//, module: 'vite' },
  { isPartOf: /\?assemblyscript$/, module: 'assemblyscript' },
];

/**
 * Of packages that contain what other people compiled: licences that they do not bring, in scripts/licences.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const WITHIN = {
  '@cornerstonejs/codec-openjpeg': ['codec-openjpeg', 'openjpeg', 'emscripten'],
  '@jsquash/webp': ['libwebp', 'emscripten'],
};

/**
 * @typedef {object} Notice
 * @property {string} name
 * @property {string} version
 * @property {string} licence its SPDX name
 * @property {string} text
 */

/**
 * The package that a module of a build comes from, as a folder; `null` for the project's own.
 *
 * @param {string} id
 * @param {string} root the project's folder
 */
export function packageFolderOf(id, root) {
  const tool = TOOLS.find(({ isPartOf }) => isPartOf.test(id));
  if (tool) return join(root, 'node_modules', tool.module);
  const inPackage = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(id.replace(/^\0/, ''));
  return inPackage?.[1] ?? null;
}

/**
 * What a package says of its licence, in full. Throws where it says nothing: such a package may not be handed on.
 *
 * @param {string} folder
 * @returns {Notice}
 */
export function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)\b/i.test(file));
  const texts = files.sort().map((file) => ownPart(readFileSync(join(folder, file), 'utf8')));
  const readme = join(folder, 'README.md');
  if (texts.length === 0 && existsSync(readme)) {
    // Some write it at the end of what they say of themselves.
    const inReadme = /^#+ *licen[cs]e\s*$([\s\S]*)/im.exec(readFileSync(readme, 'utf8'))?.[1]?.trim();
    if (inReadme) texts.push(inReadme);
  }
  for (const file of WITHIN[name] ?? []) {
    texts.push(readFileSync(join(import.meta.dirname, 'licences', `${file}.txt`), 'utf8').trim());
  }
  if (!license || texts.length === 0) throw new Error(`${name}: no licence found in ${folder}`);
  return { name, version, licence: license, text: texts.join('\n\n') };
}

/**
 * A licence without those of what the package itself was made with.
 *
 * @param {string} text
 */
function ownPart(text) {
  return /** @type {string} */ (text.split(/^# Licenses of bundled dependencies/m)[0]).trim();
}

/** @param {readonly Notice[]} notices */
export function noticesText(notices) {
  const line = '-'.repeat(80);
  const parts = [...notices]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, version, licence, text }) => `${line}\n${name} ${version} (${licence})\n${line}\n\n${text}\n`);
  return `The CT sandbox contains code of these projects, under their own licences.\n\n${parts.join('\n')}`;
}

/**
 * Writes the licences of all that a build contains into a file beside it. Workers are builds of their own, whose
 * plugin is to be the second one: their modules count too.
 *
 * @param {string} fileName
 * @returns {{ page: import('vite').Plugin, worker: import('vite').Plugin }}
 */
export function thirdPartyNotices(fileName) {
  /** @type {Set<string>} */
  const folders = new Set();
  let root = dirname(import.meta.dirname);
  /** @param {import('vite').Rolldown.OutputBundle} bundle */
  const gather = (bundle) => {
    for (const output of Object.values(bundle)) {
      if (output.type !== 'chunk') continue;
      for (const id of Object.keys(output.modules)) {
        const folder = packageFolderOf(id, root);
        if (folder) folders.add(folder);
      }
    }
  };
  return {
    page: {
      name: 'third-party-notices',
      apply: 'build',
      configResolved(config) {
        root = config.root;
      },
      generateBundle(_options, bundle) {
        gather(bundle);
        const source = noticesText(Array.from(folders, noticeOf));
        this.emitFile({ type: 'asset', fileName, source });
      },
    },
    worker: {
      name: 'third-party-notices-of-workers',
      apply: 'build',
      generateBundle: (_options, bundle) => gather(bundle),
    },
  };
}
