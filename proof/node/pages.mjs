// Shows the pages of documents in a browser without a network: each operation must be there, and nothing may fail.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const folder = process.env.OPENAPI_DOCUMENTS;
assert(folder, "run this by `cargo xtask openapi-proof --tool browser`");

const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"],
});
try {
    for (const service of process.argv.slice(2)) {
        console.log(`${service}: ${await show(service)}`);
    }
} finally {
    await browser.close();
}

async function show(service) {
    const file = path.join(folder, `${service}.html`);
    const document = JSON.parse(await readFile(path.join(folder, `${service}-3.1.json`), "utf8"));
    const context = await browser.newContext({ viewport: { width: 1100, height: 900 }, colorScheme: "light" });
    const page = await context.newPage();
    const faults = [];
    const address = pathToFileURL(file).href;
    // The page is all that it needs.
    await context.route("**/*", (route) => {
        const url = route.request().url();
        if (url === address) return route.continue();
        faults.push(`request of ${url}`);
        return route.abort();
    });
    page.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) faults.push(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
    await page.goto(address);
    const operations = Object.entries(document.paths).flatMap(([path, item]) =>
        Object.values(item).map((operation) => ({ path, id: operation.operationId })),
    );
    await page.locator(".opblock").first().waitFor();
    assert.equal(await page.locator(".opblock").count(), operations.length, `${service}: operations`);
    for (const { path, id } of operations) {
        const element = page.locator(`.opblock[id$="-${id}"]`);
        assert.equal(await element.count(), 1, `${service}: ${id} is not on the page`);
        // Opened, it shows where requests go and what comes back.
        await element.locator(".opblock-summary-control").click();
        await element.locator(".responses-table").waitFor();
        assert.equal(await element.locator(".opblock-summary-path").getAttribute("data-path"), path);
        await element.locator(".responses-table .model-example").first().waitFor();
    }
    const picture = await page.screenshot({ fullPage: true });
    await writeFile(path.join(folder, `${service}.png`), picture);
    assert.deepEqual(await page.locator(".errors-wrapper .error-wrapper").allInnerTexts(), [], service);
    assert.deepEqual(faults, [], service);
    const size = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    assert(size[0] <= size[1], `${service}: the page is wider than the window`);
    const { colors, share } = await look(picture);
    // Text on paper: most of it is one color, and the letters have many shades.
    assert(colors >= 32, `${service}: the picture has ${colors} colors`);
    assert(share > 0.2 && share < 0.995, `${service}: the most frequent color covers ${share} of the picture`);
    await context.close();
    return `${operations.length} operations, ${colors} colors`;
}

/** How many colors a picture has, and how much of it the most frequent one covers. */
async function look(picture) {
    const page = await browser.newPage();
    const found = await page.evaluate(async (data) => {
        const image = new Image();
        image.src = data;
        await image.decode();
        const canvas = new OffscreenCanvas(image.width, Math.min(image.height, 4000));
        const context = canvas.getContext("2d");
        context.drawImage(image, 0, 0);
        const pixels = new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
        const counts = new Map();
        pixels.forEach((pixel) => counts.set(pixel, (counts.get(pixel) ?? 0) + 1));
        return { colors: counts.size, share: Math.max(...counts.values()) / pixels.length };
    }, `data:image/png;base64,${picture.toString("base64")}`);
    await page.close();
    return found;
}
