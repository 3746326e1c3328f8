/** How far arrows go in a list of answers. */
const BY: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/**
 * To which answer a key leads from another one, round and round; `null` where it leads nowhere.
 *
 * @param at counted from 0
 */
export function nextOption(key: string, at: number, count: number): number | null {
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const by = Object.hasOwn(BY, key) ? BY[key] : undefined;
  return by === undefined ? null : (at + by + count) % count;
}
