/** The most channels that an experiment may name. */
const MOST = 1000;

/** Channels as people write them: `12, 40–42`. */
export function channelListText(channels: readonly number[]): string {
  const sorted = [...new Set(channels)].sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const channel of sorted) {
    const run = runs.at(-1);
    if (run && channel === run[1] + 1) run[1] = channel;
    else runs.push([channel, channel]);
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(', ');
}

/** The channels that a text lists, or the sentence's rest on why it lists none. */
export function parseChannelList(text: string, channels: number): readonly number[] | string {
  const listed = new Set<number>();
  for (const part of text.split(/[,;\s]+/).filter(Boolean)) {
    const range = /^(\d{1,5})(?:[-–](\d{1,5}))?$/.exec(part);
    if (!range) return `must be numbers such as 12, 40–42, got “${part.slice(0, 20)}”`;
    const [first, last] = [Number(range[1]), Number(range[2] ?? range[1])];
    if (Math.max(first, last) >= channels) return `must be between 0 and ${channels - 1}, got ${Math.max(first, last)}`;
    for (let channel = first; channel <= last; channel++) listed.add(channel);
  }
  if (listed.size > MOST) return `must be at most ${MOST}, got ${listed.size}`;
  return [...listed].sort((a, b) => a - b);
}
