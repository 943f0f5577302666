/** A place that takes files which are dropped on it, and shows while they are over it. */
export class DropRoom {
  isOver = false;

  constructor(
    private readonly changed: () => void,
    private readonly take: (files: readonly File[]) => void,
  ) {}

  readonly over = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.show(true);
  };

  readonly leave = (event: DragEvent): void => {
    const room = event.currentTarget as Element;
    if (!room.contains(event.relatedTarget as Node | null)) this.show(false);
  };

  readonly drop = (event: DragEvent): void => {
    this.show(false);
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    this.take(files);
  };

  private show(isOver: boolean): void {
    this.isOver = isOver;
    this.changed();
  }
}
