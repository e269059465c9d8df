// Hands a file to the user as a download. No permission is needed for a link that is followed within a click's work.

/** Saves the content under this name. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser reads it on its own time.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
