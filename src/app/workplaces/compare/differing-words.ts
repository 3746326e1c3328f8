import type { Differing } from '../../present/what-differs.ts';

/** So many settings are told of; the table has all of them. */
const MOST_TOLD = 3;

/** What an experiment has that another has not, in a line: its own values, by the names of their controls. */
export function differingWords(differing: readonly Differing[]): string {
  if (differing.length === 0) return 'same settings as current';
  const told = differing.slice(0, MOST_TOLD).map(({ what, values: [own] }) => {
    const [name, unit] = what.split(', ');
    return `${name} ${own}${unit === undefined || own === '—' ? '' : ` ${unit}`}`;
  });
  const rest = differing.length - told.length;
  return `${told.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
