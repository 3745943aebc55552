"use client";

import { Anchor } from "@mantine/core";
import Link from "next/link";
import { ALL_CAMPAIGNS } from "@/lib/messages/campaigns";
import styles from "../[id]/campaign.module.css";

export function BackToCampaigns() {
  return (
    <Anchor component={Link} href="/admin/campaigns" className={styles.back}>
      {ALL_CAMPAIGNS}
    </Anchor>
  );
}
