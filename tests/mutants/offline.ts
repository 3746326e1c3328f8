import type { Mutant } from './mutant.ts';

const FILES = ['tests/app/offline/kept-files.test.ts'];
const COPY = ['tests/app/offline/offline-copy.test.ts'];
const RESPONSE = ['tests/app/offline/kept-response.test.ts'];

export const OFFLINE: readonly Mutant[] = [
  {
    name: 'a page drops the files of the version that waits',
    file: 'src/app/offline/kept-files.ts',
    text: 'if (installing || waiting) return false;',
    replacement: 'if (installing) return false;',
    tests: FILES,
  },
  {
    name: 'a page of another folder keeps old files from going',
    file: 'src/app/offline/kept-files.ts',
    text: 'windows.filter((address) => address.startsWith(scope)).length',
    replacement: 'windows.length',
    tests: FILES,
  },
  {
    name: 'a newer version that another page has taken is forgotten',
    file: 'src/app/offline/offline-copy.ts',
    text: "else if (this.#state === 'newer') return;",
    replacement: 'else if (!active) return;',
    tests: COPY,
  },
  {
    name: 'the page reloads when a first copy is whole',
    file: 'src/app/offline/offline-copy.ts',
    text: 'this.#registration = registration;',
    replacement:
      "this.#registration = registration;\n      workers.addEventListener('controllerchange', () => browser.reload());",
    tests: COPY,
  },
  {
    name: 'a sentence of a server that has no such file is kept as the file',
    file: 'src/app/offline/kept-response.ts',
    text: 'if (response.status !== 200) return null;',
    replacement: 'if (response.status >= 500) return null;',
    tests: RESPONSE,
  },
];
