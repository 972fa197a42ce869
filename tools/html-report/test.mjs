// Uses the reports in a folder as a reader does: by mouse and by keyboard, on a screen, a phone and on paper.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const [folder, pictures] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const screens = {
  light: { viewport: { width: 1280, height: 900 }, colorScheme: "light" },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
  phone: { viewport: { width: 390, height: 844 }, colorScheme: "light", hasTouch: true },
};

// Opens a report, and holds that nothing is loaded, complained of or run that is not the page's own.
async function open(name, screen, use) {
  const context = await browser.newContext({ ...screens[screen], reducedMotion: "reduce" });
  const page = await context.newPage();
  const [file, hash] = name.split("#");
  const address = `file://${folder}/${file}.html`;
  const complaints = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    const url = request.url().split("#")[0];
    if (url !== address && !url.startsWith("data:")) complaints.push(`asked for ${url}`);
  });
  await page.goto(hash ? `${address}#${hash}` : address);
  await use(page, context);
  assert.equal(await page.evaluate(() => window.ran), undefined, `${name}: a story ran its script`);
  assert.deepEqual(complaints, [], `${name}, ${screen}`);
  await context.close();
}

const picture = (page, name) => pictures && page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
const shown = (page) => page.locator(".card:visible").count();

// Contrast, names and roles, by the rules of WCAG 2.2 AA.
async function accessible(page, name) {
  // The policy of the page keeps scripts out; the browser itself may run one.
  const result = await page.evaluate(`(() => { ${axe}; return axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }); })()`);
  const faults = result.violations.map((fault) => `${fault.id}: ${fault.nodes.map((node) => node.html).join(" ")}`);
  assert.deepEqual(faults, [], `${name} is not accessible`);
}

const fits = (page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

for (const screen of Object.keys(screens)) {
  await open("one", screen, async (page) => {
    const mark = page.locator(".mark", { hasText: "were believed to" });
    await mark.click();
    const card = page.locator(".card.on");
    assert.match(await card.textContent(), /nobody is named as believing this/);
    assert.ok(await card.evaluate((each) => each === document.activeElement), "the card has the focus");
    await page.locator(".card", { hasText: "is a placeholder" }).locator("h4 a").click();
    const words = page.locator(".mark.on");
    assert.equal(await words.textContent(), "TK");
    assert.ok(await words.evaluate((each) => each === document.activeElement), "the words have the focus");
    assert.ok(await words.isVisible());

    const twice = page.locator(".mark", { hasText: "A source" });
    const found = new Set();
    for (let click = 0; click < 2; click++) {
      await twice.click();
      found.add(await page.locator(".card.on h4").textContent());
    }
    assert.equal(found.size, 2, "a second click on words with two findings goes to the other");
    assert.ok(await fits(page), `${screen}: nothing is wider than the screen`);
    await accessible(page, `one, ${screen}`);
    await picture(page, screen);
  });
}

await open("one", "light", async (page) => {
  // Each card beside its words, none over another, in the order of the story.
  const boxes = await page.locator(".card:visible").evaluateAll((cards) => cards.map((card) => card.getBoundingClientRect().toJSON()));
  boxes.slice(1).forEach((box, at) => assert.ok(box.top >= boxes[at].bottom, "two cards lie over each other"));
  const mark = page.locator(".mark", { hasText: "TK" });
  await mark.click();
  const beside = Math.abs((await mark.boundingBox()).y - (await page.locator(".card.on").boundingBox()).y);
  assert.ok(beside < 8, `the card that was chosen stands beside its words, not ${beside} pixels off`);

  const all = await shown(page);
  const level = page.getByRole("checkbox", { name: /^error/ });
  await level.uncheck();
  assert.equal(await shown(page), 7, "warnings alone");
  assert.equal(await page.locator(".mark.error:not(.off)").count(), 0);
  await level.check();
  await page.getByRole("checkbox", { name: /^sources/ }).uncheck();
  assert.equal(await shown(page), all - 4);
  await page.getByRole("checkbox", { name: /^sources/ }).check();
  await page.getByRole("checkbox", { name: /^note/ }).check();
  assert.equal(await shown(page), all + 1, "notes are shown once they are asked for");
  await page.getByRole("searchbox").fill("placeholder");
  assert.equal(await shown(page), 1);
  assert.equal(await page.locator("#shown").textContent(), "1 finding shown");
  await page.getByRole("searchbox").fill("");

  // By keyboard alone: to the first mark, its card, back to its words; then to the other tab.
  await page.locator(".mark").first().focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.className), "card warning on");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.match(await page.evaluate(() => document.activeElement.className), /^mark/);
  await page.getByRole("tab", { name: "Story" }).focus();
  await page.keyboard.press("ArrowRight");
  assert.ok(await page.getByRole("tab", { name: "Sources and structure" }).evaluate((tab) => tab === document.activeElement));
  const sources = page.getByRole("tabpanel").getByRole("table");
  assert.match(await sources.textContent(), /Tomas Vierling.*named.*the line's chief engineer/s);
  assert.match(await page.getByRole("tabpanel").textContent(), /speaker: named, by sentence/);
  await accessible(page, "sources and structure");
  await picture(page, "structure");
});

