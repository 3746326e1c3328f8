export { RadiographNumbers } from './radiograph-numbers.ts';
export { RadiographPanel } from './radiograph-panel.ts';
export { RadiographRoom } from './radiograph-room.ts';
