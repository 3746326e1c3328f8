import type { TurnedState } from './turned-windows.ts';

/** What a hand has turned that does not belong to the experiment, for a link; `null` where it has turned nothing. */
export function windowsToLink(turned: TurnedState): object | null {
  const said = Object.entries(turned).filter(([, value]) => value !== null && value !== false);
  return said.length === 0 ? null : Object.fromEntries(said);
}
