// Opens the pages in Chromium, wide and narrow, with JavaScript and without, and looks at them as a visitor would.
// BASE is the address of the portal; LOOKUP_CODE and LOOKUP_SECRET, when given, belong to a dossier that exists.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";

const base = process.env.BASE;
const shots = process.env.SHOTS ?? "target/browser";
// Where the two pictures of the README go; they are taken only when it is given.
const pictures = process.env.PICTURES;
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const dossier = { code: process.env.LOOKUP_CODE, secret: process.env.LOOKUP_SECRET };
const WEIGHT = 60_000;
const WIDTHS = [1280, 320];
const BANNERS = { vi: "Bản trình diễn – không phải trang chính thức", en: "Demonstration – not an official site" };

let checks = 0;
const faults = [];

/** Counts a check, and keeps what is wrong. */
function expect(right, place, what) {
  checks += 1;
  if (!right) faults.push(`${place}: ${what}`);
}

/** A visitor: a fresh browser profile that notes everything a page must not do. */
async function visit(browser, options, work) {
  const context = await browser.newContext({ viewport: { width: options.width, height: 900 }, ...options });
  const page = await context.newPage();
  const seen = { errors: [], foreign: [], bytes: 0 };
  page.on("console", (message) => {
    // Browsers report a page that answers with an error status; its status is checked by itself.
    const isStatus = message.text().startsWith("Failed to load resource") && message.location().url === page.url();
    if (message.type() === "error" && !isStatus) seen.errors.push(message.text());
  });
  page.on("pageerror", (error) => seen.errors.push(error.message));
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== new URL(base).origin) seen.foreign.push(request.url());
  });
  const protocol = await context.newCDPSession(page);
  await protocol.send("Network.enable");
  protocol.on("Network.loadingFinished", ({ encodedDataLength }) => (seen.bytes += encodedDataLength));
  try {
    await work(page, seen);
  } finally {
    await context.close();
  }
}

/** What holds for every page. */
async function inspect(page, seen, place, lang) {
  const found = await page.evaluate(() => ({
    headings: document.querySelectorAll("h1").length,
    title: document.title,
    lang: document.documentElement.lang,
    banner: document.querySelector(".banner")?.innerText.trim(),
    overflow: document.documentElement.scrollWidth - window.innerWidth,
    small: [...document.querySelectorAll("button, input, summary, nav a, .button, .years a")]
      .filter((element) => element.getClientRects().length > 0 && element.getBoundingClientRect().height < 44)
      .map((element) => element.outerHTML.slice(0, 80)),
    ids: [...document.querySelectorAll("[id]")].map((element) => element.id),
    unnamed: [...document.querySelectorAll("svg:not([aria-hidden])")].filter((svg) => !svg.querySelector("title")?.textContent).length,
  }));
  expect(found.headings === 1, place, `${found.headings} h1`);
  expect(/^(?!\s*–).+ – Một Cửa$/.test(found.title), place, `title "${found.title}"`);
  expect(found.lang === lang, place, `lang ${found.lang}`);
  expect(found.banner === BANNERS[lang], place, `banner "${found.banner}"`);
  expect(found.overflow <= 0, place, `${found.overflow} px of horizontal scroll`);
  expect(found.small.length === 0, place, `targets under 44 px: ${found.small.join(" ")}`);
  expect(new Set(found.ids).size === found.ids.length, place, "an id is there twice");
  expect(found.unnamed === 0, place, `${found.unnamed} drawings without a title`);
  expect(seen.errors.length === 0, place, `console: ${seen.errors.join(" | ")}`);
  expect(seen.foreign.length === 0, place, `other hosts: ${seen.foreign.join(" ")}`);
  return found.title;
}

async function shoot(page, name) {
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
}

/** Opens an address and looks at it. */
async function open(page, seen, path, place, lang, status = 200) {
  const answer = await page.goto(new URL(path, base).href, { waitUntil: "load" });
  expect(answer.status() === status, place, `status ${answer.status()}`);
  return inspect(page, seen, place, lang);
}

