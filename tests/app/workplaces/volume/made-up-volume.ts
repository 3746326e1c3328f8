import { vi } from 'vitest';
import { WORKPLACES } from '../../../../src/app/workplaces/registry.ts';
import type { ShownLook, VolumeHand } from '../../../../src/app/workplaces/volume/volume-face.ts';
import { VolumeRoom } from '../../../../src/app/workplaces/volume/volume-room.ts';

/** From now on rooms of *Volume* have no elements. @returns the newest one, its hand, and what it shows */
export function withMadeUpVolumes() {
  const newest = {} as { room: VolumeRoom; hand: VolumeHand; shown: ShownLook };
  const mock = vi.spyOn(WORKPLACES.get('volume'), 'room').mockImplementation((page) => {
    newest.room = new VolumeRoom(page, (hand) => {
      newest.hand = hand;
      return {
        root: undefined as unknown as HTMLElement,
        show: (shown) => {
          newest.shown = shown;
        },
      };
    });
    return newest.room;
  });
  return { newest, end: () => mock.mockRestore() };
}
