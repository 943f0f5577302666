import type { Page } from "@playwright/test";

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  /** What its thread worked in that time, in microseconds: what others take from the machine does not count. */
  tdur?: number;
  args: { name?: string; data?: { functionName?: string } };
}

export interface Task {
  milliseconds: number;
  /** The longest of what it was made of, for whoever has to find out. */
  parts: string;
}

/** The tasks of a page's main thread in a stretch of time, the longest first. */
export async function mainThreadTasks(page: Page, milliseconds: number): Promise<Task[]> {
  const browser = page.context().browser()!;
  const categories = ["-*", "devtools.timeline", "disabled-by-default-devtools.timeline"];
  await browser.startTracing(page, { categories });
  await page.waitForTimeout(milliseconds);
  const trace = JSON.parse((await browser.stopTracing()).toString());
  const events: TraceEvent[] = trace.traceEvents;
  const thread = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const mains = new Set(
    events
      .filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain")
      .map(thread),
  );
  const own = events.filter((event) => mains.has(thread(event)) && event.tdur !== undefined);
  return own
    .filter(({ name }) => name === "RunTask")
    .map((task) => ({ milliseconds: task.tdur! / 1000, parts: partsOf(task, own) }))
    .sort((a, b) => b.milliseconds - a.milliseconds);
}

function partsOf(task: TraceEvent, events: readonly TraceEvent[]): string {
  const end = task.ts + task.dur!;
  const inside = ({ pid, ts, dur = 0, name }: TraceEvent) =>
    pid === task.pid && name !== "RunTask" && ts >= task.ts && ts + dur <= end;
  return events
    .filter(inside)
    .sort((a, b) => b.tdur! - a.tdur!)
    .slice(0, 5)
    .map(({ name, tdur, args }) => {
      const called = args.data?.functionName ?? "";
      return `${name} ${called} ${(tdur! / 1000).toFixed(1)}`;
    })
    .join(", ");
}
