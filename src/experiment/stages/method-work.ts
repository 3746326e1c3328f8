import { fetchedPart } from '../../fetched-part.ts';
import type { MethodWork } from '../../methods/method.ts';
import { METHODS } from '../../methods/registry.ts';

/** What makes the image of a method that makes it in one go. */
export function methodWork(method: string): Promise<MethodWork> {
  const spec = METHODS.get(method);
  if (spec.iterates) throw new Error(`${method} iterates, and was to make its image in one go`);
  return fetchedPart(() => spec.load(), 'The part that reconstructs by this method');
}
