"use client";

import { Button } from "@mantine/core";
import Link from "next/link";
import { TEMPLATES } from "@/lib/messages/templates";

export function TemplatesLink() {
  return (
    <Button variant="default" component={Link} href="/admin/campaigns/templates">
      {TEMPLATES}
    </Button>
  );
}
