/** Lines, figures, drawings and tables of the text report. */
import { describe, expect, it } from "vitest";
import { count, counted, dayNumber, moment, money, percent } from "../../src/report/layout/figures.js";
import { clip, cut, type Line, shorten, span } from "../../src/report/layout/line.js";
import { bar, inGroups, sparkline } from "../../src/report/layout/marks.js";
import { sanitize } from "../../src/report/layout/sanitize.js";
import { figureColumn, layoutTable, textColumn } from "../../src/report/layout/table.js";
import { topOf } from "../../src/report/layout/top.js";
import { wrap } from "../../src/report/layout/wrap.js";

const textOf = (line: Line) => line.map((piece) => piece.text).join("");

describe("figures", () => {
  it("group thousands", () => {
    expect([0, 999, 1000, 1234567].map((n) => count(n))).toEqual(["0", "999", "1,000", "1,234,567"]);
    expect(money(1234560, 2)).toBe("12,345.60");
    expect(money(-123456789n, 3)).toBe("-123,456.789");
    expect(money(1234567, 0)).toBe("1,234,567");
  });

  it("round percentages half up to a tenth, and never show a wrong 0", () => {
    expect([percent(1, 3), percent(1, 2000), percent(1, 2001), percent(0, 5), percent(5, 0)]).toEqual([
      "33.3%",
      "0.1%",
      "<0.1%",
      "0.0%",
      "–",
    ]);
    expect(percent(30n, 2n)).toBe("1,500.0%");
  });

  it("count in words, and shorten moments", () => {
    expect([counted(1, "payment"), counted(2n, "payment"), counted(0, "day")]).toEqual([
      "1 payment",
      "2 payments",
      "0 days",
    ]);
    expect(moment("2026-03-02T14:05:09.250+08:00")).toBe("2026-03-02 14:05");
    expect(dayNumber("1970-01-31")).toBe(30);
  });
});

describe("marks", () => {
  it("draw bars to an eighth of a cell, and anything above 0", () => {
    expect([bar(0, 4), bar(0.0001, 4), bar(0.5, 4), bar(0.53125, 4), bar(1, 4), bar(7, 4)]).toEqual([
      "",
      "▏",
      "██",
      "██▏",
      "████",
      "████",
    ]);
  });

  it("draw sparklines scaled to the largest", () => {
    expect(sparkline([0, 1, 2, 4, 8])).toBe("·▁▂▄█");
    expect(sparkline([0, 0])).toBe("··");
    expect(inGroups([1, 2, 3, 4, 5], 2)).toEqual([3, 7, 5]);
  });
});

describe("lines", () => {
  it("count wide characters as two cells", () => {
    expect(span("周五").width).toBe(4);
    expect(cut("周五信用", 5)).toBe("周五");
    expect(shorten(span("周五信用卡"), 6).text).toBe("周五…");
    expect(textOf(clip([span("abc"), span("defgh")], 6))).toBe("abcde…");
  });

  it("replace what a terminal would obey", () => {
    expect(sanitize("a\u001b[0m\u009b\u202e\u200f\ud800b")).toBe("a�[0m����b");
    expect(sanitize("a\tb\nc\u2028d")).toBe("a b c d");
    expect(sanitize("周五 é 👩‍👩‍👧 ‌")).toBe("周五 é 👩‍👩‍👧 ‌");
  });

  it("wrap at blanks, and break what is longer than a line", () => {
    const lines = wrap("one two three abcdefghijklmno", { columns: 10, indent: 2 });
    expect(lines.map(textOf)).toEqual(["  one two", "  three", "  abcdefgh", "  ijklmno"]);
    expect(wrap("周五信用卡", { columns: 5, indent: 1 }).map(textOf)).toEqual([" 周五", " 信用", " 卡"]);
    expect(wrap("", { columns: 10 })).toEqual([]);
  });
});

describe("layoutTable", () => {
  const columns = [
    textColumn("name", [span("a-rather-long-name-of-a-campaign"), span("b")], { min: 5 }),
    textColumn("extra", [span("something"), span("")], { drop: 1 }),
    figureColumn("sum", [span("1.00"), span("1,000.00")]),
  ];
  const lines = (width: number) => layoutTable({ columns, rows: 2, width }).map((line) => textOf(line).trimEnd());

  it("aligns text left and figures right", () => {
    expect(lines(80)).toEqual([
      "  name                              extra           sum",
      "  a-rather-long-name-of-a-campaign  something      1.00",
      "  b                                            1,000.00",
    ]);
  });

  it("shortens names first, leaves columns out next, and then shortens names to their least width", () => {
    expect(lines(41)[1]).toBe("  a-rather-long-nam…  something      1.00");
    expect(lines(30)[1]).toBe("  a-rather-long-nam…      1.00");
    expect(lines(18)[1]).toBe("  a-rat…      1.00");
  });

  it("has no header line where no column has a header", () => {
    expect(layoutTable({ columns: [textColumn("", [span("x")])], rows: 1, width: 20 }).map(textOf)).toEqual(["  x"]);
  });
});

describe("topOf", () => {
  it("takes the first few in order; of equals the earlier", () => {
    const items = [3, 1, 2, 3, 1].map((key, place) => ({ key, place }));
    const top = topOf(items, 3, (a, b) => a.key - b.key);
    expect(top).toEqual([
      { key: 1, place: 1 },
      { key: 1, place: 4 },
      { key: 2, place: 2 },
    ]);
    expect(topOf(items, 0, (a, b) => a.key - b.key)).toEqual([]);
  });
});
