// A test of the page: it fails too if the page reports an error.

import assert from "node:assert/strict";
import {mkdirSync} from "node:fs";
import {after, test} from "node:test";
import {fileURLToPath} from "node:url";
import {closeBrowser, openWindow} from "./browser.js";

const failures = fileURLToPath(new URL("../../target/page/failures/", import.meta.url));

after(closeBrowser);

/** A test with a window; open() gives it more of them. It fails if any window reports an error. */
export function pageTest(name, options, body) {
  if (!body) return pageTest(name, {}, options);
  test(name, async () => {
    const errors = [];
    const pages = [];
    const open = async more => {
      pages.push(await openWindow(errors, {...options, ...more}));
      return pages.at(-1);
    };
    try {
      await body(await open(), open);
    } catch (failure) {
      await takePictures(pages, name);
      throw errors.length === 0 ? failure : new Error(`${failure.message}\nThe page reported: ${errors}`, {cause: failure});
    } finally {
      for (const page of pages) await page.context().close();
    }
    assert.deepEqual(errors, [], "errors of the page");
  });
}

/** For the one who reads a failure: what each window showed. */
async function takePictures(pages, name) {
  mkdirSync(failures, {recursive: true});
  for (const [number, page] of pages.entries()) {
    const path = `${failures}${name.replace(/\W+/g, "-").slice(0, 80)}-${number + 1}.png`;
    await page.screenshot({path, fullPage: true}).catch(() => {});
  }
}
