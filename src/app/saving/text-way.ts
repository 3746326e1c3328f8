import type { SaveWay } from './saveable.ts';

const TYPES = { csv: 'text/csv', json: 'application/json', svg: 'image/svg+xml' } as const;

/** A way to save a text. @param name of the file, without its ending */
export function textWay(
  name: string,
  ending: keyof typeof TYPES,
  label: string,
  keeps: string,
  make: () => string | Promise<string>,
): SaveWay {
  return {
    ...{ name: ending, label, keeps, whyNot: null, fileName: `${name}.${ending}` },
    file: async () => new Blob([await make()], { type: TYPES[ending] }),
  };
}
