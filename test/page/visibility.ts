// jsdom does not know what is visible; browsers do. As much of it as the pages here need.

/** Gives elements a checkVisibility that knows `hidden`, inline styles and closed dialogs. */
export function installVisibility(): void {
  Element.prototype.checkVisibility = function isVisible(this: Element): boolean {
    return !this.closest(
      '[hidden],dialog:not([open]),template,[style*="display:none"],[style*="display: none"],[style*="opacity:0"],[style*="visibility:hidden"]',
    );
  };
}