/** The two pages, and that the first view is light. */
async function bothPages(browser, width, javaScriptEnabled, lang) {
  const name = (page) => `${page}-${lang}-${width}-${javaScriptEnabled ? "js" : "nojs"}`;
  const titles = new Set();
  for (const [page, path] of [["home", `/?lang=${lang}`], ["look-up", `/tra-cuu?lang=${lang}`]]) {
    await visit(browser, { width, javaScriptEnabled }, async (tab, seen) => {
      titles.add(await open(tab, seen, path, name(page), lang));
      expect(seen.bytes <= WEIGHT, name(page), `${seen.bytes} bytes transferred`);
      await shoot(tab, name(page));
    });
  }
  expect(titles.size === 2, `${lang}-${width}`, "both pages have the same title");
}

/** An empty and a wrong question are answered on the page; a right one with the dossier. */
async function lookUp(browser, width, javaScriptEnabled) {
  const place = `look-up-journey-${width}-${javaScriptEnabled ? "js" : "nojs"}`;
  await visit(browser, { width, javaScriptEnabled }, async (page, seen) => {
    await open(page, seen, "/tra-cuu", place, "vi");
    await send(page);
    await inspect(page, seen, `${place}-empty`, "vi");
    expect((await page.title()).startsWith("Lỗi:"), place, "no error in the title");
    const focused = page.locator(".summary:focus");
    if (javaScriptEnabled) expect((await focused.count()) === 1, place, "the summary of errors has no focus");
    expect((await page.locator(".summary a").count()) === 2, place, "not both errors are listed");
    await shoot(page, `${place}-empty`);
    await page.fill("#code", "H35.99-221206-9999");
    await page.fill("#secret", "00000000");
    await send(page);
    await inspect(page, seen, `${place}-wrong`, "vi");
    expect(!page.url().includes("0000"), place, "the secret is in the address");
    if (!dossier.code) return;
    await page.fill("#code", dossier.code);
    await page.fill("#secret", dossier.secret);
    await send(page);
    await inspect(page, seen, `${place}-found`, "vi");
    expect((await page.locator(".timeline li").count()) > 0, place, "no timeline");
    expect(!page.url().includes(dossier.secret), place, "the secret is in the address");
    await shoot(page, `${place}-found`);
  });
}

async function send(page) {
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), page.click("main form button")]);
}

/** Each offered role signs in at one click and out again. */
async function roles(browser, width, javaScriptEnabled) {
  const place = `roles-${width}-${javaScriptEnabled ? "js" : "nojs"}`;
  await visit(browser, { width, javaScriptEnabled }, async (page, seen) => {
    await open(page, seen, "/", place, "vi");
    const offered = await page.locator("#dang-nhap button").count();
    for (let role = 0; role < offered; role += 1) {
      await Promise.all([page.waitForURL("**/toi"), page.locator("#dang-nhap button").nth(role).click()]);
      await inspect(page, seen, `${place}-${role}`, "vi");
      await shoot(page, `${place}-${role}`);
      await Promise.all([page.waitForURL((url) => url.pathname === "/"), page.click(".me-head button")]);
    }
  });
}

/** The first dossier of the citizen's page, and each form of it: a sheet that fits the screen, with a code to scan. */
async function forms(browser, width, javaScriptEnabled) {
  const place = `forms-${width}-${javaScriptEnabled ? "js" : "nojs"}`;
  await visit(browser, { width, javaScriptEnabled }, async (page, seen) => {
    await open(page, seen, "/", place, "vi");
    const citizen = page.locator("#dang-nhap li", { hasText: "Công dân" }).first().locator("button");
    if ((await citizen.count()) === 0) return;
    await Promise.all([page.waitForURL("**/toi"), citizen.click()]);
    const dossiers = page.locator("th a[href^='/ho-so/']");
    // The oldest that has a code; while a year begins there may be none.
    const accepted = dossiers.filter({ hasText: /^[A-Z]\d\d\./ }).first();
    if ((await accepted.count()) === 0) return;
    await Promise.all([page.waitForURL("**/ho-so/*"), accepted.click()]);
    await inspect(page, seen, `${place}-dossier`, "vi");
    await shoot(page, `${place}-dossier`);
    const addresses = await page.locator(".forms span a").evaluateAll((links) => links.map((link) => link.href));
    expect(addresses.length > 0, place, "no form is offered");
    for (const address of addresses) {
      const name = `${place}-${address.split("/").at(-2)}`;
      const answer = await page.goto(address, { waitUntil: "load" });
      expect(answer.status() === 200, name, `status ${answer.status()}`);
      await sheet(page, seen, name);
    }
  });
}

