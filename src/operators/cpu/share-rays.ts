import { groupCost, type RayGroups } from './ray-groups.ts';

/** Groups in so many parts that take about as long, none empty; a group may be cut between two of its rays. */
export function shareRays({ groups, mirror }: RayGroups, parts: number): RayGroups[] {
  const shares = Array.from({ length: parts }, () => [] as RayGroups['groups'][number][]);
  const total = groups.reduce((sum, group) => sum + groupCost(group), 0);
  let before = 0;
  for (const group of groups) {
    const { from, to } = group.channels;
    const cost = groupCost(group);
    let done = from;
    while (done < to) {
      const part = Math.min(
        parts - 1,
        Math.floor((parts * (before + (cost * (done - from)) / (to - from) + 1e-6)) / total),
      );
      const end = ((part + 1) * total) / parts;
      const next =
        part === parts - 1
          ? to
          : Math.min(to, Math.max(done + 1, from + Math.round(((end - before) / cost) * (to - from))));
      shares[part]!.push({ ...group, channels: { from: done, to: next } });
      done = next;
    }
    before += cost;
  }
  return shares.filter((share) => share.length > 0).map((share) => ({ groups: share, mirror }));
}
