import { WORKPLACES } from './registry.ts';

/** Behind the experiment in an address: passed over by whoever asks for the experiment alone. */
const KEY = 'workplace';

/** What is put behind a link to say where one works; nothing for the workplace that the page begins with. */
export function addressPart(workplace: string): string {
  return workplace === WORKPLACES.names[0] ? '' : `&${KEY}=${workplace}`;
}

/** The workplace that an address asks for: the first, where it names none that there is. */
export function workplaceIn(hash: string): string {
  const named = new RegExp(`&${KEY}=([\\w-]+)`).exec(hash)?.[1];
  return named !== undefined && WORKPLACES.find(named) ? named : WORKPLACES.names[0]!;
}
