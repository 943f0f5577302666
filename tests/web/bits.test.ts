import { expect, test } from "vitest";
import { lessons } from "../../web/src/lessons/registry.ts";
import { bits, realEngine } from "./engine.ts";
import { nativeLosses } from "./native-losses.ts";
import { runs } from "./runs.ts";

test.each(Object.entries(runs))(
  "the web module's losses equal the native program's, to the last bit: %s",
  async (_, config) => {
    const { Session } = await realEngine();
    const session = new Session(config);
    const losses = bits(session.train(200).losses);
    session.delete();
    expect(losses).toHaveLength(200);
    expect(losses).toEqual(nativeLosses(config, 200));
  },
);

test("how the steps are cut into calls does not show in the losses", async () => {
  const { Session } = await realEngine();
  const inOneCall = new Session(lessons[0]!.config);
  const inMany = new Session(lessons[0]!.config);
  const pieces: string[] = [];
  for (const steps of [1, 7, 64, 28]) {
    pieces.push(...bits(inMany.train(steps).losses));
    inMany.observe(0, undefined);
    inMany.evaluate(16);
  }
  expect(pieces).toEqual(bits(inOneCall.train(100).losses));
});
