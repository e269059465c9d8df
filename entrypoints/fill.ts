// Injected on the click "Fill this page": finds the form, and later fills what the user chose. The panel reaches it by its name in this world,
// which the page's own scripts cannot see. Injected again, it goes on with what it knows, so that an undo stays possible.
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { createFormFiller, type FormFiller } from '@/lib/page/fill-form';

declare global {
  var lockstepFiller: FormFiller | undefined;
}

export default defineUnlistedScript(() => {
  globalThis.lockstepFiller ??= createFormFiller(document);
});
