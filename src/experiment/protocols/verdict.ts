import type { ProtocolOutcome, ProtocolRow } from './protocol.ts';

/** More names than this would make no sentence. */
const NAMED = 3;

/** What a protocol comes to: failed where one value has, not judged where none could be. */
export function verdictSentence(rows: readonly ProtocolRow[]): {
  readonly verdict: ProtocolOutcome;
  readonly sentence: string;
} {
  const failed = rows.filter(({ outcome }) => outcome === 'fail');
  const passed = rows.filter(({ outcome }) => outcome === 'pass');
  const judged = failed.length + passed.length;
  if (judged === 0) {
    const why = rows.find(({ remark, limit }) => remark !== null && limit === null)?.remark;
    return { verdict: 'not judged', sentence: `Nothing could be judged. ${why ?? ''}`.trim() };
  }
  const missing = rows.filter(({ remedy }) => remedy !== undefined).map(({ what }) => what);
  const more = missing.length > 0 ? ` Not judged with these settings: ${listOf(missing)}.` : '';
  if (failed.length === 0) {
    const all =
      judged === 1
        ? 'the one value that was judged lies within its limits'
        : `${judged === 2 ? 'both' : `all ${judged}`} values that were judged lie within their limits`;
    return { verdict: 'pass', sentence: `Passed: ${all}.${more}` };
  }
  const list = listOf(failed.map(({ what }) => what));
  return { verdict: 'fail', sentence: `Failed: ${outside(failed.length, judged)}: ${list}.${more}` };
}

function listOf(names: readonly string[]): string {
  const rest = names.length - NAMED;
  return [...names.slice(0, NAMED), ...(rest > 0 ? [`${rest} more`] : [])].join('; ');
}

function outside(failed: number, judged: number): string {
  if (judged === 1) return 'the one value that was judged lies outside its limits';
  return `${failed} of ${judged} values that were judged ${failed === 1 ? 'lies outside its' : 'lie outside their'} limits`;
}
