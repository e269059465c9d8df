// `npm run zip`: one package per store, in `.output/`, and for Firefox's reviewers the sources. What is packed lies in `.output/store/`,
// apart from the build that is tested, because it has no `key`: a store gives each extension an id of its own.
import { zip } from 'wxt';

for (const browser of ['chrome', 'edge', 'firefox']) {
  await zip({
    browser,
    outDirTemplate: `store/${browser}`,
    zip: { excludeSources: ['test-results/**', 'docs/store/images/**'] },
    hooks: {
      'build:manifestGenerated': (_wxt, manifest) => {
        delete manifest.key;
      },
    },
  });
}
