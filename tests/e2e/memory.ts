import type { CDPSession, Page } from "@playwright/test";

export interface Memory {
  /** Objects of scripts. */
  heap: number;
  /** Of documents: elements, styles. */
  documents: number;
  /** Array buffers. */
  buffers: number;
}

interface HeapUsage {
  usedSize: number;
  embedderHeapUsedSize: number;
  backingStorageSize: number;
}

/** Asks V8 what a page and its worker hold once all rubbish is gone, in bytes. */
export class MemoryProbe {
  private answers = new Map<number, (result: never) => void>();
  private worker = "";
  private asked = 0;

  private constructor(private readonly page: CDPSession) {
    page.on("Target.attachedToTarget", ({ sessionId, targetInfo }) => {
      if (targetInfo.type === "worker") this.worker = sessionId;
    });
    page.on("Target.receivedMessageFromTarget", ({ message }) => {
      const { id, result } = JSON.parse(message);
      this.answers.get(id)?.(result as never);
    });
  }

  static async of(page: Page): Promise<MemoryProbe> {
    const session = await page.context().newCDPSession(page);
    const probe = new MemoryProbe(session);
    await session.send("Target.setAutoAttach", {
      autoAttach: true,
      waitForDebuggerOnStart: false,
      flatten: false,
    });
    return probe;
  }

  async ofPage(): Promise<Memory> {
    await this.page.send("HeapProfiler.collectGarbage");
    return memoryOf((await this.page.send("Runtime.getHeapUsage")) as HeapUsage);
  }

  async ofWorker(): Promise<Memory> {
    await this.tell("HeapProfiler.collectGarbage");
    return memoryOf(await this.tell<HeapUsage>("Runtime.getHeapUsage"));
  }

  private async tell<Result = unknown>(method: string): Promise<Result> {
    const id = ++this.asked;
    const answer = new Promise<Result>((resolve) => this.answers.set(id, resolve));
    const message = JSON.stringify({ id, method });
    await this.page.send("Target.sendMessageToTarget", { sessionId: this.worker, message });
    return answer;
  }
}

const memoryOf = (usage: HeapUsage): Memory => ({
  heap: usage.usedSize,
  documents: usage.embedderHeapUsedSize,
  buffers: usage.backingStorageSize,
});
