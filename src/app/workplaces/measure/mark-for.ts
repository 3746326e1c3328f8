import type { FormOf, Mark, MarkKind } from '../../marks/mark.ts';
import type { AnalysisContext } from './analysis.ts';

/** A mark of one of some kinds. */
export type MarkOf<Kind extends MarkKind> = Mark & { readonly form: FormOf<Kind> };

/** The chosen mark where it is of one of these kinds, or else the one made last that is; `null` where there is none. */
export function markFor<const Kind extends MarkKind>(
  { marks, chosen }: Pick<AnalysisContext, 'marks' | 'chosen'>,
  kinds: readonly Kind[],
): MarkOf<Kind> | null {
  const isOf = (mark: Mark): mark is MarkOf<Kind> => (kinds as readonly MarkKind[]).includes(mark.form.kind);
  return chosen && isOf(chosen) ? chosen : (marks.findLast(isOf) ?? null);
}
