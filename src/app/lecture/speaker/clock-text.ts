/** Hours and minutes of the day. */
export function clockText(date: Date): string {
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** Minutes and seconds; hours before them where there are any. */
export function elapsedText(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return `${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
