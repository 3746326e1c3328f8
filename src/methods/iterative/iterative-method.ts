import type { SpecSettings } from '../../spec-settings.ts';
import type { IterativeMethod } from '../method.ts';

/** What a spec of an iterative method says; the rest is the same of all. */
type Said<Name extends string> = { readonly name: Name } & Pick<
  IterativeMethod,
  'words' | 'whyNot' | 'load' | 'settings'
>;

/** The spec of an iterative method: it takes readings as they are, of any rays, and plays its iterations. */
export function iterativeMethod<const Name extends string, Settings extends SpecSettings>(
  said: Said<Name> & { readonly settings: Settings },
) {
  return {
    iterates: true,
    needsParallelRays: false,
    needsFilter: false,
    takesFilteredViews: false,
    growsByViews: false,
    reads: [],
    ...said,
  } as const;
}
