// Lets Vite and Vitest import a lesson, or what the contents of the course say of it, as a value:
//
//   import lesson from '../../lessons/04-ramp-filter.md';
//   import entry from '../../lessons/04-ramp-filter.md?contents';
//
// and the glossary as the list of its terms:
//
//   import terms from '../../lessons/glossary.md?terms';

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { compileGlossary } from './glossary-markdown.mjs';
import { compileLesson } from './lesson-markdown.mjs';

const LESSON = /\/lessons\/(\d+-[^/?]*\.md)(\?contents)?$/;
const GLOSSARY = /\/lessons\/glossary\.md\?terms$/;

/** @returns {import('vite').Plugin} */
export function lessons() {
  return {
    name: 'lessons',
    enforce: 'pre',
    load(id) {
      const [, file, contents] = LESSON.exec(id) ?? [];
      const isGlossary = GLOSSARY.test(id);
      if (file === undefined && !isGlossary) return null;
      const path = id.replace(/\?.*$/, '');
      this.addWatchFile(path);
      if (isGlossary) return module(compileGlossary(readFileSync(path, 'utf8')));
      const lesson = compileLesson(readFileSync(path, 'utf8'), basename(path));
      const { steps, experiment: _, ...entry } = lesson;
      const value = contents ? { ...entry, steps: steps.map(({ id: step, title }) => ({ id: step, title })) } : lesson;
      return module(value);
    },
  };
}

/** @param {unknown} value */
function module(value) {
  return { code: `export default ${JSON.stringify(value)};`, moduleType: /** @type {const} */ ('js') };
}
