import { GLOSSARY, wordsOf } from './glossary.ts';
import type { Term } from './glossary-term.ts';

const BY_ID = new Map(GLOSSARY.map((term) => [term.id, term]));
const BY_NAME = new Map(GLOSSARY.flatMap((term) => [term.title, ...term.names].map((name) => [plain(name), term])));

/** Names as ids are written. */
const BY_SLUG = new Map([...BY_NAME].map(([name, term]) => [name.replace(/[^a-z0-9]+/g, '-'), term]));

/** A term by its id, or by another name of it written like one. */
export function termNamed(id: string): Term | undefined {
  return BY_ID.get(id) ?? BY_SLUG.get(id);
}

/**
 * The term that a label on screen stands for.
 *
 * @param names of it: that in a registry, and the text as it stands there, with units and marks behind it
 */
export function termOf(...names: readonly string[]): Term | undefined {
  for (const name of names) {
    for (const reading of readingsOf(name)) {
      const term = BY_NAME.get(reading);
      if (term) return term;
    }
  }
  return undefined;
}

/** All of it in alphabetical order, or what goes with every word that is looked for; titles and names first. */
export function searchGlossary(sought: string): readonly Term[] {
  const words = plain(sought)
    .split(' ')
    .filter((word) => word !== '');
  const ranked = GLOSSARY.flatMap((term) => {
    const inNames = plain([term.title, ...term.names].join(' '));
    const everywhere = `${inNames} ${plain(wordsOf(term))}`;
    if (!words.every((word) => everywhere.includes(word))) return [];
    const isTitle = words.length > 0 && plain(term.title).startsWith(words.join(' '));
    return [{ term, rank: isTitle ? 0 : words.every((word) => inNames.includes(word)) ? 1 : 2 }];
  });
  return ranked.sort((a, b) => a.rank - b.rank || byTitle(a.term, b.term)).map(({ term }) => term);
}

function byTitle(a: Term, b: Term): number {
  return a.title.localeCompare(b.title, 'en', { sensitivity: 'base' });
}

/** What a text may be a name for, the most literal first: without its unit, without what it is of. */
function readingsOf(text: string): readonly string[] {
  const whole = plain(text);
  const withoutUnit = whole.replace(/ ?\([^()]*\)$/, '');
  const head = withoutUnit.split(/, | of | · |: | × /)[0]!;
  return [...new Set([whole, withoutUnit, head])].filter((name) => name !== '');
}

/** Without marks, capitals and accents on letters, so that `Ram–Lak` is found by `ram-lak`. */
export function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[‐-―−]/g, '-')
    .replace(/[’']/g, '′')
    .replace(/[.:]+$/, '')
    .replace(/^[●▲▸▾▴?\s]+/, '')
    .replace(/\s+/g, ' ')
    .trim();
}
