// Clients that openapi-typescript makes of the documents, typed calls, and a violation that comes back as documented.

import assert from "node:assert/strict";
import createClient from "openapi-fetch";
import type { paths as DataExchange } from "./dataexchange.js";
import type { paths as CoffeeShop } from "./main.js";
import type { paths as Mgn } from "./mgn.js";
import type { components, paths as Panorama } from "./panorama.js";

function server(name: string): { baseUrl: string } {
    const baseUrl = process.env[`SERVER_${name}`];
    assert(baseUrl, "run this by `cargo xtask openapi-proof --tool typescript`");
    return { baseUrl };
}

const shop = createClient<CoffeeShop>(server("MAIN"));

const menu = await shop.GET("/menu");
assert.equal(menu.response.status, 200);
for (const item of menu.data?.items ?? []) {
    const type: "DRIP" | "POUR_OVER" | "LATTE" | "ESPRESSO" | "COLD_BREW" = item.type;
    assert(type.length > 0 && typeof item.description === "string");
}

const created = await shop.POST("/order", { body: { coffeeType: "LATTE" } });
assert(created.data);
const { id, status }: { id: string; status: "IN_PROGRESS" | "COMPLETED" } = created.data;
assert(id && status);
const order = await shop.GET("/order/{id}", { params: { path: { id } } });
assert(order.data?.coffeeType);

// The types know no patterns, so the server sees this one.
const broken = await shop.GET("/order/{id}", { params: { path: { id: "1" } } });
assert.equal(broken.response.status, 400);
assert.equal(broken.response.headers.get("x-amzn-errortype"), "ValidationException");
assert(broken.error && "message" in broken.error);
assert.match(broken.error.message ?? "", /^1 validation error detected\. Value at '\/id' failed to satisfy constraint/);

// @ts-expect-error: a value that the enum does not have
await shop.POST("/order", { body: { coffeeType: "TEA" } });
// @ts-expect-error: a required member is missing
await shop.POST("/order", { body: {} });

const panorama = createClient<Panorama>(server("PANORAMA"));
const tags = Object.fromEntries(Array.from({ length: 51 }, (_, number) => [`key-${number}`, "value"]));
const tagged = await panorama.POST("/packages", { body: { PackageName: "people_counter", Tags: tags } });
assert.equal(tagged.response.status, 400);
assert(tagged.error);
const error: components["schemas"]["RefusedResponseContent"] = tagged.error as typeof error;
assert.deepEqual(error.fieldList?.map((field) => field.path), ["/Tags"]);
const accepted = await panorama.POST("/packages", { body: { PackageName: "people_counter", Tags: { team: "vision" } } });
assert.equal(accepted.response.status, 200);
const job = await panorama.GET("/packages/import-jobs/{JobId}", { params: { path: { JobId: "job-1" } } });
assert.equal(job.response.status, 200);
const when: number | undefined = job.data?.CreatedTime;
assert(when === undefined || typeof when === "number");
const imported = await panorama.POST("/packages/import-jobs", {
    body: {
        ClientToken: "token",
        InputConfig: {},
        JobType: "NODE_PACKAGE_VERSION",
        OutputConfig: { PackageVersionOutputConfig: { PackageName: "people_counter", PackageVersion: "1.0" } },
    },
});
assert.equal(imported.response.status, 200);

const exchange = createClient<DataExchange>(server("DATAEXCHANGE"));
const made = await exchange.POST("/v1/jobs", { body: { Type: "EXPORT_ASSETS_TO_S3", Details: {} } });
assert(made.response.ok, JSON.stringify(made.error));

const mgn = createClient<Mgn>(server("MGN"));
const started = await mgn.POST("/StartImport", { body: { s3BucketSource: { s3Bucket: "inventories", s3Key: "a.csv" } } });
assert.equal(started.response.status, 202, JSON.stringify(started.error));
console.log("5 operations of 3 services and 3 of the coffee shop were called, 2 violations were reported");
