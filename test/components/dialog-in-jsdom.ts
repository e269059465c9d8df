// jsdom knows the dialog element but not how to open one: enough of it for tests. Import for its effect.
Object.assign(HTMLDialogElement.prototype, {
  showModal(this: HTMLDialogElement) {
    this.open = true;
    this.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.close();
    });
    this.querySelector<HTMLElement>('input, select, button')?.focus();
  },
  close(this: HTMLDialogElement) {
    if (!this.open) return;
    this.open = false;
    this.dispatchEvent(new Event('close'));
  },
});
