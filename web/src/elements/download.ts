/** Long enough for a browser that asks where to put it. */
const kept = 60_000;

/** Puts a file among the downloads; nothing is sent anywhere. */
export function download(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), kept);
}
