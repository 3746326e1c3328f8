import { isNumberSetting, type SpecSetting, type WordSetting } from '../spec-settings.ts';

/** What a setting of a spec is called on screen. */
export function settingName(key: string, { label }: SpecSetting): string {
  if (label !== undefined) return label;
  const words = key.replace(/([A-Z])/g, ' $1').toLowerCase();
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** What one of its words is called on screen. */
export function wordLabel({ wordLabels }: WordSetting, word: string): string {
  const plain = word.replaceAll('-', ' ');
  return wordLabels?.[word] ?? `${plain.charAt(0).toUpperCase()}${plain.slice(1)}`;
}

/** What a setting of a spec is set to, with its unit, in words. */
export function settingValueText(setting: SpecSetting, value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if ('words' in setting) return wordLabel(setting, String(value)).toLowerCase();
  if (typeof value !== 'number') return String(value);
  if (isNumberSetting(setting) && setting.turned?.mostIsNone && value >= setting.most) return 'none';
  const unit = 'unit' in setting && setting.unit ? ` ${setting.unit}` : '';
  return `${Number(value.toPrecision(5))}${unit}`;
}
