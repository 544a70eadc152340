/** Currencies and their decimals, by the ISO 4217 list (amendments to 2026-01): a locale library's habits differ (HUF, IDR, IQD). */
import type { Currency } from "./money.js";

/** By exponent. Codes without decimals of their own (gold, drawing rights, test codes) are no money to pay with. */
const CODES: readonly (readonly [exponent: number, codes: string])[] = [
  [0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"],
  [
    2,
    `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY
     COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS
     INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR
     MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP
     STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG`,
  ],
  [3, "BHD IQD JOD KWD LYD OMR TND"],
  [4, "CLF UYW"],
  // Withdrawn since 2021: logs of the past still carry them.
  [2, "ANG BGN CUC HRK SLL ZWL"],
];

const EXPONENTS: ReadonlyMap<string, number> = new Map(
  CODES.flatMap(([exponent, codes]) => codes.split(/\s+/).map((code) => [code, exponent] as const)),
);

/** Every code that `currencyOf` knows. */
export const CURRENCY_CODES: readonly string[] = [...EXPONENTS.keys()];

/** The currency of an ISO 4217 code in capitals, or null if the list has none of that name. */
export function currencyOf(code: string): Currency | null {
  const exponent = EXPONENTS.get(code);
  return exponent === undefined ? null : { code, exponent };
}