/** What holds for every form. */
async function sheet(page, seen, name) {
  const found = await page.evaluate(() => ({
    headings: document.querySelectorAll("h1").length,
    overflow: document.documentElement.scrollWidth - window.innerWidth,
    // The hash of its style sheet lets it in, or it is not there.
    styled: getComputedStyle(document.querySelector(".sheet")).backgroundColor === "rgb(255, 255, 255)",
    cut: [...document.querySelectorAll("td, th, p")]
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .map((element) => element.textContent.slice(0, 40)),
  }));
  expect(found.headings === 1, name, `${found.headings} h1`);
  expect(found.overflow <= 0, name, `${found.overflow} px of horizontal scroll`);
  expect(found.styled, name, "its style sheet was refused");
  expect(found.cut.length === 0, name, `cut off: ${found.cut.join(" | ")}`);
  expect(seen.errors.length === 0, name, `console: ${seen.errors.join(" | ")}`);
  expect(seen.foreign.length === 0, name, `other hosts: ${seen.foreign.join(" ")}`);
  await shoot(page, name);
}

/** The button of a fee leads to the payment page, and the page of the way back to the dossier. */
async function payment(browser, width, javaScriptEnabled) {
  const place = `payment-${width}-${javaScriptEnabled ? "js" : "nojs"}`;
  await visit(browser, { width, javaScriptEnabled }, async (page, seen) => {
    await open(page, seen, "/", place, "vi");
    const citizen = page.locator("#dang-nhap li", { hasText: "Công dân" }).first().locator("button");
    if ((await citizen.count()) === 0) return;
    await Promise.all([page.waitForURL("**/toi"), citizen.click()]);
    const owing = await firstOwing(page);
    if (!owing) return;
    await inspect(page, seen, `${place}-dossier`, "vi");
    await shoot(page, `${place}-dossier`);
    const back = `/thanh-toan?dossier=${owing.split("/").at(-1)}`;
    await open(page, seen, back, `${place}-waiting`, "vi");
    await shoot(page, `${place}-waiting`);
    await page.goto(owing);
    // The policy of the page must let the form through to where it is sent on.
    await Promise.all([page.waitForURL((url) => url.pathname.endsWith("/pay")), page.click(".forms form button")]);
    // That page is another's; only that it was reached counts.
    await page.waitForLoadState("networkidle");
    seen.errors.length = 0;
    seen.foreign.length = 0;
    await open(page, seen, back, `${place}-back`, "vi");
    await shoot(page, `${place}-back`);
    await page.click("main .choices a:last-child");
    await inspect(page, seen, `${place}-after`, "vi");
  });
}

/** Opens the citizen's dossiers in turn up to the first that owes something, and gives its address. */
async function firstOwing(page) {
  const dossiers = await page.locator("th a[href^='/ho-so/']").evaluateAll((links) => links.map((link) => link.href));
  for (const address of dossiers) {
    await page.goto(address);
    if ((await page.locator(".forms form button").count()) > 0) return address;
  }
  return null;
}

/** The register of an office for the days its page offers. */
async function register(browser, width) {
  const place = `register-${width}`;
  await visit(browser, { width }, async (page, seen) => {
    await open(page, seen, "/", place, "vi");
    const counter = page.locator("#dang-nhap li", { hasText: "Công chức một cửa" }).first().locator("button");
    if ((await counter.count()) === 0) return;
    await Promise.all([page.waitForURL("**/toi"), counter.click()]);
    await inspect(page, seen, place, "vi");
    await shoot(page, place);
    await Promise.all([page.waitForURL("**/so-theo-doi?*"), page.click(".register button >> nth=0")]);
    await sheet(page, seen, `${place}-sheet`);
  });
}

