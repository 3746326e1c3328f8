// The glossary as it is written, in Markdown, made into plain values (`CompiledTerm` of `src/course/glossary-term.ts`): a
// heading for each term, its text with formulas, and its settings in YAML, which the page checks.

import { parse as parseYaml } from 'yaml';
import { compileText } from './lesson-markdown.mjs';

const FILE = 'glossary.md';
/** Formulas may stand on one line, which Markdown takes for a part of a paragraph. */
const FORMULA = /^\$\$(.+)\$\$$/gm;
const SETTINGS = /^```yaml\n([\s\S]*?)^```$/m;

/**
 * @param {string} text of the file
 * @returns {import('../src/course/glossary-term.ts').CompiledTerm[]}
 */
export function compileGlossary(text) {
  // What stands before the first heading is for whoever writes.
  const [, ...terms] = text.split(/^## /m);
  return terms.map((term) => {
    const heading = term.slice(0, term.indexOf('\n'));
    const [, title, id] =
      /^(.*\S)\s*\{#([a-z0-9-]+)\}$/.exec(heading) ?? fail(heading, 'needs an id behind it: {#short-name}');
    const body = term.slice(heading.length + 1);
    const [block = '', yaml = ''] = SETTINGS.exec(body) ?? [];
    return {
      id: /** @type {string} */ (id),
      title: /** @type {string} */ (title),
      text: compileText(body.replace(block, '').replace(FORMULA, '$$$$\n$1\n$$$$'), FILE),
      settings: settingsOf(yaml, heading),
    };
  });
}

/**
 * @param {string} yaml
 * @param {string} heading
 * @returns {unknown}
 */
function settingsOf(yaml, heading) {
  try {
    return parseYaml(yaml) ?? {};
  } catch (error) {
    return fail(heading, `its settings are no YAML: ${/** @type {Error} */ (error).message}`);
  }
}

/**
 * @param {string} heading
 * @param {string} what
 * @returns {never}
 */
function fail(heading, what) {
  throw new Error(`lessons/${FILE}: ${heading}: ${what}`);
}