for (const screen of ["light", "phone"]) {
  await open("many", screen, async (page) => {
    const rows = page.locator("#index tbody tr:visible");
    assert.equal(await rows.count(), 5, "stories with findings");
    assert.equal(await page.locator(".story:visible").count(), 0);
    assert.ok(await fits(page), `${screen}: the index is not wider than the screen`);
    await accessible(page, `index, ${screen}`);
    await picture(page, `index-${screen}`);
    await page.getByRole("checkbox", { name: "stories without findings" }).check();
    assert.equal(await rows.count(), 6);
    await page.getByRole("button", { name: "warnings" }).click();
    assert.match(await rows.first().textContent(), /night ferry/);
    assert.match(await rows.last().textContent(), /0$/);
    await page.getByRole("searchbox").fill("bridge");
    assert.equal(await rows.count(), 1);
    await page.getByRole("link", { name: /why the bridge closed/ }).click();
    await page.locator(".story:visible h2", { hasText: "records.jsonl#bridge" }).waitFor();
    await page.getByRole("searchbox").fill("");
    await page.getByRole("button", { name: "Next story" }).click();
    await page.locator(".story:visible .headline", { hasText: /./ }).first().waitFor();
    assert.ok(await fits(page));
    await page.goBack();
    await page.locator(".story:visible h2", { hasText: "records.jsonl#bridge" }).waitFor();
    await page.getByRole("button", { name: "All stories" }).click();
    await page.locator("#index").waitFor();
  });
}

for (const story of [2, 3]) {
  await open(`many#s${story}`, "dark", async (page) => {
    const copy = page.locator(".story:visible .copy");
    assert.match(await copy.textContent(), /<script>window\.ran = true<\/script>/, "the script is words of the story");
    assert.equal(await copy.locator("script, img, iframe").count(), 0);
    assert.equal(await copy.locator("a:not([href^='#'])").count(), 0, "no link leads out of the page");
    if (story === 2) assert.match(await copy.textContent(), /<U\+202E>delaes/, "what would turn the words is shown");
    await accessible(page, `hostile, ${story}`);
    await picture(page, `hostile-${story}`);
  });
}

await open("quiet", "light", async (page) => {
  assert.match(await page.locator("#overview").textContent(), /nothing found in 1 article/);
  assert.ok(await page.getByText("who runs the library").first().isVisible());
  await accessible(page, "a story without findings");
});

await open("one", "light", async (page) => {
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 720, height: 1000 });
  assert.equal(await page.locator("#filters").isVisible(), false);
  const order = await page.locator(".copy > :is(.block, .cards)").evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect().top));
  assert.deepEqual(order, [...order].sort((one, other) => one - other), "cards stand below their words on paper");
  assert.ok((await page.pdf({ format: "A4" })).length > 10_000);
  await picture(page, "print");
});

const plain = await browser.newContext({ javaScriptEnabled: false });
const page = await plain.newPage();
await page.goto(`file://${folder}/many.html`);
assert.ok(await page.locator(".story .card").first().isVisible(), "without scripts everything stands one below the other");
assert.ok(await page.locator("#index").isVisible());
await browser.close();
console.log("the html report holds in a browser: marks, cards, filters, search, keyboard, index, phone, paper, contrast, hostile stories");
