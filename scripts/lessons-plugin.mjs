// Lets Vite and Vitest import a lesson, or what the contents of the course say of it, as a value:
//
//   import lesson from '../../lessons/04-ramp-filter.md';
//   import entry from '../../lessons/04-ramp-filter.md?contents';

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { compileLesson } from './lesson-markdown.mjs';

const LESSON = /\/lessons\/(\d+-[^/?]*\.md)(\?contents)?$/;

/** @returns {import('vite').Plugin} */
export function lessons() {
  return {
    name: 'lessons',
    enforce: 'pre',
    load(id) {
      const [, file, contents] = LESSON.exec(id) ?? [];
      if (file === undefined) return null;
      const path = id.replace(/\?.*$/, '');
      this.addWatchFile(path);
      const lesson = compileLesson(readFileSync(path, 'utf8'), basename(path));
      const { steps, experiment: _, ...entry } = lesson;
      const value = contents ? { ...entry, steps: steps.map(({ id: step, title }) => ({ id: step, title })) } : lesson;
      return { code: `export default ${JSON.stringify(value)};`, moduleType: 'js' };
    },
  };
}
