/** In a tab's own storage, since lectures in other tabs are others. */
const KEY = 'ct-sandbox-lecture-on';

/** Keeps whether a lecture is on here, for after a reload. */
export function keepLectureOn(isOn: boolean): void {
  try {
    if (isOn) sessionStorage.setItem(KEY, 'yes');
    else sessionStorage.removeItem(KEY);
  } catch {
    // After a reload it is not on then.
  }
}

/** Whether a lecture was on when the page was left. */
export function wasLectureOn(): boolean {
  try {
    return sessionStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}
