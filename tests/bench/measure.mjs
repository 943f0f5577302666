// One row: every party set up, held to the others' results, warmed up, and timed in turns.
import { firstLoss, placesOf, sampleOf } from "./reference.mjs";
import { rows } from "./rows.mjs";

const steps = 5;
const tolerance = 1e-4;
/** V8 needs a while until the hot functions are compiled by its optimising compiler. */
const warmUp = 1500;
const batchTime = 200;

/**
 * @param {string} name of the row
 * @param {{ name: string, prepare: Function, batch: Function, close: Function }[]} parties
 * @param {number} rounds
 */
export async function measure(name, parties, rounds) {
  const row = rows[name];
  const forward = row.kind === "matmul" || row.kind === "attention";
  const places = forward ? placesOf(row) : [];
  const result = { row: name, parties: {}, absent: {}, wrong: [] };
  const present = [];
  try {
    for (const party of parties) {
      const prepared = await prepare(party, name, places);
      if (prepared.absent) {
        result.absent[party.name] = prepared.absent;
        await party.close();
        continue;
      }
      present.push({ party, prepared, times: [] });
    }
    result.wrong = forward ? wrongSamples(row, places, present) : wrongLosses(row, present);
    for (const entry of present) entry.count = await warm(entry.party);
    for (let round = 0; round < rounds; round++) {
      for (const { party, count, times } of present) times.push(await party.batch(count));
    }
    for (const { party, prepared, count, times } of present) {
      const peakBytes = await party.peakBytes?.();
      result.parties[party.name] = { times, count, losses: prepared.losses, peakBytes };
    }
  } finally {
    for (const { party } of present) await party.close();
  }
  return result;
}

async function prepare(party, name, places) {
  try {
    return await party.prepare(name, steps, places);
  } catch (error) {
    if (!/not yet/.test(error.message)) throw error;
    await party.close();
    return { absent: "not yet" };
  }
}

/** How many steps make a batch, found while warming up. */
async function warm(party) {
  const started = performance.now();
  let count = 1;
  let each = await party.batch(count);
  while (performance.now() - started < warmUp) {
    count = Math.max(1, Math.min(count * 8, Math.round(batchTime / Math.max(each, 1e-3))));
    each = await party.batch(count);
  }
  return Math.max(1, Math.round(batchTime / each));
}

const apart = (a, b) => !(Math.abs(a - b) <= tolerance * Math.abs(b));

/** Who disagrees about a loss: with the reference if there is one, else with the most. */
function wrongLosses({ kind, config }, present) {
  const { batch, time, layers, width } = config;
  // The reference takes its time: some 2 s for this many products.
  const small = kind === "transformer" && batch * time * layers * width ** 2 < 1e7;
  const reference = small ? firstLoss(config) : undefined;
  const wrong = [];
  for (let step = 0; step < steps; step++) {
    const losses = present.map(({ prepared }) => prepared.losses[step]);
    const known = step === 0 && reference !== undefined;
    const expected = known ? reference : middle(losses);
    const whose = known ? "the reference" : "the middle one";
    for (const { party, prepared } of present) {
      const loss = prepared.losses[step];
      if (!apart(loss, expected)) continue;
      wrong.push(`${party.name} has the loss ${loss} after ${step} steps, ${whose} ${expected}`);
    }
  }
  return wrong;
}

/** The lower one of the middle two, since half of the parties may be wrong in the same way. */
function middle(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)];
}

function wrongSamples(row, places, present) {
  const expected = sampleOf(row, places);
  const scale = Math.max(...expected.map(Math.abs));
  return present.flatMap(({ party, prepared }) => {
    const at = expected.findIndex(
      (value, i) => !(Math.abs(prepared.sample[i] - value) <= tolerance * scale),
    );
    if (at < 0) return [];
    return [
      `${party.name} computes ${prepared.sample[at]} at ${places[at]}, expected ${expected[at]}`,
    ];
  });
}
