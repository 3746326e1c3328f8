import type { Room, WorkplacePage } from '../workplace.ts';
import { CONTENTS } from './learn-part.ts';
import { LearnRoom } from './learn-room.ts';

/** *Learn*, with the contents of the course open. */
export async function makeLearnRoom(page: WorkplacePage): Promise<Room> {
  const room = new LearnRoom(page);
  await room.partOf(CONTENTS);
  return room;
}
