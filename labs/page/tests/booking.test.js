// The way of a customer from a new account to the tickets: with the mouse, with the keyboard, and in Indonesian.

import assert from "node:assert/strict";
import {button, enter, heading, link, misses, seat, sees} from "../browser.js";
import {PASSWORD, newCustomer, newShowtime, unique} from "../cinema.js";
import {pageTest} from "../page-test.js";

const newEmail = () => unique("visitor").replace(" ", "-") + "@example.com";
const isFocused = locator => locator.evaluate(element => element === document.activeElement).catch(() => false);

pageTest("a customer goes from a new account to the tickets and the timeline", async page => {
  const email = newEmail();
  await page.goto("/");
  await link(page, "Create an account").click(); // 1. register
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await button(page, "Create an account").click();
  await sees(heading(page, "Films"));
  await link(page, "Account").click();
  await sees(page.getByText(email));
  await button(page, "Log out").click();
  await sees(page.getByText("You are logged out."));

  await page.getByLabel("Email").fill(email); // 2. log in
  await page.getByLabel("Password").fill(PASSWORD);
  await button(page, "Log in").click();
  await page.getByLabel("Title").fill("Inception"); // 3. find a film
  await button(page, "Search").click();
  await link(page, "Inception").click();
  await sees(heading(page, "Showtimes"));
  await link(page, /until/).last().click();
  await sees(heading(page, "Inception"));

  await seat(page, "A1", "free").click(); // 4. choose seats
  await seat(page, "A2", "free").click();
  await sees(page.getByText(/^A1, A2: .*\d/));
  await button(page, "Book these seats").click(); // 5. hold
  await sees(heading(page, /^Order \d+$/));
  await sees(page.getByText(/The seats are yours for (9|10):\d\d more/));
  await button(page, /^Pay /).click(); // 6. pay
  await sees(page.getByText("The order is paid."));

  const timeline = page.getByRole("listitem"); // 7. timeline
  for (const event of ["held", "charged", "paid"]) await sees(timeline.filter({hasText: event}));
  await link(page, "Show the tickets").click(); // 8. tickets
  for (const name of ["A1", "A2"]) {
    await sees(heading(page, "Seat " + name));
    await sees(page.getByRole("img", {name: "QR code of seat " + name}));
  }
  await link(page, "My orders").click();
  await sees(page.getByRole("listitem").filter({hasText: "Inception"}).getByText("paid"));
});

pageTest("a ticket prints on a page of its own, without the frame", async page => {
  const {id} = await newShowtime();
  await enter(page, await newCustomer(), "/showtimes/" + id);
  await button(page, "Book the best seats").click();
  await button(page, /^Pay /).click();
  await link(page, "Show the tickets").click();
  await sees(heading(page, /^Seat /));
  await page.emulateMedia({media: "print"});
  await misses(page.getByRole("banner"));
  await misses(button(page, "Print"));
  const pdf = (await page.pdf()).toString("latin1");
  assert.equal(pdf.match(/\/Type\s*\/Page\b/g).length, 2, "one page for each of the two tickets");
});

pageTest("a reload keeps the session, and another tab has none", async page => {
  const account = await newCustomer();
  await enter(page, account, "/account");
  await sees(page.getByText(account.email));
  await page.reload();
  await sees(page.getByText(account.email));
  await page.reload(); // the refresh token of the first reload works once, so it was kept
  await sees(page.getByText(account.email));
  const other = await page.context().newPage();
  await other.goto("/#/account");
  await sees(heading(other, "Log in"));
});

pageTest("a copy of a tab asks for a login, and the original goes on", async page => {
  const account = await newCustomer();
  await enter(page, account, "/account");
  await sees(page.getByText(account.email));
  const [copy] = await Promise.all([page.waitForEvent("popup"), page.evaluate(() => void open(location.href))]);
  await sees(heading(copy, "Log in"));
  await copy.reload();
  await sees(heading(copy, "Log in"));
  await page.reload();
  await sees(page.getByText(account.email));
});

pageTest("an error stands beside its field, and has its focus", async page => {
  await page.goto("/#/register");
  await page.getByLabel("Email").fill("nobody");
  await page.getByLabel("Password").fill("short");
  await button(page, "Create an account").click();
  const email = page.getByLabel("Email");
  await sees(page.locator("[aria-invalid=true]"));
  assert.equal(await email.getAttribute("aria-invalid"), "true");
  assert.ok(await isFocused(email), "the first field with an error has the focus");
  for (const field of [email, page.getByLabel("Password")]) {
    const ids = (await field.getAttribute("aria-describedby")).split(" ");
    const text = await page.locator("#" + ids.at(-1)).innerText();
    assert.match(text, /must|at least|email/i);
  }
});

