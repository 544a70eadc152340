/** The yardstick: csv-parse alone turns a file into arrays of strings, one a record, and keeps none of them. */
import { createReadStream } from "node:fs";
import { parse } from "csv-parse";

let records = 0;
for await (const record of createReadStream(process.argv[2]).pipe(parse())) records += record.length > 0 ? 1 : 0;
console.log(records);
