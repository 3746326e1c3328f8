// What is fetched when the workplace is first entered.
export { VolumePanel } from './volume-panel.ts';
export { VolumeRoom } from './volume-room.ts';
