/** The library's door: what other programs may import from "promosim". Re-exports only. */

export type { Gate } from "./attack/defences/contract.js";
export type {
  AssumedAttacker,
  CampaignExposure,
  ExactExposure,
  RankedExposure,
  SimulatedExposure,
} from "./attack/exposure-document.js";
export { type AttackRequest, attack } from "./attack.js";
export type {
  CheckDocument,
  CheckResult,
  Mismatch,
  SuiteResult,
  Update,
  UpdateValue,
} from "./check/check-document.js";
export type { CheckProgress, CheckRequest } from "./check/request.js";
export { check } from "./check.js";
export type {
  CampaignDifferences,
  CompareDocument,
  ConditionResult,
  Difference,
  MeasuredDifference,
  RuleEdit,
  SponsorDifferences,
} from "./compare/compare-document.js";
export { ConditionError } from "./compare/conditions.js";
export { type CompareRequest, type Comparison, compare } from "./compare.js";
export {
  type AmountProbabilities,
  type CampaignDesign,
  type DesignFigures,
  type DesignOptions,
  design,
} from "./design.js";
export { AssertionFailed, InputError, type Position, type Problem } from "./domain/problem.js";
export type {
  AmountStory,
  CampaignStory,
  CampaignView,
  ChoiceStory,
  ExplainDocument,
  PaymentStory,
  RedemptionStory,
  RefundStory,
  ShareStory,
  TestStory,
} from "./explain/explain-document.js";
export { type ExplainRequest, type Explanation, explain } from "./explain.js";
export { type ExposureDocument, type ExposureOptions, exposure } from "./exposure.js";
export type {
  CampaignForecast,
  Exhaustion,
  ForecastBurnLine,
  ForecastDocument,
  Spread,
} from "./forecast/forecast-document.js";
export { type ForecastRequest, forecast, type PreparedForecast, prepareForecast } from "./forecast.js";
export { generateLog } from "./generate/generate-log.js";
export { generateMerchants, generateUsers } from "./generate/generate-tables.js";
export type { GenerateOptions } from "./generate/options.js";
export type { AttackBurnLine, AttackDocument, DefencesSummary, RankedAttack } from "./raid/attack-document.js";
export type { ReportDetails } from "./report/details.js";
export type {
  CampaignDetection,
  DetectionSummary,
  SuspectReason,
  SuspectSummary,
} from "./report/detection-document.js";
export type {
  BudgetSummary,
  BurnLine,
  CampaignDistributions,
  CampaignSummary,
  CashbackSummary,
  Contributions,
  CouponLine,
  DiscountSummary,
  Distributions,
  FitBin,
  FitSummary,
  HistogramBin,
  HourLine,
  InputSummary,
  MerchantLine,
  Minor,
  ReportDocument,
  SumBin,
  Totals,
  UserSummary,
  Warning,
} from "./report/document.js";
export { formatProblem } from "./report/format-problem.js";
export { renderJson } from "./report/formats/json.js";
export { renderText, type TextOptions } from "./report/formats/text.js";
export type {
  CheckoutSummary,
  InventoryLine,
  InventorySummary,
  OffersSummary,
  Shortfalls,
} from "./report/inventory-document.js";
export type { GenerationLine, SharingLine, SharingSummary } from "./report/sharing-document.js";
export type {
  AccountBalance,
  CampaignBalance,
  Proof,
  ProofLine,
  SettlementDocument,
} from "./settle/settlement-document.js";
export { type Settlement, type SettleRequest, settle } from "./settle.js";
export { simulate } from "./simulate.js";
export type {
  CampaignInput,
  DataInput,
  SimulateRequest,
  Simulation,
  SimulationProgress,
} from "./simulation/request.js";
export { OptionError, type SimulateOptions } from "./simulation/simulate-options.js";
export type { Reject } from "./transactions/columns.js";
export type { Preference } from "./tune/search.js";
export type {
  Difference as SweepDifference,
  Differences as SweepDifferences,
  SweepLine,
  SweepResult,
} from "./tune/sweep-document.js";
export type { TuneDocument, TunePoint } from "./tune/tune-document.js";
export { type SweepRequest, sweep, type TuneRequest, tune } from "./tune.js";
export { VERSION } from "./version.js";
