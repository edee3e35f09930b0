// Figures as people read them. Times of the process come as ISO texts, durations as milliseconds.

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const tenth = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

export const count = (n) => (n === null || n === undefined ? "–" : whole.format(n));

export const rate = (n) => (n > 0 && n < 10 ? tenth.format(n) : whole.format(n));

export function duration(millis) {
  if (millis === null || millis === undefined) return "–";
  const seconds = Math.floor(millis / 1000);
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.floor(seconds / 60)} min`;
  return seconds < 172800 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86400)} days`;
}

/** How long before `now`, both ISO texts. */
export const ago = (at, now) => (at ? `${duration(Math.max(0, Date.parse(now) - Date.parse(at)))} ago` : "never");

export function bytes(n) {
  if (n < 1024) return `${n} B`;
  const units = ["KB", "MB", "GB", "TB"];
  let value = n;
  let unit = -1;
  do {
    value /= 1024;
    unit += 1;
  } while (value >= 1024 && unit < units.length - 1);
  return `${value < 10 ? tenth.format(value) : whole.format(value)} ${units[unit]}`;
}

export const sum = (numbers) => numbers.reduce((all, each) => all + each, 0);
