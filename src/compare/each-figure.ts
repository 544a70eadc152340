/** All figures of a comparison one by one, under the paths by which conditions name them. */
import type { CompareDocument, Difference } from "./compare-document.js";
import { CAMPAIGN_FIGURES, type FigureKind, SPONSOR_FIGURES, TOTAL_FIGURES } from "./figures.js";

export interface NamedFigure {
  readonly of: "totals" | "campaign" | "sponsor";
  /** Empty for totals. */
  readonly name: string;
  readonly figure: string;
  readonly kind: FigureKind;
  /** Such as `campaigns.friday.discount_minor`. */
  readonly path: string;
  readonly value: Difference;
}

export function* eachFigure(
  document: Pick<CompareDocument, "totals" | "campaigns" | "sponsors">,
): Generator<NamedFigure> {
  yield* below("totals", "", "totals", TOTAL_FIGURES, document.totals);
  for (const campaign of document.campaigns) {
    yield* below("campaign", campaign.id, `campaigns.${campaign.id}`, CAMPAIGN_FIGURES, campaign);
  }
  for (const sponsor of document.sponsors) {
    yield* below("sponsor", sponsor.sponsor, `sponsors.${sponsor.sponsor}`, SPONSOR_FIGURES, sponsor);
  }
}

function* below<Name extends string>(
  of: NamedFigure["of"],
  name: string,
  start: string,
  figures: Readonly<Record<Name, FigureKind>>,
  values: NoInfer<Readonly<Record<Name, Difference>>>,
): Generator<NamedFigure> {
  for (const figure of Object.keys(figures) as Name[]) {
    yield { of, name, figure, kind: figures[figure], path: `${start}.${figure}`, value: values[figure] };
  }
}