/** While the year plays, numbers change by themselves; without JavaScript there is a link. */
async function playing(browser) {
  await visit(browser, { width: 1280 }, async (page, seen) => {
    await page.goto(base);
    if ((await page.locator("[data-stream]").count()) === 0) return;
    const today = page.locator("[data-live=play-dossiers]");
    const before = await today.innerText();
    await page.waitForTimeout(3500);
    if ((await page.locator("[data-stream]").count()) === 0) return;
    expect((await today.innerText()) !== before, "playing", "the numbers stand still");
    expect(!(await page.locator("[data-reload]").isVisible()), "playing", "the link to reload is still there");
    await inspect(page, seen, "playing", "vi");
  });
  await visit(browser, { width: 1280, javaScriptEnabled: false }, async (page) => {
    await page.goto(base);
    if ((await page.locator("[data-stream]").count()) === 0) return;
    expect(await page.locator("[data-reload] a").isVisible(), "playing-nojs", "no link to reload");
  });
}

/** Other ways to see: dark, forced colours, large text, print. */
async function moods(browser) {
  const moods = { dark: { colorScheme: "dark" }, forced: { forcedColors: "active" }, zoom: { deviceScaleFactor: 4 } };
  for (const [mood, options] of Object.entries(moods)) {
    for (const [page, path] of [["home", "/"], ["look-up", "/tra-cuu"]]) {
      await visit(browser, { width: mood === "zoom" ? 320 : 1280, ...options }, async (tab, seen) => {
        await open(tab, seen, path, `${page}-${mood}`, "vi");
        if (mood !== "zoom") await shoot(tab, `${page}-${mood}`);
      });
    }
  }
  await visit(browser, { width: 800 }, async (page) => {
    await page.goto(base);
    await page.emulateMedia({ media: "print" });
    expect(!(await page.locator("nav").isVisible()), "home-print", "the navigation is printed");
    await shoot(page, "home-print");
  });
}

/** The pictures of the README, of one size: the year, and the first dossier of the citizen. */
async function takePictures(browser) {
  const size = { width: 1280, height: 1500 };
  await visit(browser, { width: size.width, viewport: size }, async (page, seen) => {
    await open(page, seen, "/?lang=en", "picture-year", "en");
    await page.screenshot({ path: join(pictures, "year.png") });
    await Promise.all([page.waitForURL("**/toi"), page.locator("#dang-nhap button").first().click()]);
    const dossier = page.locator("th a[href^='/ho-so/']").filter({ hasText: /^[A-Z]\d\d\./ }).first();
    await Promise.all([page.waitForURL("**/ho-so/*"), dossier.click()]);
    await inspect(page, seen, "picture-dossier", "en");
    await page.screenshot({ path: join(pictures, "dossier.png") });
  });
}

if (!base) {
  console.error("pages.mjs: BASE is not set");
  process.exit(2);
}
mkdirSync(shots, { recursive: true });
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"],
});
try {
  for (const width of WIDTHS) {
    for (const javaScriptEnabled of [true, false]) {
      for (const lang of ["vi", "en"]) await bothPages(browser, width, javaScriptEnabled, lang);
      await lookUp(browser, width, javaScriptEnabled);
      await roles(browser, width, javaScriptEnabled);
      await forms(browser, width, javaScriptEnabled);
      await payment(browser, width, javaScriptEnabled);
    }
    await register(browser, width);
  }
  await playing(browser);
  await moods(browser);
  if (pictures) await takePictures(browser);
} finally {
  await browser.close();
}
for (const fault of faults) console.error(`  ${fault}`);
console.log(`browser: ${checks} checks, ${faults.length} faults; screenshots in ${shots}`);
process.exit(faults.length === 0 ? 0 : 1);
