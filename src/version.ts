/** The version of this package, as `package.json` has it: a test keeps the two equal, so that the library needs no file to know it. */
export const VERSION = "0.1.0";
