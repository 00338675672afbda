// Which lines of two texts belong together: the longest common run of lines, and what stands between.

const LARGEST = 4_000_000; // pairs of lines that are compared at most; of larger texts the middle is told as changed

/** Pairs `[before, now]` of lines in order; null where a text has no line there. */
export function linePairs(before, now) {
  const [old, current] = [before, now].map((text) => text.split("\n"));
  let head = 0;
  while (head < old.length && head < current.length && old[head] === current[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(old.length, current.length) - head && old.at(-1 - tail) === current.at(-1 - tail)) tail += 1;
  const same = (lines) => lines.map((line) => [line, line]);
  return [
    ...same(old.slice(0, head)),
    ...middle(old.slice(head, old.length - tail), current.slice(head, current.length - tail)),
    ...same(old.slice(old.length - tail)),
  ];
}

function middle(old, current) {
  if (old.length * current.length > LARGEST) return changed(old, current);
  const width = current.length + 1;
  const best = new Uint32Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = current.length - 1; j >= 0; j -= 1) {
      best[i * width + j] = old[i] === current[j] ? best[(i + 1) * width + j + 1] + 1 : Math.max(best[(i + 1) * width + j], best[i * width + j + 1]);
    }
  }
  const pairs = [];
  let [i, j, fromOld, fromNow] = [0, 0, 0, 0];
  const settle = () => { pairs.push(...changed(old.slice(fromOld, i), current.slice(fromNow, j))); };
  while (i < old.length && j < current.length) {
    if (old[i] === current[j]) {
      settle();
      pairs.push([old[i], current[j]]);
      i += 1; j += 1; fromOld = i; fromNow = j;
    } else if (best[(i + 1) * width + j] >= best[i * width + j + 1]) i += 1;
    else j += 1;
  }
  [i, j] = [old.length, current.length];
  settle();
  return pairs;
}

const changed = (old, current) => Array.from({ length: Math.max(old.length, current.length) }, (_, at) => [old[at] ?? null, current[at] ?? null]);

/** Two lines cut into what they begin with together, where they differ, and what they end with together. */
export function differences(before, now) {
  const [old, current] = [Array.from(before), Array.from(now)];
  let head = 0;
  while (head < old.length && head < current.length && old[head] === current[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(old.length, current.length) - head && old.at(-1 - tail) === current.at(-1 - tail)) tail += 1;
  return [old, current].map((line) => [line.slice(0, head), line.slice(head, line.length - tail), line.slice(line.length - tail)].map((part) => part.join("")));
}
