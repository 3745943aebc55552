import { Anchor } from "@mantine/core";
import Link from "next/link";
import * as messages from "@/lib/messages/campaign-compare";
import { UNTITLED } from "@/lib/messages/campaigns";
import { grouped } from "@/lib/numbers";
import { When } from "../../../when";
import { type Funnel, funnelOf, rateOf } from "../funnel";
import styles from "./compare.module.css";
import type { ComparedCampaign, NumberColumn } from "./sorting";

const COLUMNS = Object.keys(messages.COLUMNS) as NumberColumn[];

/** One campaign's name, launch and numbers, each with its rate. */
export function CampaignCells({ campaign }: { campaign: ComparedCampaign }) {
  const { id, name, launchedAt, counts } = campaign;
  const funnel = funnelOf(counts);
  return (
    <>
      <th scope="row">
        <Anchor component={Link} href={`/admin/campaigns/${id}`}>
          {name.trim() || UNTITLED}
        </Anchor>
      </th>
      <td>
        <When at={launchedAt} />
      </td>
      {COLUMNS.map((column) => (
        <td key={column}>
          <Cell funnel={funnel} column={column} />
        </td>
      ))}
    </>
  );
}

function Cell({ funnel, column }: { funnel: Funnel; column: NumberColumn }) {
  const { openedByPeople, openedByFilters, openedUnclear, accepted } = funnel;
  const isUnknown = openedByPeople + openedByFilters + openedUnclear === 0 && accepted > 0;
  if (column === "openedByPeople" && isUnknown)
    return <span className={styles.count}>{messages.NOT_COUNTED}</span>;
  return (
    <>
      {column === "audience" ? null : <strong>{rateOf(funnel, column)?.share}</strong>}{" "}
      <span className={styles.count}>{grouped(funnel[column])}</span>
    </>
  );
}
