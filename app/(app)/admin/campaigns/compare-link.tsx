"use client";

import { Button } from "@mantine/core";
import Link from "next/link";
import { COMPARE } from "@/lib/messages/campaign-compare";

export function CompareLink() {
  return (
    <Button variant="default" component={Link} href="/admin/campaigns/compare">
      {COMPARE}
    </Button>
  );
}
