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

const LESSON = /\/lessons\/\d+-[^/?]*\.md(\?contents)?$/;
const GLOSSARY = /\/lessons\/glossary\.md\?terms$/;

/** @type {Map<string, { text: string, lesson: ReturnType<typeof compileLesson> }>} the contents ask for each lesson too */
const compiled = new Map();

/**
 * @param {string} path
 * @param {string} text
 */
function lessonOf(path, text) {
  const kept = compiled.get(path);
  if (kept?.text === text) return kept.lesson;
  const lesson = compileLesson(text, basename(path));
  compiled.set(path, { text, lesson });
  return lesson;
}

/** @returns {import('vite').Plugin} */
export function lessons() {
  return {
    name: 'lessons',
    enforce: 'pre',
    load: {
      // So that the bundler asks of no other file, of which there are a thousand.
      filter: { id: [LESSON, GLOSSARY] },
      handler(id) {
        const path = id.replace(/\?.*$/, '');
        this.addWatchFile(path);
        const text = readFileSync(path, 'utf8');
        if (GLOSSARY.test(id)) return module(compileGlossary(text));
        const lesson = lessonOf(path, text);
        if (!id.endsWith('?contents')) return module(lesson);
        const { steps, experiment: _, ...entry } = lesson;
        return module({ ...entry, steps: steps.map(({ id: step, title }) => ({ id: step, title })) });
      },
    },
  };
}

/** @param {unknown} value */
function module(value) {
  return { code: `export default ${JSON.stringify(value)};`, moduleType: /** @type {const} */ ('js') };
}
