export type WindowPart = 'width' | 'level';

/** Why a typed text cannot be a window's width or level: the rest of a sentence; null when it can. */
export function windowFault(part: WindowPart, text: string): string | null {
  const trimmed = text.trim();
  const value = Number(trimmed);
  if (trimmed === '' || !Number.isFinite(value)) return 'must be a number';
  if (part === 'width' && value <= 0) return `must be greater than 0, got ${trimmed}`;
  return null;
}
