import { Skeleton } from "@mantine/core";

export const ChartSkeleton = () => <Skeleton height={340} radius={14} />;