/** Presses Tab until the element has the focus. Each stop on the way shows that it has it. */
async function tabTo(page, locator) {
  await sees(locator);
  for (let stops = 0; !await isFocused(locator); stops++) {
    assert.ok(stops < 80, "the Tab key does not reach " + locator);
    await page.keyboard.press("Tab");
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
    const isBody = await page.evaluate(() => document.activeElement === document.body);
    assert.ok(isBody || outline !== "none", "the focus is visible");
  }
}

pageTest("a whole booking needs no mouse", async page => {
  const {title} = await newShowtime();
  const type = text => page.keyboard.type(text);
  const press = key => page.keyboard.press(key);
  await page.goto("/#/register");
  await tabTo(page, page.getByLabel("Email"));
  await type(newEmail());
  await tabTo(page, page.getByLabel("Password"));
  await type(PASSWORD);
  await press("Enter");
  await tabTo(page, page.getByLabel("Title"));
  await type(title);
  await press("Enter");
  await sees(page.getByText("1 film", {exact: true}));
  await tabTo(page, link(page, title));
  await press("Enter");
  await tabTo(page, link(page, /until/));
  await press("Enter");
  const grid = page.getByRole("grid", {name: "Seats"});
  await sees(grid);
  await tabTo(page, grid.locator("[tabindex='0']"));
  for (const key of ["ArrowUp", "ArrowUp", "ArrowUp", "ArrowUp", "Home", "ArrowDown", "ArrowRight"]) await press(key);
  assert.ok(await isFocused(seat(page, "B2", "free")), "the arrow keys lead to B2");
  await press("Space");
  await press("ArrowRight");
  await press("Space");
  await sees(page.getByText(/^B2, B3: /));
  await tabTo(page, button(page, "Book these seats"));
  await press("Enter");
  await tabTo(page, button(page, /^Pay /));
  await press("Enter");
  await tabTo(page, link(page, "Show the tickets"));
  await press("Enter");
  await sees(heading(page, "Seat B3"));
});

pageTest("the page speaks Indonesian to a browser that does", {locale: "id-ID"}, async page => {
  const {title} = await newShowtime();
  await page.goto("/");
  assert.equal(await page.locator("html").getAttribute("lang"), "id");
  await link(page, "Buat akun").click();
  await page.getByLabel("Email").fill("bukan email");
  await page.getByLabel("Kata sandi").fill(PASSWORD);
  await button(page, "Buat akun").click();
  await sees(page.locator("[aria-invalid=true]"));
  await page.getByLabel("Email").fill(newEmail());
  await button(page, "Buat akun").click();
  await page.getByLabel("Judul").fill(title);
  await button(page, "Cari").click();
  await link(page, title).click();
  await link(page, /sampai.*Rp\s45\.000/).click();
  await page.getByRole("gridcell", {name: "C4, kosong"}).click();
  await button(page, "Pesan kursi ini").click();
  await page.getByLabel("Kartu").selectOption("Kartu yang ditolak");
  await button(page, /^Bayar Rp\s45\.000/).click();
  await sees(page.getByText("Penyedia pembayaran menolak pembayaran ini."));
  await page.getByLabel("Kartu").selectOption("Kartu yang berhasil");
  await button(page, /^Bayar /).click();
  await link(page, "Tampilkan tiket").click();
  await sees(heading(page, "Kursi C4"));
});

pageTest("the switch of the language is kept", async page => {
  await page.goto("/");
  await button(page, "Bahasa Indonesia").click();
  await sees(button(page, "Masuk"));
  await page.reload();
  await sees(button(page, "Masuk"));
  await button(page, "English").click();
  await sees(button(page, "Log in"));
});

pageTest("genre and pages of the films are in the address", async page => {
  await enter(page, await newCustomer(), "/");
  await link(page, "Next").click();
  await sees(page.getByText(/^Page 2 of \d/));
  await page.reload();
  await sees(page.getByText(/^Page 2 of \d/));
  await page.getByLabel("Genre").selectOption("Animation");
  await button(page, "Search").click();
  await sees(page.getByText(/^\d+ films?$/));
  const cards = page.getByRole("main").getByRole("listitem");
  assert.equal(await cards.count(), await cards.filter({hasText: "Animation"}).count());
  assert.match(page.url(), /genre=Animation/);
});
